/** Events and the time in which they could be seen, before and after the index of a case. */
import { drugOf } from '../../../dictionary/lists/drugs.ts'
import { drugName } from '../../drug-lanes.ts'
import { daysAYear, type DayNumber } from '../../partial-date.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Dropped } from '../analysis.ts'
import type { AnalysisRequestOf, countedEvents } from '../analysis-request.ts'
import { groupingOf, wordOf } from '../covariates.ts'
import { knownTimeOf } from '../known-time.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase } from '../variable-model.ts'
import { yearsOfDays } from '../years-of-days.ts'

export type CountedEvent = (typeof countedEvents)[number]
export const periods = ['before', 'after'] as const
export type Period = (typeof periods)[number]

type EventKind = CaseRecord['records']['event'][number]['kind']

/** An admission counts by its cause, which is an event of its own. */
const kindsOf: Readonly<Record<CountedEvent, readonly EventKind[]>> = {
  infection: ['infection'],
  admission: ['admission'],
  exacerbation: ['acute-exacerbation'],
  'any-adverse': ['infection', 'acute-exacerbation', 'malignancy', 'thrombosis', 'fracture', 'other-adverse-event'],
}

export const eventWords: Readonly<Record<CountedEvent, string>> = {
  infection: 'Infections',
  admission: 'Admissions',
  exacerbation: 'Acute exacerbations',
  'any-adverse': 'Any adverse event',
}

export interface CountedCase {
  readonly group?: string
  /** Patient-years in which an event would have been recorded. */
  readonly years: Readonly<Record<Period, number>>
  /** In the order of the events asked for, each once. */
  readonly counts: Readonly<Record<Period, readonly number[]>>
  /** Events of these kinds without a date. */
  readonly undated: number
  /** For the figure, in years from the index. */
  readonly events: readonly { readonly label: string; readonly at: number }[]
  readonly spans: readonly { readonly label: string; readonly from: number; readonly to: number }[]
}

/** Before ends on the day before the index; after begins with it. Nothing counts from before the first examination on. */
function stretchesOf(one: CohortCase, index: DayNumber, years: number) {
  const { from, to } = knownTimeOf(one)
  const span = Math.round(years * daysAYear)
  const first = from ?? Number.POSITIVE_INFINITY
  return {
    before: { from: Math.max(first, index - span), to: Math.min(to, index - 1) },
    after: { from: Math.max(first, index), to: Math.min(to, index + span - 1) },
  }
}

const yearsIn = ({ from, to }: { readonly from: number; readonly to: number }) =>
  yearsOfDays(Math.max(0, to - from + 1))

export function countCase(one: CohortCase, request: AnalysisRequestOf<'rates'>): CountedCase | Dropped {
  const { index, record, dates } = one
  if (index === undefined) return { dropped: 'no index date' }
  const grouping = request.groupBy === undefined ? undefined : groupingOf(request.groupBy)
  const group = grouping?.variable.of(one)
  if (grouping && group === undefined) return { dropped: `${grouping.variable.label} not known` }
  const stretches = stretchesOf(one, index, request.years)
  const years = { before: yearsIn(stretches.before), after: yearsIn(stretches.after) }
  if (years.before + years.after === 0) return { dropped: 'nothing known of the time around the index' }

  const asked = [...new Set(request.events)].map((event) => kindsOf[event])
  const relevant = record.records.event.filter(({ kind }) => asked.some((kinds) => kinds.includes(kind)))
  const placed = relevant.flatMap(({ kind, onset }) =>
    onset === undefined ? [] : [{ kind, day: placedDay(onset, dates) }],
  )
  const countsIn = ({ from, to }: { readonly from: number; readonly to: number }) =>
    asked.map((kinds) => placed.filter(({ kind, day }) => kinds.includes(kind) && from <= day && day <= to).length)
  const seen = {
    from: Math.min(stretches.before.from, stretches.after.from),
    to: Math.max(stretches.before.to, stretches.after.to),
  }
  return {
    ...(grouping ? { group: wordOf(grouping.variable, String(group)) } : {}),
    years,
    counts: { before: countsIn(stretches.before), after: countsIn(stretches.after) },
    undated: relevant.length - placed.length,
    events: placed
      .filter(({ day }) => seen.from <= day && day <= seen.to)
      .map(({ kind, day }) => ({ label: eventLabel(kind), at: yearsOfDays(day - index) })),
    spans: treatmentSpans(one, index, seen),
  }
}

function eventLabel(kind: EventKind): string {
  const event = (['infection', 'admission', 'exacerbation'] as const).find((one) => kindsOf[one].includes(kind))
  return event ? eventWords[event].replace(/s$/, '') : 'Other adverse event'
}

/** Courses of what is given besides glucocorticoids and prophylaxis; one without an end goes on. */
function treatmentSpans(
  { record, dates }: CohortCase,
  index: DayNumber,
  seen: { readonly from: DayNumber; readonly to: DayNumber },
): CountedCase['spans'] {
  return record.records.treatment.flatMap(({ drug, started, ended }) => {
    const drugClass = drug === undefined ? undefined : drugOf(drug)?.drugClass
    if (started === undefined || drugClass === 'glucocorticoid' || drugClass === 'prophylaxis' || !drug) return []
    const from = Math.max(seen.from, placedDay(started, dates))
    const to = Math.min(seen.to, ended === undefined ? seen.to : placedDay(ended, dates))
    return from < to ? [{ label: drugName(drug), from: yearsOfDays(from - index), to: yearsOfDays(to - index) }] : []
  })
}
