import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { changedSince, inWords, lookedBackFrom, verdictOf, type Judgment } from '#shared/domain/judgments.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { findingOfRule } from '#shared/domain/rules/judged-findings.ts'
import type { RuleContext } from '#shared/domain/rules/rule-context.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface JudgmentWordsProps {
  readonly judgment: Judgment
  readonly record: CaseRecord
  readonly context: RuleContext
  readonly ruleId: JudgedRule
  readonly finding: RuleFinding
}

/** Who judged what, when and why; whether the rule said the same then; and what is otherwise since. */
export function JudgmentWords({ judgment, record, context, ruleId, finding }: JudgmentWordsProps) {
  const { verdict, computed, reason } = judgment
  const history = useQueryOf('records.history', { form: 'judgment', id: judgment.id }).data
  const actor = history?.entries[0]?.actor
  const asOf = lookedBackFrom(judgment) ?? context.asOf
  const now = asOf === context.asOf ? finding : (findingOfRule(ruleId, record, { ...context, asOf }) ?? finding)
  const changes = changedSince(judgment, record, now)
  if (verdict === undefined) return null
  const overrules = computed !== undefined && verdict !== computed
  return (
    <>
      <p>
        <b>
          {overrules ? 'Overruled' : 'Confirmed'}: {inWords(verdict)}
        </b>
        {overrules && ` (the rule said ${inWords(computed)})`}
        {reason !== undefined && <> – “{reason}”</>}{' '}
        <span className="small soft">
          {judgment.judged_on !== undefined && formatPartialDate(judgment.judged_on)}
          {actor !== undefined && `, ${actor}`}
          {asOf !== context.asOf && `, looking back from ${formatPartialDate(asOf)}`},{' '}
          <RecordLink form="judgment" recordId={judgment.id}>
            record
          </RecordLink>
        </span>
      </p>
      {changes.length > 0 && (
        <p className="judgment-changed">
          <span aria-hidden>●</span> Changed since it was judged: {changes.join('; ')}.
        </p>
      )}
      {overrules && verdict === verdictOf(now.met) && <p className="soft small">By now the rule says the same.</p>}
    </>
  )
}
