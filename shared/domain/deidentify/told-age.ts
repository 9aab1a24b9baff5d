/**
 * Ages as they may leave. From 90 on they are one group (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)). Who passes 90 while
 * the record goes on is told as at least the decade of the start, since the days from there would tell the rest.
 */
import { ageInYears, type PartialDate } from '../partial-date.ts'

/** Completed years from which ages are one group. */
export const groupedFromYears = 90

export type ToldAge =
  /** Completed years, as the dates bound them. */
  | { readonly min: number; readonly max: number }
  /** That age, or any above. */
  | { readonly atLeast: number }

/**
 * @param at the date at which the age is told
 * @param last the last date that leaves
 */
export function ageToTell(birth: PartialDate, at: PartialDate, last: PartialDate = at): ToldAge {
  const { min, max } = ageInYears(birth, at)
  if (min >= groupedFromYears) return { atLeast: groupedFromYears }
  if (Math.max(max, ageInYears(birth, last).max) >= groupedFromYears)
    return { atLeast: Math.max(0, Math.floor(min / 10) * 10) }
  return { min, max }
}

/** In bands of that many years: `60-69`; `60-79` where the dates leave two open; `90+`. With 1, years: `67`, `67-68`. */
export function ageBand(age: ToldAge, years: number): string {
  const floor = (value: number) => Math.floor(value / years) * years
  if ('atLeast' in age) return `${floor(age.atLeast)}+`
  const [from, to] = [floor(age.min), floor(age.max) + years - 1]
  return from === to ? String(from) : `${from}-${to}`
}
