/**
 * What changed since the last visit: that visit, and everything up to today, held against what was known at the visit
 * before. A comparison of what is recorded, no judgment: what happened between the two visits belongs to the last one.
 */
import type { RecordSource } from '../../dictionary/record.ts'
import { antibodyText } from '../antibody-facts.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { diagnosisText, eventText, imagingText, procedureText } from '../event-marks.ts'
import { asOfDay } from '../follow-up.ts'
import {
  comparePartialDates,
  dayNumber,
  formatPartialDate,
  lastDay,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'
import { drugChanges, type DrugChange } from './drug-changes.ts'
import { measureChanges, type MeasureChange } from './measure-changes.ts'
import { placeOf, visitPair, type Stretch, type VisitPair } from './visits-compared.ts'

export interface Happened {
  readonly text: string
  readonly date: PartialDate
  readonly form: RepeatingFormId
  readonly recordId: string
  readonly source: RecordSource
}

export interface SinceVisit {
  readonly visits: VisitPair & { readonly before: NonNullable<VisitPair['before']> }
  readonly measures: readonly MeasureChange[]
  readonly drugs: readonly DrugChange[]
  /** Events, imaging, procedures, diagnoses and results for antibodies, in order of time. */
  readonly happened: readonly Happened[]
  /** All of it as one paragraph. */
  readonly paragraph: string
  /** The least real of what it rests on. */
  readonly source: Exclude<RecordSource, 'recorded'> | undefined
}

/** Why there is nothing to compare. */
export interface NoComparison {
  readonly why: string
  readonly visits?: VisitPair
}

function happenedIn({ records }: CaseRecord, stretch: Stretch): readonly Happened[] {
  const linesOf = <R extends { readonly id: string; readonly source: RecordSource }>(
    form: RepeatingFormId,
    list: readonly R[],
    dateOf: (each: R) => PartialDate | undefined,
    textOf: (each: R) => string,
  ): readonly Happened[] =>
    list.flatMap((each) => {
      const date = dateOf(each)
      if (date === undefined || placeOf(date, stretch) !== 'since') return []
      return { text: textOf(each), date, form, recordId: each.id, source: each.source }
    })
  return [
    ...linesOf('diagnosis', records.diagnosis, ({ date }) => date, diagnosisText),
    ...linesOf('event', records.event, ({ onset }) => onset, eventText),
    ...linesOf(
      'imaging',
      records.imaging,
      ({ date }) => date,
      (study) => imagingText(study, records.imaging),
    ),
    ...linesOf(
      'procedure',
      records.procedure.filter(({ status }) => status !== 'planned'),
      ({ date }) => date,
      procedureText,
    ),
    ...linesOf('antibody', records.antibody, ({ date }) => date, antibodyText),
  ].toSorted((a, b) => comparePartialDates(a.date, b.date))
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** FVC and DLCO of the same tests are one sentence: `PFT: FVC 61 → 55 %, DLCO 48 → 45 % in 9 months`. */
function measureSentences(measures: readonly MeasureChange[]): readonly string[] {
  const lung = measures.filter(({ form }) => form === 'pft')
  return measures.flatMap((each) => {
    if (each.form !== 'pft') return `${each.label} ${each.text}`
    if (each !== lung[0]) return []
    const said = lung.map(({ label, text, over }, index) => {
      const isSaidLater = lung[index + 1]?.over === over
      return [label, text, !isSaidLater && over].filter(Boolean).join(' ')
    })
    return `PFT: ${said.join(', ')}`
  })
}

/** @param today full ISO date; of a closed case the end of its follow-up counts */
export function sinceVisit(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): SinceVisit | NoComparison {
  const asOf = asOfDay(record, today)
  const visits = visitPair(record, asOf)
  if (!visits) return { why: 'No visit with a date is recorded yet.' }
  const { last, before } = visits
  if (!before)
    return { why: `One visit so far (${formatPartialDate(last.date)}): there is none to compare it with.`, visits }
  const stretch = { after: lastDay(before.date), upTo: dayNumber(asOf) }
  const measures = measureChanges(record, stretch, settings)
  const drugs = drugChanges(record, stretch)
  const happened = happenedIn(record, stretch)
  const sources = new Set([...measures, ...drugs, ...happened].map(({ source }) => source))
  const sentences = [
    ...measureSentences(measures),
    ...drugs.map(({ text }) => text),
    ...happened.map(({ text, date }) => `${formatPartialDate(date)}: ${text}`),
  ]
  return {
    visits: { ...visits, before },
    measures,
    drugs,
    happened,
    paragraph: sentences.map(sentence).join(' ') || 'Nothing new is recorded.',
    source: sources.has('illustrative') ? 'illustrative' : sources.has('synthetic') ? 'synthetic' : undefined,
  }
}
