/** From when to when a case is known, and what that makes of a day. */
import { asOfDay, firstContactDay } from '../follow-up.ts'
import type { DayNumber, IsoDay } from '../partial-date.ts'
import { knownUntil } from '../response/steroid-course.ts'
import { oncePerCase } from './once-per-case.ts'

interface KnownTime {
  /** The first examination on record; missing where there is none. */
  readonly from?: DayNumber
  /** The last day that the record says something about. */
  readonly to: DayNumber
  /** The day that “now” means: today, the day of death, or the last day with news. */
  readonly asOf: IsoDay
}

export const knownTimeOf = oncePerCase(({ record, today }): KnownTime => {
  const from = firstContactDay(record, today)
  return { ...(from === undefined ? {} : { from }), to: knownUntil(record, today), asOf: asOfDay(record, today) }
})
