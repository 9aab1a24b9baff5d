/** Where the courses of a case began, for a time axis that counts from there. */
import { isoOfDay, type DayNumber } from './partial-date.ts'
import type { DatedSpan, DrugLane, Timeline } from './timeline-model.ts'

export interface DrugStart extends DatedSpan {
  /** Code of the drug; one outside the drug list is told by its record: `other:ID`. */
  readonly drug: string
  /** As its lane is called. */
  readonly label: string
}

/** Mean length of a month of the Gregorian calendar, in days. */
export const daysPerMonth = 365.2425 / 12

/** Months from one day to another, negative before it. */
export function monthsBetween(start: DayNumber, day: DayNumber): number {
  return (day - start) / daysPerMonth
}

function firstUse({ segments, infusions }: DrugLane): DatedSpan | undefined {
  const uses = [
    ...segments.map(({ from, fromSpan, starts }): DatedSpan => {
      return fromSpan ?? { date: starts ?? isoOfDay(from), first: from, last: from }
    }),
    ...infusions.map(({ date, first, last }): DatedSpan => ({ date, first, last })),
  ]
  return uses.toSorted((a, b) => a.first - b.first || a.last - b.last)[0]
}

/**
 * First use of each drug that has a date, in the order of the lanes. A start that is known to the month or year is the span
 * that it is; an axis counts from its first day, where the bar in the drawing begins.
 */
export function drugStarts({ drugs }: Pick<Timeline, 'drugs'>): readonly DrugStart[] {
  return drugs.flatMap((lane) => {
    const use = firstUse(lane)
    return use ? [{ drug: lane.id.replace(/^drug:/, ''), label: lane.label, ...use }] : []
  })
}
