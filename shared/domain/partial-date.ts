/**
 * Clinical dates, known to the day, the month or the year. They are stored as known (`2019-04`) and never completed;
 * whoever computes with one says which bound is meant. All arithmetic is on whole days of the ISO calendar.
 */
import { Temporal } from 'temporal-polyfill'

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string
/** A date known to the day: `YYYY-MM-DD`. */
export type IsoDay = string
/** Days since 1970-01-01. */
export type DayNumber = number
export type DatePrecision = 'year' | 'month' | 'day'

/** Days of a year and of a month, on average, where time is told in them. */
export const daysAYear = 365.25
export const daysAMonth = daysAYear / 12

const shape = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/

/**
 * Remembers answers: a registry names the same few thousand days again and again, and each costs some microseconds of
 * calendar arithmetic.
 */
function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) known.set(key, (value = compute(key)))
    return value
  }
}

const isInCalendar: (text: string) => boolean = remembered((text) => {
  const [year, month = '01', day = '01'] = text.split('-')
  try {
    Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' })
    return Number(year) >= 1850
  } catch {
    return false
  }
})

/** True for a date of the stored form that exists in the calendar. */
export function isPartialDate(text: string): boolean {
  return shape.test(text) && isInCalendar(text)
}

export function precisionOf(date: PartialDate): DatePrecision {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day'
}

/** From the day before 0001-01-01 of the same calendar. */
const daysTo1970 = 719_163
const epoch = Temporal.PlainDate.from('1970-01-01')

/** Days of the year before each month, in years of 365 days. */
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const

/** Two digits of a text as a number; NaN where one is none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}

/**
 * Days since 1970-01-01 of a full ISO date. Counted from its digits: rules over a large case ask for tens of thousands.
 * @throws RangeError where there is no such day
 */
export function dayNumber(isoDay: string): DayNumber {
  const year = 100 * twoDigits(isoDay, 0) + twoDigits(isoDay, 2)
  const month = twoDigits(isoDay, 5)
  const day = twoDigits(isoDay, 8)
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const before = daysBeforeMonth[month - 1]
  const after = daysBeforeMonth[month]
  const isPlain = isoDay.length === 10 && isoDay[4] === '-' && isoDay[7] === '-' && day > 0
  if (!isPlain || before === undefined || after === undefined || day > after - before + Number(isLeap && month === 2))
    // Whatever else it is, the calendar reads it or says what is wrong.
    return epoch.until(Temporal.PlainDate.from(isoDay)).days
  const past = year - 1
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + Number(isLeap && month > 2)
  return 365 * past + leapDays + before + day - daysTo1970
}

/** The full ISO date of a day number. */
export const isoOfDay: (day: DayNumber) => string = remembered((day) => epoch.add({ days: day }).toString())

/** The first day that the date can mean. */
export function firstDay(date: PartialDate): DayNumber {
  return dayNumber(date.length === 10 ? date : `${date}${date.length === 4 ? '-01-01' : '-01'}`)
}

/** The last day that the date can mean. */
export function lastDay(date: PartialDate): DayNumber {
  return date.length === 10 ? dayNumber(date) : lastDayOfSpan(date)
}

const lastDayOfSpan: (date: PartialDate) => DayNumber = remembered((date) => {
  if (date.length === 4) return dayNumber(`${date}-12-31`)
  const month = Temporal.PlainYearMonth.from(date)
  return dayNumber(month.toPlainDate({ day: month.daysInMonth }).toString())
})

/** The middle of the days that the date can mean; the day itself for a full date. Say so where it is used. */
export function middleDay(date: PartialDate): DayNumber {
  return Math.floor((firstDay(date) + lastDay(date)) / 2)
}

/** Orders dates by the first day that they can mean, then by the last (the more precise first). */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  // Full dates stand in the order of their texts.
  if (a.length === 10 && b.length === 10) return a < b ? -1 : a > b ? 1 : 0
  return firstDay(a) - firstDay(b) || lastDay(a) - lastDay(b)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As a colleague would write it: `12 Apr 2019`, `Apr 2019`, `2019`. */
export const formatPartialDate: (date: PartialDate) => string = remembered((date) => {
  const [year, month, day] = date.split('-')
  const name = month ? months[Number(month) - 1] : undefined
  return [day && String(Number(day)), name, year].filter(Boolean).join(' ')
})

/** `on 3 Mar 2021`, `in Mar 2021`. */
export const onDate = (date: PartialDate): string =>
  `${precisionOf(date) === 'day' ? 'on' : 'in'} ${formatPartialDate(date)}`

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** With all that helps to see a slip: `Fri 12 Apr 2019`, `Apr 2019, day not known`, `2019, month not known`. */
export function dateInWords(date: PartialDate): string {
  const text = formatPartialDate(date)
  switch (precisionOf(date)) {
    case 'day':
      return `${weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]} ${text}`
    case 'month':
      return `${text}, day not known`
    case 'year':
      return `${text}, month not known`
  }
}

/**
 * Age in completed years on a day, bounded by what is known: `{ min, max }`, equal where the dates leave no doubt.
 * @param birth birth date as known
 * @param at the date of interest as known
 */
export function ageInYears(birth: PartialDate, at: PartialDate): { readonly min: number; readonly max: number } {
  const years = (from: DayNumber, to: DayNumber) =>
    Temporal.PlainDate.from(isoOfDay(from)).until(isoOfDay(to), { largestUnit: 'year' }).years
  return { min: years(lastDay(birth), firstDay(at)), max: years(firstDay(birth), lastDay(at)) }
}
