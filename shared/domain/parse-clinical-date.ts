/**
 * Dates as clinicians type them. What is understood comes back in words, so that it can be shown beside the field. A
 * two-digit year is refused: 50 may be 1950 or 2050, and guessing has put birth dates a century off.
 */
import { Temporal } from 'temporal-polyfill'
import { dateInWords, formatPartialDate, isPartialDate, type PartialDate } from './partial-date.ts'

/** Which number of `4/12/2019` is the day. */
export type DateOrder = 'day-first' | 'month-first'

export type ParsedDate =
  | { readonly date: PartialDate; /** What was understood, in words. */ readonly echo: string }
  | { readonly problem: string }

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Number of a month given by three letters or more of its name (`Sept` too). */
function monthOfName(name: string): number | undefined {
  const wanted = name.toLowerCase()
  if (wanted.length < 3) return undefined
  const index = monthNames.findIndex((month) => month.startsWith(wanted))
  return index < 0 ? undefined : index + 1
}

const examples = 'Type a date such as 12.4.2019, 4/2019, 2019 or t-3.'
const twoDigitYear = 'Type the year with four digits: with two it could be either century.'
const pad = (part: string | number) => String(part).padStart(2, '0')

/** The date of the parts, or why there is none. */
function dateOf(typed: string, year: string, month?: string | number, day?: string): ParsedDate {
  const date = [year, ...(month === undefined ? [] : [pad(month)]), ...(day === undefined ? [] : [pad(day)])].join('-')
  if (isPartialDate(date)) return { date, echo: dateInWords(date) }
  if (Number(year) < 1850) return { problem: `The year ${year} is too long ago.` }
  return { problem: `${typed} is not in the calendar.` }
}

/** Day, month and year as numbers. The order that was asked for counts unless only the other gives a date. */
function dateOfNumbers(typed: string, first: string, second: string, year: string, order: DateOrder): ParsedDate {
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  const asked = dateOf(typed, year, month, day)
  const other = dateOf(typed, year, day, month)
  if ('problem' in asked) return 'problem' in other ? asked : other
  if ('problem' in other || asked.date === other.date) return asked
  return {
    date: asked.date,
    echo: `${asked.echo} (${order === 'day-first' ? 'day' : 'month'} first, so not ${formatPartialDate(other.date)})`,
  }
}

/** So many days, weeks, months or years from today. */
function relativeDate(typed: string, today: string, number: number, unit: string): ParsedDate {
  const step = { d: { days: number }, w: { weeks: number }, m: { months: number }, y: { years: number } }[unit]
  try {
    const date = Temporal.PlainDate.from(today)
      .add(step ?? { days: 0 })
      .toString()
    if (isPartialDate(date)) return { date, echo: dateInWords(date) }
  } catch {
    // Beyond what the calendar can hold: answered below.
  }
  return { problem: `${typed} is too far away.` }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Days back to the latest day of that name: today counts for `mon`, not for `last mon`. */
function daysSince(weekday: string, today: string, isLast: boolean): number {
  const back = (Temporal.PlainDate.from(today).dayOfWeek - 1 - weekdays.indexOf(weekday) + 7) % 7
  return isLast && back === 0 ? 7 : back
}

const relativePattern = /^t(?:oday)?(?: ?([+-]) ?(\d{1,5}) ?([dwmy])?)?$/
const agoPattern = /^(\d{1,5}|an?|one|two|three) ?(d|w|m|y|days?|weeks?|wks?|months?|years?) ago$/
const weekdayPattern = /^(last )?(mon|tue|wed|thu|fri|sat|sun)(?:s|day|nesday|rs|rsday|urday)?$/
const numberWords: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3 }

/** Dates that count from today: `t`, `t-3`, `t-2w`, `yesterday`, `3 weeks ago`, `mon`, `last mon`. */
function dateFromToday(typed: string, today: string): ParsedDate | undefined {
  const text = typed.toLowerCase()
  if (text === 'yesterday') return relativeDate(typed, today, -1, 'd')
  const relative = relativePattern.exec(text)
  if (relative) {
    const [, sign, amount, unit = 'd'] = relative
    return relativeDate(typed, today, Number(amount ?? 0) * (sign === '-' ? -1 : 1), unit)
  }
  const ago = agoPattern.exec(text)
  if (ago?.[1] && ago[2]) return relativeDate(typed, today, -(numberWords[ago[1]] ?? Number(ago[1])), ago[2].charAt(0))
  const weekday = weekdayPattern.exec(text)
  if (!weekday?.[2]) return undefined
  return relativeDate(typed, today, -daysSince(weekday[2], today, weekday[1] !== undefined), 'd')
}

/**
 * Understands what was typed into a date field: `31121950`, `31.12.1950`, `31/12/1950`, `12/1950`, `1950`, `2019-04`,
 * `2019-04-12`, `Apr 2019`, `12 Apr 2019`, `Apr 12, 2019`, `t`, `t-3`, `t-2w`, `t-3m`, `yesterday`, `3 weeks ago`, `last mon`. Future dates
 * are dates too; whether one makes sense is asked elsewhere.
 * @param today the full ISO date that relative dates count from
 * @param order of day and month where both are numbers and either reading is possible
 */
export function parseClinicalDate(text: string, today: string, order: DateOrder = 'day-first'): ParsedDate {
  const typed = text.trim().replace(/\s+/g, ' ')
  if (typed === '') return { problem: examples }
  const fromToday = dateFromToday(typed, today)
  if (fromToday) return fromToday

  const iso = /^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?$/.exec(typed)
  if (iso?.[1]) return dateOf(typed, iso[1], iso[2], iso[3])

  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(typed)
  if (digits?.[1] && digits[2] && digits[3]) {
    const [, first, second, year] = digits
    const asRead = dateOfNumbers(typed, first, second, year, order)
    // Eight digits can also be an ISO date without its hyphens. No date can be read both ways.
    const asIso = dateOf(typed, typed.slice(0, 4), typed.slice(4, 6), typed.slice(6))
    return 'problem' in asRead && 'date' in asIso ? asIso : asRead
  }

  const numbers = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/.exec(typed)
  if (numbers?.[1] && numbers[2] && numbers[3]) return dateOfNumbers(typed, numbers[1], numbers[2], numbers[3], order)

  const monthAndYear = /^(\d{1,2})[-./ ](\d{4})$/.exec(typed)
  if (monthAndYear?.[1] && monthAndYear[2]) return dateOf(typed, monthAndYear[2], monthAndYear[1])

  if (/^\d{1,2}[-./ ]\d{1,2}[-./ ]\d{1,3}$/.test(typed) || /^\d{6}$/.test(typed)) return { problem: twoDigitYear }
  return dateWithMonthName(typed) ?? { problem: `“${typed}” is no date. ${examples}` }
}

function dateWithMonthName(typed: string): ParsedDate | undefined {
  const dayFirst = /^(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -]?)?([a-z]+)\.?,?[ -]?(\d+)$/i.exec(typed)
  const monthFirst = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d+)$/i.exec(typed)
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  const month = name === undefined ? undefined : monthOfName(name)
  if (month === undefined || year === undefined) return undefined
  if (year.length !== 4) return { problem: twoDigitYear }
  return dateOf(typed, year, month, day)
}
