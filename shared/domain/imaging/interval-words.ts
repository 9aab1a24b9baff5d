/** How long lies between two clinical dates, in words, no more exact than the dates are. */
import { monthsBetween } from '../drug-start.ts'
import { daysAMonth, firstDay, lastDay, middleDay, precisionOf } from '../partial-date.ts'
import type { PartialDate } from '../partial-date.ts'

/** Below so many days, days are told; below so many months, months. */
const fewDays = 60
const fewMonths = 48

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

/** Calendar months since year 0. */
const monthNumber = (date: PartialDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

/**
 * `13 months`, `18 days`, `4 years 2 months`; `about 2 years` and `between 2 and 15 months` where a year is all that is known
 * of a date; nothing where one of the dates is missing. The order of the two does not matter.
 */
export function intervalWords(a: PartialDate | undefined, b: PartialDate | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined
  const [from, to] = middleDay(a) <= middleDay(b) ? [a, b] : [b, a]
  const isVague = [from, to].some((date) => precisionOf(date) === 'year')
  return isVague ? vagueWords(from, to) : plainWords(from, to)
}

function plainWords(from: PartialDate, to: PartialDate): string {
  if (precisionOf(from) === 'day' && precisionOf(to) === 'day') {
    const days = firstDay(to) - firstDay(from)
    if (days < fewDays) return days === 0 ? 'the same day' : counted(days, 'day')
    return monthsWords(Math.round(monthsBetween(firstDay(from), firstDay(to))))
  }
  const months = monthNumber(to) - monthNumber(from)
  return months === 0 ? 'less than a month' : monthsWords(months)
}

function monthsWords(months: number): string {
  if (months < fewMonths) return counted(months, 'month')
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return rest === 0 ? counted(years, 'year') : `${counted(years, 'year')} ${counted(rest, 'month')}`
}

function vagueWords(from: PartialDate, to: PartialDate): string {
  const years = Math.round((middleDay(to) - middleDay(from)) / daysAMonth / 12)
  if (years >= 2) return `about ${counted(years, 'year')}`
  const least = Math.max(0, Math.round(monthsBetween(lastDay(from), firstDay(to))))
  const most = Math.ceil(monthsBetween(firstDay(from), lastDay(to)))
  return least === 0 ? `at most ${counted(most, 'month')}` : `between ${least} and ${counted(most, 'month')}`
}
