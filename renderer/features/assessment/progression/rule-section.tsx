import { useId } from 'react'
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { RuleContext } from '#shared/domain/rules/rule-context.ts'
import { inputsOf, type RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { JudgmentControl } from '../judgment/judgment-control.tsx'
import { SourceMark } from '../used-inputs.tsx'
import { VerdictMark } from '../verdict-mark.tsx'
import { CriteriaList } from './criteria-list.tsx'

interface RuleSectionProps {
  readonly ruleId: JudgedRule
  readonly finding: RuleFinding
  readonly record: CaseRecord
  readonly context: RuleContext
}

/** One rule: its verdict in a sentence, what led there, and what a clinician makes of it. */
export function RuleSection({ ruleId, finding, record, context }: RuleSectionProps) {
  const headingId = useId()
  const { rule, met, because, criteria, missing } = finding
  return (
    <section className="progression-rule" aria-labelledby={headingId}>
      <header>
        <h3 id={headingId}>{rule.name}</h3>
        <VerdictMark met={met} />
        <SourceMark inputs={inputsOf(finding)} />
      </header>
      <div className="progression-told">
        <p className="progression-sentence">{sentenceOf(because)}</p>
        {missing.length > 0 && <p className="small soft">Missing: {missing.join('; ')}.</p>}
        <CriteriaList criteria={criteria} />
        <JudgmentControl record={record} context={context} ruleId={ruleId} finding={finding} />
        <p className="small soft">
          {rule.caveat} {rule.citation}
        </p>
      </div>
    </section>
  )
}

/** A sentence begins with a capital and ends with a point. */
const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
