import { ageInYears, type PartialDate } from '../../partial-date.ts'

/** From this age on the years identify: they are told together. */
const grouped = 90

/**
 * Age in completed years at a date, as a report may tell it: `67`, `67–68` where the dates leave a doubt, `90 or older`. Who
 * passes 90 while the report goes on is told as `80 or older` from the start, since months from there would tell the rest.
 * @param last the last date that the report tells of
 */
export function toldAge(birth: PartialDate, at: PartialDate, last: PartialDate = at): string {
  const { min, max } = ageInYears(birth, at)
  if (min >= grouped) return `${grouped} or older`
  if (Math.max(max, ageInYears(birth, last).max) >= grouped) return '80 or older'
  return min === max ? String(min) : `${min}–${max}`
}
