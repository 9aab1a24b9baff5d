/** How often a drug is taken, as people write it: `bid`, `twice a day`, `q8h`, `every 2 weeks`, `alternate days`. */
import { frequencies, type FrequencyCode } from '../dictionary/lists/dosing.ts'

export type ReadFrequency =
  | { readonly frequency: FrequencyCode; /** What was made of words that say something else. */ readonly note?: string }
  | { readonly problem: string }

/** The codes in words that are understood again. */
const words: Readonly<Record<FrequencyCode, string>> = {
  daily: 'daily',
  bid: 'twice daily',
  tid: 'three times daily',
  qid: 'four times daily',
  'alternate-days': 'every other day',
  weekly: 'weekly',
  'twice-weekly': 'twice a week',
  'three-weekly': 'three times a week',
  q2w: 'every 2 weeks',
  q3w: 'every 3 weeks',
  q4w: 'every 4 weeks',
  once: 'once',
  'as-needed': 'as needed',
}

const isFrequency = (code: string): code is FrequencyCode => frequencies.some((known) => known.code === code)

/** How often, in words; a code that isn't known here comes back as it is. */
export function frequencyText(code: string): string {
  return isFrequency(code) ? words[code] : code
}

const abbreviations: ReadonlyMap<string, FrequencyCode> = new Map([
  ['od', 'daily'],
  ['qd', 'daily'],
  ['qday', 'daily'],
  ['daily', 'daily'],
  ['everyday', 'daily'],
  ['bid', 'bid'],
  ['bd', 'bid'],
  ['tid', 'tid'],
  ['tds', 'tid'],
  ['qid', 'qid'],
  ['qds', 'qid'],
  ['qod', 'alternate-days'],
  ['eod', 'alternate-days'],
  ['alternate days', 'alternate-days'],
  ['on alternate days', 'alternate-days'],
  ['alternate day', 'alternate-days'],
  ['alt days', 'alternate-days'],
  ['weekly', 'weekly'],
  ['qw', 'weekly'],
  ['qwk', 'weekly'],
  ['tiw', 'three-weekly'],
  ['fortnightly', 'q2w'],
  ['once', 'once'],
  ['stat', 'once'],
  ['single dose', 'once'],
  ['prn', 'as-needed'],
  ['as needed', 'as-needed'],
  ['when needed', 'as-needed'],
  ['if needed', 'as-needed'],
  ['as required', 'as-needed'],
])

/** Words that people mean differently. */
const ambiguous: ReadonlyMap<string, string> = new Map([
  ['biweekly', 'twice a week or every 2 weeks'],
  ['bi weekly', 'twice a week or every 2 weeks'],
  ['biw', 'twice a week or every 2 weeks'],
  ['bimonthly', 'every 2 weeks, or give its dates one by one'],
])

const counts: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['other', 2],
  ['second', 2],
  ['alternate', 2],
])
const countOf = (word: string | undefined): number => (word === undefined ? 1 : (counts.get(word) ?? Number(word)))

type Period = 'h' | 'd' | 'w' | 'm'
/** Intakes in a period: `times` it. */
const perPeriod: Readonly<Record<string, FrequencyCode | undefined>> = {
  '1d': 'daily',
  '2d': 'bid',
  '3d': 'tid',
  '4d': 'qid',
  '1w': 'weekly',
  '2w': 'twice-weekly',
  '3w': 'three-weekly',
}
/** Periods between intakes: `every` so many. */
const everyPeriod: Readonly<Record<string, FrequencyCode | undefined>> = {
  '24h': 'daily',
  '12h': 'bid',
  '8h': 'tid',
  '6h': 'qid',
  '48h': 'alternate-days',
  '1d': 'daily',
  '2d': 'alternate-days',
  '7d': 'weekly',
  '14d': 'q2w',
  '21d': 'q3w',
  '28d': 'q4w',
  '1w': 'weekly',
  '2w': 'q2w',
  '3w': 'q3w',
  '4w': 'q4w',
}

const everyMonth: ReadFrequency = { frequency: 'q4w', note: 'a month is kept as 4 weeks' }

const timesPattern =
  /^(?:(once|twice|thrice)|(one|two|three|four|\d{1,3}) ?(?:x|×|times?)) ?(?:\/|per |an? |each |every )? ?(d|day|daily|w|wk|week|weekly|month|monthly)$/
const everyPattern =
  /^(?:every|each|per|an?|q|\/) ?(other|second|alternate|one|two|three|four|\d{1,3})? ?(h|hours?|hourly|d|days?|w|wks?|weeks?|mos?|months?)$/

const periodOf = (word: string): Period => word.charAt(0) as Period

const unknown = (text: string): ReadFrequency => ({
  problem: `“${text}” is not how often a dose can be given here: write daily, twice daily, three or four times daily, every other day, weekly, twice or three times a week, every 2, 3 or 4 weeks, once, or as needed.`,
})

/** Understands how often; refuses what the dictionary doesn't hold (every 6 weeks) and what can be meant in two ways. */
export function readFrequency(typed: string): ReadFrequency {
  const shown = typed.trim()
  const text = shown
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/[\s–-]+/g, ' ')
    .trim()
    .replace(/^(\d+) ?hourly$/, 'every $1 hours')
  const known = abbreviations.get(text)
  if (known) return { frequency: known }
  const readings = ambiguous.get(text)
  if (readings !== undefined) return { problem: `“${shown}” is meant in different ways: write ${readings}.` }
  if (text === 'monthly') return everyMonth

  const times = timesPattern.exec(text)
  if (times?.[3]) {
    const period = periodOf(times[3])
    const count = countOf(times[1] ?? times[2])
    if (period === 'm' && count === 1) return everyMonth
    const frequency = perPeriod[`${count}${period}`]
    return frequency ? { frequency } : unknown(shown)
  }
  const every = everyPattern.exec(text)
  if (every?.[2]) {
    const period = periodOf(every[2])
    const count = countOf(every[1])
    if (period === 'm' && count === 1) return everyMonth
    const frequency = everyPeriod[`${count}${period}`]
    return frequency ? { frequency } : unknown(shown)
  }
  return unknown(shown)
}
