/** What isn't recorded of a case but matters to whoever reads it: facts about the record, no advice. */
import type { CaseFacts } from './case-facts.ts'
import type { CaseRecord } from './case-record.ts'
import { deathDate, hasDied } from './follow-up.ts'
import { labelOf, midSentence } from './label-of.ts'
import { daysAMonth, dayNumber, formatPartialDate, lastDay, precisionOf, type DayNumber } from './partial-date.ts'

export interface OpenItem {
  readonly text: string
  /** Form in which it could be filled in, and the record where there is one. */
  readonly form: string
  readonly recordId?: string
}

type CaseItem = 'consent' | 'birth_date' | 'sex' | 'height' | 'smoking'
const caseItems: Readonly<Record<CaseItem, string>> = {
  consent: 'Consent',
  birth_date: 'Birth date',
  sex: 'Sex at birth',
  height: 'Height',
  smoking: 'Smoking',
}
const reasonWords = { unknown: 'unknown', 'not-done': 'not done', refused: 'refused' } as const

function caseGaps({ case: frame }: CaseRecord): readonly OpenItem[] {
  const about = (text: string) => ({ text, form: 'case', recordId: frame.id })
  const empty = (Object.keys(caseItems) as CaseItem[]).flatMap((item) => {
    if (frame[item] !== undefined && !(item === 'consent' && frame.consent === 'not-recorded')) return []
    const reason = frame.missing?.[item]
    if (reason === 'not-applicable') return []
    return about(`${caseItems[item]} ${reason === undefined ? 'not recorded' : reasonWords[reason]}`)
  })
  const coarse =
    frame.birth_date !== undefined && precisionOf(frame.birth_date) === 'year'
      ? [about('Birth date known to the year only')]
      : []
  return [...empty, ...coarse]
}

function diagnosisGaps({ records }: CaseRecord, { antibodies }: CaseFacts): readonly OpenItem[] {
  const note = antibodies.synthetaseNote
  const missing = antibodies.synthetase === 'not-recorded' || antibodies.synthetase === 'not-tested'
  const synthetase = note && missing ? [{ text: note.charAt(0).toUpperCase() + note.slice(1), form: 'antibody' }] : []
  const ana = records.antibody
    .filter(({ specificity, result, pattern }) => {
      return specificity === 'ana' && (result === 'positive' || result === 'weak') && !pattern?.length
    })
    .map(({ id }) => ({ text: 'ANA pattern not recorded', form: 'antibody', recordId: id }))
  const main = records.diagnosis.filter(({ kind }) => kind === 'ild' || kind === 'asys')
  const undated = main.some(({ date }) => date !== undefined)
    ? []
    : main.length
      ? [{ text: 'Date of diagnosis not recorded', form: 'diagnosis', recordId: main[0]!.id }]
      : [{ text: 'Diagnosis not recorded', form: 'diagnosis' }]
  return [...synthetase, ...ana.slice(0, 1), ...undated]
}

function testGaps({ records }: CaseRecord, facts: CaseFacts, asOf: DayNumber): readonly OpenItem[] {
  const last = records.pft.flatMap(({ date }) => (date === undefined ? [] : [{ date, day: lastDay(date) }]))
  const newest = [...last].sort((a, b) => b.day - a.day)[0]
  const months = newest && Math.floor((asOf - newest.day) / daysAMonth)
  const pft = !newest
    ? [{ text: 'No pulmonary function test recorded', form: 'pft' }]
    : months! >= 12 && facts.status?.code === 'active'
      ? [{ text: `No pulmonary function test since ${formatPartialDate(newest.date)} (${months} months)`, form: 'pft' }]
      : []
  const ct = facts.pattern ? [] : [{ text: 'No pattern on CT recorded', form: 'imaging' }]
  const ck = records.laboratory.filter(({ test, value }) => test === 'ck' && value !== undefined)
  const without = ck.filter(({ ref_high: limit }) => limit === undefined).length
  const limits = without
    ? [{ text: `Upper limit of normal of CK not recorded (${without} of ${ck.length} results)`, form: 'laboratory' }]
    : []
  const noCk = ck.length ? [] : [{ text: 'No CK recorded', form: 'laboratory' }]
  return [...pft, ...ct, ...limits, ...noCk]
}

const nameOf = (drug: string | undefined) =>
  drug === undefined ? 'a drug' : midSentence(labelOf('treatment', 'drug', drug))

function treatmentGaps({ records }: CaseRecord): readonly OpenItem[] {
  const treatments = records.treatment.flatMap((treatment) => {
    const name = nameOf(treatment.drug)
    const steps = records.dose_step.filter((step) => step.treatment === treatment.id)
    const infused = records.infusion.some((infusion) => infusion.treatment === treatment.id)
    const about = (text: string) => ({ text, form: 'treatment', recordId: treatment.id })
    const start = treatment.started === undefined && !infused ? [about(`Start of ${name} not recorded`)] : []
    const unknown = steps.some((step) => step.dose === undefined || step.started === undefined)
    const doses =
      steps.length === 0 && !infused
        ? [about(`Dose of ${name} not recorded`)]
        : unknown
          ? [about(`A dose of ${name} or its date not recorded`)]
          : []
    return [...start, ...doses]
  })
  const approvals = records.approval
    .filter(({ asked_on: asked }) => asked === undefined)
    .map(({ drug, id }) => ({
      text: `Day of asking for ${nameOf(drug)} not recorded`,
      form: 'approval',
      recordId: id,
    }))
  return [...treatments, ...approvals]
}

function deathGaps(record: CaseRecord): readonly OpenItem[] {
  if (!hasDied(record)) return []
  const death = record.records.event.find((event) => event.kind === 'death')
  const date = deathDate(record) === undefined ? [{ text: 'Date of death not recorded', form: 'event' }] : []
  const cause = death?.cause_of_death === undefined ? [{ text: 'Cause of death not recorded', form: 'event' }] : []
  return [...date, ...cause]
}

/** In the order in which a reader would miss them. */
export function openItemsOf(record: CaseRecord, facts: CaseFacts): readonly OpenItem[] {
  return [
    ...diagnosisGaps(record, facts),
    ...testGaps(record, facts, dayNumber(facts.asOf)),
    ...treatmentGaps(record),
    ...deathGaps(record),
    ...caseGaps(record),
  ]
}
