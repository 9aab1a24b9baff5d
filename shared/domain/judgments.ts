/**
 * What clinicians make of the verdicts of rules. A judgment stands beside what the rule says and never replaces it; with it
 * is kept what the rule said then and which records that rested on, so that a later change is seen.
 */
import { formOf, isFormId, type FormId, type RecordTypes } from '#shared/dictionary/forms.ts'
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from './case-record.ts'
import { midSentence } from './label-of.ts'
import { dayNumber, formatPartialDate, isoOfDay, lastDay, type IsoDay } from './partial-date.ts'
import { inputsOf, type Met, type RuleFinding } from './rules/rule-finding.ts'

export type Judgment = RecordTypes['judgment']
export type Verdict = NonNullable<Judgment['verdict']>

export const verdictOf = (met: Met): Verdict => (met === undefined ? 'not-assessable' : met ? 'met' : 'not-met')

/** The items of a judgment that the program fills in: what the rule says, and the records with their versions. */
export function heldFrom(finding: RuleFinding): Required<Pick<Judgment, 'computed' | 'rule_version' | 'rests_on'>> {
  const lines = inputsOf(finding).map(({ form, recordId, version }) => `${form} ${recordId} ${version}`)
  return {
    computed: verdictOf(finding.met),
    rule_version: finding.rule.version,
    rests_on: [...new Set(lines)].join('\n'),
  }
}

/** The day that a judgment looks back from; one without it looks back from the day on which it was made. */
export function lookedBackFrom({ as_of, judged_on }: Pick<Judgment, 'as_of' | 'judged_on'>): IsoDay | undefined {
  const date = as_of ?? judged_on
  return date === undefined ? undefined : isoOfDay(lastDay(date))
}

/** The judgment of a rule that counts on a day: of those that look back from no later day, the last. */
export function judgmentOf({ records }: CaseRecord, rule: JudgedRule, asOf: IsoDay): Judgment | undefined {
  const dayOf = (judgment: Judgment) => {
    const day = lookedBackFrom(judgment)
    return day === undefined ? Number.POSITIVE_INFINITY : dayNumber(day)
  }
  return records.judgment
    .filter((judgment) => judgment.rule === rule && dayOf(judgment) <= dayNumber(asOf))
    .toSorted((a, b) => dayOf(a) - dayOf(b) || a.created_at.localeCompare(b.created_at))
    .at(-1)
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'met',
  'not-met': 'not met',
  'not-assessable': 'not assessable',
}

/** A verdict inside a sentence. */
export const inWords = (verdict: Verdict): string => verdictWords[verdict]

/**
 * What is otherwise than when it was judged, each in a few words; empty where all is as it was.
 * @param now what the rule says today, looking back from the day of the judgment
 */
export function changedSince(judgment: Judgment, record: CaseRecord, now: RuleFinding): readonly string[] {
  if (judgment.computed === undefined) return []
  const rested = (judgment.rests_on ?? '').split('\n').flatMap((line) => {
    const [form = '', id = '', version] = line.split(' ')
    return isFormId(form) ? [{ form, id, version: Number(version) }] : []
  })
  const said = verdictOf(now.met)
  const isNew = inputsOf(now).filter(({ recordId }) => !rested.some(({ id }) => id === recordId))
  return [
    ...(said === judgment.computed ? [] : [`the rule says “${inWords(said)}” now`]),
    ...(now.rule.version === judgment.rule_version ? [] : ['the rule was revised']),
    ...rested.flatMap(({ form, id, version }) => {
      const found = recordOf(record, form, id)
      if (!found) return [`${theOne(form)} was voided`]
      return found.version === version ? [] : [`${theOne(form, found)} was changed`]
    }),
    ...isNew.map(({ text }) => `${text} counts as well`),
  ]
}

const recordOf = (record: CaseRecord, form: FormId, id: string): { readonly version: number } | undefined =>
  form === 'case'
    ? record.case
    : form === 'identity'
      ? undefined
      : record.records[form].find((candidate) => candidate.id === id)

/** `the visit of 12 Apr 2019`, `the baseline`. */
function theOne(formId: FormId, found?: object): string {
  if (formId === 'case') return 'the baseline'
  const { label, dateItem } = formOf(formId)
  const date: unknown = found && dateItem ? Reflect.get(found, dateItem) : undefined
  return `the ${midSentence(label)}${typeof date === 'string' ? ` of ${formatPartialDate(date)}` : ''}`
}
