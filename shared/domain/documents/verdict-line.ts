/** The verdict of a rule as a line on paper, with what a clinician made of it beside what the rule says. */
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { inWords, judgmentOf, verdictOf } from '../judgments.ts'
import { formatPartialDate, type IsoDay } from '../partial-date.ts'
import { caseEvidence } from '../progression/case-evidence.ts'
import { daysOfEvidence, progressionRules } from '../progression/progression-rules.ts'
import type { RuleContext } from '../rules/rule-context.ts'
import { inputsOf, leastRealSource, type RuleFinding } from '../rules/rule-finding.ts'

export interface VerdictLine {
  readonly id: string
  readonly name: string
  readonly citation: string
  /** `met`, `not met`, `not assessable`. */
  readonly verdict: string
  /** Without the verdict; empty where what is missing says it all. */
  readonly because: string
  /** What isn't recorded, in words that fit after “missing:”. */
  readonly missing: readonly string[]
  /** `Overruled 3 May 2024: not met – “edema”`; missing where nobody judged it. */
  readonly judgment?: string
  readonly source: RecordSource
}

/** The reasons without the verdict before them, each once. */
function reasonsOf(because: string): string {
  const reasons = because.replace(/^(?:met|not met|not assessable)(?:: | because )/i, '').split('; ')
  return [...new Set(reasons)].join('; ')
}

/** @param rule under which a judgment of it is stored */
export function verdictLine(
  finding: RuleFinding,
  rule: JudgedRule,
  record: CaseRecord,
  { asOf }: RuleContext,
): VerdictLine {
  const judgment = judgmentOf(record, rule, asOf)
  const verdict = judgment?.verdict
  const { id, name, citation } = finding.rule
  const line: VerdictLine = {
    id,
    name,
    citation,
    verdict: inWords(verdictOf(finding.met)),
    because: reasonsOf(finding.because),
    missing: finding.missing,
    source: leastRealSource(inputsOf(finding)) ?? 'recorded',
  }
  if (!judgment || verdict === undefined) return line
  const how = judgment.computed !== undefined && judgment.computed !== verdict ? 'Overruled' : 'Confirmed'
  const on = judgment.judged_on === undefined ? '' : ` ${formatPartialDate(judgment.judged_on)}`
  const reason = judgment.reason?.trim()
  return { ...line, judgment: `${how}${on}: ${inWords(verdict)}${reason ? ` – “${reason}”` : ''}` }
}

export interface ProgressionLines {
  /** The last day on which something new was known; without any, the day asked for. */
  readonly lookedBackFrom: IsoDay
  readonly lines: readonly VerdictLine[]
}

/** The rules of progression, looking back from the last day on which there was something new to judge. */
export function progressionLines(record: CaseRecord, context: RuleContext): ProgressionLines {
  const evidence = caseEvidence(record, context.settings, context.today)
  const lookedBackFrom = daysOfEvidence(evidence).findLast((day) => day <= context.asOf) ?? context.asOf
  const lines = progressionRules.map(({ id, evaluate }) => {
    const line = verdictLine(evaluate(evidence, lookedBackFrom), id, record, context)
    // What is missing says it in fewer words than the sentences on each criterion.
    return line.missing.length > 0 ? { ...line, because: '' } : line
  })
  return { lookedBackFrom, lines }
}
