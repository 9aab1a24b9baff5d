/** How far two birth dates agree, each known to the day, the month or the year. */
import { editDistance } from './edit-distance.ts'
import type { PartialDate } from '../partial-date.ts'

/**
 * `same`: the same day. `fits`: they agree as far as both are known (`month` or `year`). `swapped`: day and month
 * changed places. `slip`: one digit differs, or two neighbors are swapped.
 */
export type BirthDateLikeness = 'same' | 'fits-month' | 'fits-year' | 'swapped' | 'slip' | 'different' | 'unknown'

export function birthDateLikeness(a: PartialDate | undefined, b: PartialDate | undefined): BirthDateLikeness {
  if (!a || !b) return 'unknown'
  const known = Math.min(a.length, b.length)
  if (a.slice(0, known) === b.slice(0, known)) return known === 10 ? 'same' : known === 7 ? 'fits-month' : 'fits-year'
  // A year alone that is one off is another year: only a full date carries enough to tell a slip from a difference.
  if (known < 10) return 'different'
  const [year, month, day] = a.split('-')
  if (`${year}-${day}-${month}` === b) return 'swapped'
  const digits = (date: PartialDate) => date.replaceAll('-', '')
  return editDistance(digits(a), digits(b), 1) === 1 && a.length === b.length ? 'slip' : 'different'
}
