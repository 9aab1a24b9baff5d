/**
 * How a case report tells time: in months from an index date, or by the calendar. What is known to the month or year only
 * is told as such; nothing is completed.
 *
 * Source: CARE 2013 (Gagnier JJ et al., J Med Case Rep 2013;7:223), item 7, and the rule that a report names no exact dates.
 */
import type { CaseRecord } from '../../case-record.ts'
import { monthsBetween } from '../../drug-start.ts'
import { formatNumber } from '../../format-number.ts'
import {
  comparePartialDates,
  firstDay,
  formatPartialDate,
  lastDay,
  precisionOf,
  type PartialDate,
} from '../../partial-date.ts'

export type ReportDates = 'relative' | 'absolute'

export interface IndexDate {
  readonly date: PartialDate
  /** What happened then: `first diagnosis of interstitial lung disease`. */
  readonly what: string
}

export interface ToldDates {
  readonly index: IndexDate | undefined
  readonly counts: 'months' | 'calendar'
  /** On its own: `month 14`, `about month 14`, `months 3–14`; `12 Apr 2019`, `about Apr 2019`, `in 2019`. */
  readonly when: (date: PartialDate) => string
  /** Inside a sentence: `in month 14`, `on 12 Apr 2019`, `about Apr 2019`. */
  readonly at: (date: PartialDate) => string
  /** Days from the index date, `286–315` where the dates leave that open. */
  readonly days: (date: PartialDate) => string
}

const earliest = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates.filter((date) => date !== undefined).toSorted(comparePartialDates)[0]

/** Day 0 of the report: the first diagnosis that has a date, else the first visit, else the first treatment. */
export function indexDateOf({ records }: CaseRecord): IndexDate | undefined {
  const named = (what: string, date: PartialDate | undefined) => (date === undefined ? undefined : { date, what })
  const diagnosed = (...kinds: readonly string[]) =>
    earliest(records.diagnosis.filter(({ kind }) => kinds.includes(kind ?? '')).map(({ date }) => date))
  return (
    named('first diagnosis of ILD or antisynthetase syndrome', diagnosed('ild', 'asys')) ??
    named('first diagnosis', earliest(records.diagnosis.map(({ date }) => date))) ??
    named('first visit', earliest(records.visit.map(({ date }) => date))) ??
    named('first treatment', earliest([...records.treatment, ...records.dose_step].map(({ started }) => started)))
  )
}

const span = (from: number, to: number) =>
  from === to ? formatNumber(from, 0) : `${formatNumber(from, 0)} to ${formatNumber(to, 0)}`

/** Months are whole ones, rounded, from the first day that the index date can mean. */
function relative(index: IndexDate): Pick<ToldDates, 'when' | 'at'> {
  const month = (day: number) => Math.round(monthsBetween(firstDay(index.date), day))
  const when = (date: PartialDate): string => {
    const [from, to] = [month(firstDay(date)), month(lastDay(date))]
    switch (precisionOf(date)) {
      case 'day':
        return `month ${formatNumber(from, 0)}`
      case 'month':
        return `about month ${formatNumber(from, 0)}`
      case 'year':
        return `months ${span(from, to)}`
    }
  }
  return {
    when,
    at: (date) => `${precisionOf(date) === 'year' ? 'within' : 'in'} ${when(date)}`.replace('in about', 'about'),
  }
}

const calendar: Pick<ToldDates, 'when' | 'at'> = {
  when: (date) => (precisionOf(date) === 'month' ? `about ${formatPartialDate(date)}` : formatPartialDate(date)),
  at: (date) => {
    const text = formatPartialDate(date)
    switch (precisionOf(date)) {
      case 'day':
        return `on ${text}`
      case 'month':
        return `about ${text}`
      case 'year':
        return `in ${text}`
    }
  },
}

const unplaced: Pick<ToldDates, 'when' | 'at'> = { when: () => 'date withheld', at: () => 'at a date that is withheld' }

export function toldDates(record: CaseRecord, dates: ReportDates): ToldDates {
  const index = indexDateOf(record)
  const words = dates === 'absolute' ? calendar : index ? relative(index) : unplaced
  return {
    index,
    counts: dates === 'relative' ? 'months' : 'calendar',
    ...words,
    days: (date) =>
      index === undefined
        ? ''
        : date === index.date
          ? precisionOf(date) === 'day'
            ? '0'
            : 'about 0'
          : span(firstDay(date) - lastDay(index.date), lastDay(date) - firstDay(index.date)),
  }
}
