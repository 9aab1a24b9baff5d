/**
 * Dates as they stand in spreadsheets and reports. Other than in a date field, many stand together: what one leaves open,
 * the others may settle, so a date is read in all ways that it can be.
 */
import { isPartialDate, type PartialDate } from '../partial-date.ts'

export type DateReading =
  | { readonly kind: 'sure'; readonly date: PartialDate; readonly century: boolean }
  /** `04/12/2021`: at least one of the two is in the calendar. */
  | {
      readonly kind: 'numbers'
      readonly dayFirst?: PartialDate
      readonly monthFirst?: PartialDate
      readonly century: boolean
    }

/** The first three letters of month names tell them apart, in English, German and French, but for June and July in French. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  fev: 2,
  mar: 3,
  mär: 3,
  mrz: 3,
  apr: 4,
  avr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  juin: 6,
  jul: 7,
  juil: 7,
  aug: 8,
  aou: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
}

const monthNames =
  /^(?:jan(?:uary|uar|vier)?|jänner|feb(?:ruary|ruar)?|f[eé]v(?:rier)?|mar(?:ch|s)?|märz?|mrz|apr(?:il)?|avr(?:il)?|ma[iy]|june?i?|juin|july?i?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|d[eé][cz](?:ember|embre)?)$/

function monthOf(name: string): number | undefined {
  const lower = name.toLowerCase()
  if (!monthNames.test(lower)) return undefined
  const plain = lower
    .replace(/é/g, 'e')
    .replace(/û/g, 'u')
    .replace(/^jänner/, 'jan')
  return months[plain.slice(0, 4)] ?? months[plain.slice(0, 3)]
}

const pad = (part: string | number) => String(part).padStart(2, '0')

/** A year of two digits is the one that isn't in the future. */
function wholeYear(year: string, today: string): string {
  if (year.length !== 2) return year
  const here = `${today.slice(0, 2)}${year}`
  return here <= today.slice(0, 4) ? here : String(Number(here) - 100)
}

function dateOf(year: string, month?: string | number, day?: string): PartialDate | undefined {
  const date = [year, ...(month === undefined ? [] : [pad(month)]), ...(day === undefined ? [] : [pad(day)])].join('-')
  return isPartialDate(date) ? date : undefined
}

const sure = (date: PartialDate | undefined, century = false): DateReading | undefined =>
  date === undefined ? undefined : { kind: 'sure', date, century }

const weekday =
  /^(?:mo|di|mi|do|fr|sa|so|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)(?:di)?|dimanche)$/i

/** Time of day and day of the week, which the registry doesn't keep. */
function withoutTime(text: string): string {
  return text
    .trim()
    .replace(/^([a-zéû]{2,10})[.,]?\s+(?=\d)/i, (before, name: string) =>
      weekday.test(name) && !monthOf(name) ? '' : before,
    )
    .replace(/[T,]?\s*(?<!\d)\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?|uhr|h|z)?$/i, (time) =>
      /[:h]|uhr|m/i.test(time) ? '' : time,
    )
    .trim()
}

/** Reads a cell that holds a date and nothing else; undefined when it holds something else. */
export function readDate(text: string, today: string): DateReading | undefined {
  if (text.length > 40) return undefined
  const typed = withoutTime(text)
  const iso = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(typed)
  if (iso?.[1]) return sure(dateOf(iso[1], iso[2], iso[3]))

  const numbers = /^(\d{1,2})([-./])\s?(\d{1,2})[-./]\s?(\d{4}|\d{2})$/.exec(typed)
  if (numbers?.[1] && numbers[3] && numbers[4]) {
    const [, first, sign, second, given] = numbers
    const year = wholeYear(given, today)
    const century = given.length === 2
    const dayFirst = dateOf(year, second, first)
    // With points between them, the day comes first wherever people write so.
    const monthFirst = sign === '.' ? undefined : dateOf(year, first, second)
    if (sign === '.' || dayFirst === monthFirst) return sure(dayFirst, century)
    if (dayFirst === undefined && monthFirst === undefined) return undefined
    return { kind: 'numbers', century, ...(dayFirst && { dayFirst }), ...(monthFirst && { monthFirst }) }
  }

  const monthAndYear = /^(\d{1,2})[-./](\d{4})$/.exec(typed)
  if (monthAndYear?.[2]) return sure(dateOf(monthAndYear[2], monthAndYear[1]))

  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th|\.|er)?[- ]?)?([a-zéûä]+)\.?[-, ]? ?(\d{4}|\d{2})$/i.exec(typed) ??
    /^([a-zéûä]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$/i.exec(typed)
  if (!named) return undefined
  const [, a, b, given = ''] = named
  const [day, name] = b !== undefined && /\d/.test(b) ? [b, a] : [a, b]
  const month = monthOf(name ?? '')
  return month === undefined ? undefined : sure(dateOf(wholeYear(given, today), month, day), given.length === 2)
}

/** True for what stands where a date should, even one that is not in the calendar. */
export const isWrittenAsDate = (text: string): boolean => /^\d{1,2}([-./])\d{1,2}\1\d{4}$/.test(text)

/** True for a bare year. It is a date only where a whole row or column of them heads the values. */
export const isBareYear = (text: string): boolean => /^(?:19|20)\d{2}$/.test(text.trim())

const insideText =
  /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}\.? [a-zéûä]{3,9}\.? \d{4}|[a-zéûä]{3,9} \d{1,2}, \d{4}/gi

/** The dates that stand within a line of text, as they are written: `Collected: 12.04.2021 08:15`. */
export function datesWithin(text: string): readonly string[] {
  return text.length > 500 ? [] : [...text.matchAll(insideText)].map(([found]) => found)
}
