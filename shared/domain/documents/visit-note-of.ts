/** The note of one visit, as data ready to print: what it is compared with, what is computed, and what is due after it. */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { currentTreatments } from '../current-treatment.ts'
import { lungIndexLabels, lungIndices } from '../lung-function/lung-indices.ts'
import { lungValue } from '../lung-function/lung-values.ts'
import { referenceSets } from '../lung-function/reference-sets.ts'
import { formatNumber } from '../format-number.ts'
import { dueLabel, lastWords, stateWords } from '../monitoring/due-words.ts'
import { dueItems } from '../monitoring/due.ts'
import { monitoringFactsOf } from '../monitoring/facts.ts'
import { schedulesOf } from '../monitoring/schedules.ts'
import {
  comparePartialDates,
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'
import { sinceVisit, type NoComparison, type SinceVisit } from '../since-visit/since-visit.ts'
import { fullDrugName } from '../treatment-summary.ts'
import { standingOf } from './last-lung-function.ts'

export type NotedVisit = CaseRecord['records']['visit'][number] & { readonly date: PartialDate }

export interface VisitNote {
  readonly visit: NotedVisit
  /** The day that the note holds for: that of the visit; of a vague date the last one that it can mean. */
  readonly asOf: IsoDay
  readonly since: SinceVisit | NoComparison
  /** `Computed: FVC 77 % (GLI Global 2022, z −1.6, LLN 3.4 L); …` of each test of the visit, or why nothing was. */
  readonly computed: readonly string[]
  /** In force on the day: `Prednisone 10 mg daily`. */
  readonly treatment: readonly { readonly text: string; readonly source: RecordSource }[]
  /** What is due after it, what would be overdue first at the top: `Pulmonary function test: due by 8 Jun 2022; last …`. */
  readonly due: readonly string[]
}

const mostDue = 8

/** The visit that is asked for, the last one where none is; undefined where there is none of that id, or none with a date. */
export function notedVisit(
  { records }: CaseRecord,
  visitId: string | undefined,
  today: IsoDay,
): NotedVisit | undefined {
  const dated = records.visit
    .filter((visit): visit is NotedVisit => visit.date !== undefined)
    .toSorted((a, b) => comparePartialDates(a.date, b.date))
  if (visitId !== undefined) return dated.find(({ id }) => id === visitId)
  return dated.findLast(({ date }) => firstDay(date) <= dayNumber(today))
}

/** The case as it stood at a visit: of the visits only this one and those that certainly came before it. */
function upToVisit(record: CaseRecord, { id, date }: NotedVisit): CaseRecord {
  const visits = record.records.visit.filter(
    (other) => other.id === id || (other.date !== undefined && lastDay(other.date) < firstDay(date)),
  )
  return { ...record, records: { ...record.records, visit: visits } }
}

function computedOf(record: CaseRecord, { date }: NotedVisit, settings: ClinicalSettings): readonly string[] {
  const tests = record.records.pft.filter((test) => test.date === date)
  return tests.flatMap((test) => {
    const values = lungIndices
      .map((index) => lungValue(record, test, index, settings))
      .filter(({ measured }) => measured)
    const told = values.flatMap((value) => {
      if ('unavailable' in value.result) return []
      const about = [referenceSets[value.set].label, standingOf(value)].join(', ')
      return `${lungIndexLabels[value.index]} ${formatNumber(value.result.percent, 0)} % (${about})`
    })
    const why = values.flatMap(({ result }) => ('unavailable' in result ? result.unavailable : []))[0]
    if (told.length > 0) return `Computed: ${told.join('; ')}.`
    return why === undefined ? [] : `Percent of predicted not computed: ${why}.`
  })
}

/** @param today what is due is told for the visit, never for a day after today */
export function visitNoteOf(
  record: CaseRecord,
  visit: NotedVisit,
  today: IsoDay,
  settings: ClinicalSettings,
): VisitNote {
  const asOf = isoOfDay(Math.max(firstDay(visit.date), Math.min(lastDay(visit.date), dayNumber(today))))
  const then = upToVisit(record, visit)
  const due = dueItems(monitoringFactsOf(then, asOf), schedulesOf(settings.monitoring), asOf)
  return {
    visit,
    asOf,
    since: sinceVisit(then, asOf, settings),
    computed: computedOf(record, visit, settings),
    treatment: currentTreatments(record, asOf).map(({ treatment, drug, segment }) => ({
      text: `${fullDrugName(drug)} ${segment?.label ?? '(dose not dated)'}`,
      source: segment?.source ?? treatment.source,
    })),
    due: due.slice(0, mostDue).map((item) => `${dueLabel(item)}: ${stateWords(item)} (${lastWords(item)})`),
  }
}
