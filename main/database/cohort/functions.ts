/** What conditions call in SQL, so that dates, units and words are read by the same rules there and here. */
import { holdsText } from '#shared/domain/cohort/conditions/compare.ts'
import type { DateBound } from '#shared/domain/cohort/cohort-spec.ts'
import { placedDay } from '#shared/domain/cohort/placed-day.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { convert } from '#shared/domain/units.ts'
import type { Reader } from '../connection.ts'

/** Index days of the cases that are being asked about. */
export type IndexDays = { readonly get: (caseId: string) => DayNumber | undefined }

const daysOf = new WeakMap<Reader, { now: IndexDays }>()

/**
 * Gives a connection the functions that compiled conditions call.
 * @returns sets what `index_day(case)` answers from
 */
export function withCohortFunctions(db: Reader): (days: IndexDays) => void {
  const known = daysOf.get(db) ?? registered(db)
  return (days) => void (known.now = days)
}

function registered(db: Reader): { now: IndexDays } {
  const days: { now: IndexDays } = { now: new Map() }
  daysOf.set(db, days)
  db.function('index_day', (caseId) => days.now.get(caseId as string) ?? null)
  db.function('day_of', { deterministic: true }, (date, bound) =>
    date === null ? null : placedDay(date as string, bound as DateBound),
  )
  db.function('converted', { deterministic: true }, (value, from, to, analyte) =>
    value === null || from === null
      ? null
      : (convert(value as number, from as string, to as string, analyte as string) ?? null),
  )
  db.function('holds_text', { deterministic: true }, (text, part) =>
    text === null ? null : Number(holdsText(text as string, part as string)),
  )
  return days
}
