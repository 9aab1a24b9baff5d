import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { RuleContext } from '#shared/domain/rules/rule-context.ts'
import { inputsOf, type RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { JudgmentControl } from '../judgment/judgment-control.tsx'
import { SourceMark } from '../used-inputs.tsx'
import { RuleSource } from './rule-source.tsx'

interface SetDetailProps {
  readonly finding: RuleFinding
  readonly record: CaseRecord
  readonly context: RuleContext
}

/** The verdict of one set in a sentence, what it lacks, what a clinician makes of it, and where it comes from. */
export function SetDetail({ finding, record, context }: SetDetailProps) {
  const { rule, because, missing } = finding
  return (
    <>
      <div className="set-told">
        <p className="set-sentence">
          {because} <SourceMark inputs={inputsOf(finding)} />
        </p>
        {missing.length > 0 && <p className="soft">To be recorded: {missing.join('; ')}.</p>}
        <RuleSource rule={rule} />
      </div>
      <JudgmentControl record={record} context={context} ruleId={rule.id as JudgedRule} finding={finding} />
    </>
  )
}
