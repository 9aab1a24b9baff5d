/** What was recorded before a day: the past that a new entry is held against, also when it is entered afterwards. */
import { comparePartialDates, firstDay, type PartialDate } from './partial-date.ts'

/**
 * Records that certainly or possibly began before a date, newest first. Undated ones are left out: nobody knows whether
 * they came before.
 * @param before first day that no longer counts; without one all that is dated counts
 */
export function pastRecords<R extends object>(
  records: readonly R[],
  dateItem: keyof R,
  before: PartialDate | undefined,
): readonly R[] {
  const dateOf = (record: R) => record[dateItem] as PartialDate | undefined
  const limit = before === undefined ? Number.POSITIVE_INFINITY : firstDay(before)
  return records
    .filter((record) => dateOf(record) !== undefined && firstDay(dateOf(record)!) < limit)
    .sort((a, b) => comparePartialDates(dateOf(b)!, dateOf(a)!))
}
