import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { inWords, judgmentOf, verdictOf, type Verdict } from '#shared/domain/judgments.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { RuleContext } from '#shared/domain/rules/rule-context.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { JudgmentWords } from './judgment-words.tsx'
import { OverruleForm } from './overrule-form.tsx'
import './judgment.css'

interface JudgmentControlProps {
  readonly record: CaseRecord
  readonly context: RuleContext
  readonly ruleId: JudgedRule
  /** What the rule says in that context. */
  readonly finding: RuleFinding
}

/** What a clinician makes of the verdict of a rule: shown beside it, confirmed by one key, overruled with a reason. */
export function JudgmentControl({ record, context, ruleId, finding }: JudgmentControlProps) {
  const noteId = useId()
  const [isOverruling, setIsOverruling] = useState(false)
  const add = useCommand('records.add')
  const { notifyUndoable } = useUndo()
  const { rule } = finding
  const computed = verdictOf(finding.met)
  const judgment = judgmentOf(record, ruleId, context.asOf)

  const judge = (verdict: Verdict, reason: string | undefined) =>
    add.mutate(
      {
        form: 'judgment',
        caseId: record.case.id,
        values: {
          rule: ruleId,
          judged_on: context.today,
          as_of: context.asOf,
          verdict,
          ...(reason !== undefined && { reason }),
        },
      },
      {
        onSuccess() {
          setIsOverruling(false)
          notifyUndoable(`${rule.name}: judged ${inWords(verdict)}, as of ${formatPartialDate(context.asOf)}`)
        },
      },
    )

  return (
    <div className="judgment" role="group" aria-label={`Judgment of ${rule.name}`}>
      <div id={noteId}>
        {judgment ? (
          <JudgmentWords {...{ judgment, record, context, ruleId, finding }} />
        ) : (
          <p className="soft">Not judged yet.</p>
        )}
      </div>
      {isOverruling ? (
        <OverruleForm
          ruleName={rule.name}
          computed={computed}
          isPending={add.isPending}
          onJudge={judge}
          onClose={() => setIsOverruling(false)}
        />
      ) : (
        <div className="judgment-actions">
          <Button
            variant="default"
            size="compact-sm"
            loading={add.isPending}
            aria-describedby={noteId}
            onClick={() => judge(computed, undefined)}
          >
            Confirm {inWords(computed)}
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setIsOverruling(true)}>
            Overrule
          </Button>
        </div>
      )}
      <ErrorMessage error={add.error} />
    </div>
  )
}
