import { ageBand, ageToTell } from '../../deidentify/told-age.ts'
import type { PartialDate } from '../../partial-date.ts'

/**
 * Age in completed years at a date, as a report may tell it: `67`, `67–68` where the dates leave a doubt, `90 or older`. Who
 * passes 90 while the report goes on is told as `80 or older` from the start, since months from there would tell the rest.
 * @param last the last date that the report tells of
 */
export function toldAge(birth: PartialDate, at: PartialDate, last: PartialDate = at): string {
  const age = ageToTell(birth, at, last)
  return 'atLeast' in age ? `${age.atLeast} or older` : ageBand(age, 1).replace('-', '–')
}
