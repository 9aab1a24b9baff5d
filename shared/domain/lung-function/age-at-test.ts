import { daysAYear, firstDay, lastDay, type PartialDate } from '../partial-date.ts'
import type { Unavailable } from '../reference-values/reference-value.ts'

export interface AgeAtTest {
  /** Days/365.25; of dates that are not known to the day, the middle of what they allow. */
  readonly years: number
  /** Years between the youngest and the oldest that the dates allow; 0 where both are known to the day. */
  readonly doubt: number
}

/** More of a doubt than a birth of which the year is known leaves: predicted values would be guesses. */
const largestDoubt = 1

/**
 * The age at a test from dates as far as they are known. The youngest age is the one from the last day that the birth can
 * mean to the first that the test can, the oldest the other way around.
 */
export function ageAtTest(birth: PartialDate | undefined, test: PartialDate | undefined): AgeAtTest | Unavailable {
  if (birth === undefined) return { unavailable: 'the birth date is not recorded' }
  if (test === undefined) return { unavailable: 'the test has no date' }
  const youngest = (firstDay(test) - lastDay(birth)) / daysAYear
  const oldest = (lastDay(test) - firstDay(birth)) / daysAYear
  if (oldest < 0) return { unavailable: 'the test is dated before the birth' }
  if (oldest - youngest > largestDoubt)
    return { unavailable: `the age at the test is known only as ${youngest.toFixed(1)} to ${oldest.toFixed(1)} years` }
  return { years: (youngest + oldest) / 2, doubt: oldest - youngest }
}
