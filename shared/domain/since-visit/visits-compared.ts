/** Which two visits are held against each other, and what belongs to which of them. */
import type { CaseRecord } from '../case-record.ts'
import {
  comparePartialDates,
  dayNumber,
  firstDay,
  lastDay,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'

type Visit = CaseRecord['records']['visit'][number] & { readonly date: PartialDate }

export interface VisitPair {
  readonly last: Visit
  /** Days since the last visit, as far as its date is known. */
  readonly daysAgo: { readonly min: number; readonly max: number }
  /** The visit before; missing where there is none that was certainly earlier. */
  readonly before?: Visit
}

/**
 * The last visit up to a day and the last one that certainly came before it: one that may have been the same visit, by
 * its date, is passed over.
 */
export function visitPair({ records }: CaseRecord, asOf: IsoDay): VisitPair | undefined {
  const now = dayNumber(asOf)
  const dated = records.visit
    .filter((visit): visit is Visit => visit.date !== undefined && firstDay(visit.date) <= now)
    .toSorted((a, b) => comparePartialDates(a.date, b.date))
  const last = dated.at(-1)
  if (!last) return undefined
  const before = dated.findLast(({ date }) => lastDay(date) < firstDay(last.date))
  const daysAgo = { min: Math.max(0, now - lastDay(last.date)), max: now - firstDay(last.date) }
  return { last, daysAgo, ...(before && { before }) }
}

/** The days after a visit, up to and including another day. */
export interface Stretch {
  /** Last day that belongs to the visit before. */
  readonly after: DayNumber
  readonly upTo: DayNumber
}

/** Of a date: whether it lies in the stretch, or belongs to what was known at its beginning. A date that can be either does. */
export function placeOf(date: PartialDate | undefined, { after, upTo }: Stretch): 'before' | 'since' | undefined {
  if (date === undefined || firstDay(date) > upTo) return undefined
  return firstDay(date) <= after ? 'before' : 'since'
}
