import type { PartialDate } from '../partial-date.ts'
import { birthDateLikeness } from './birth-date-likeness.ts'

interface Person {
  readonly sex?: string | undefined
  readonly birthDate?: PartialDate | undefined
}

/** What two records of one person can't both be right about, in words: nothing where either may be a slip or is not known. */
export function speaksAgainst(a: Person, b: Person): readonly string[] {
  const isKnown = (sex: string | undefined) => sex === 'female' || sex === 'male'
  return [
    ...(isKnown(a.sex) && isKnown(b.sex) && a.sex !== b.sex ? ['sex at birth'] : []),
    ...(birthDateLikeness(a.birthDate, b.birthDate) === 'different' ? ['birth date'] : []),
  ]
}
