/**
 * Doses in one line, as they are written on a chart: `20 mg daily`, `500 mg bid`, `2 g/kg over 2 days q4w`, `stop`.
 * Understood into the codes of the dictionary or refused in words; what a drug's usual ways fill in is said.
 */
import { doseUnits, intakesPerDay, type DoseUnit, type FrequencyCode } from '../dictionary/lists/dosing.ts'
import { comparatorOf, exactNumber, parseNumber } from './parse-number.ts'
import { frequencyText, readFrequency } from './read-frequency.ts'
import { readUnit } from './read-unit.ts'
import { unitLabel } from './units.ts'

export interface Dose {
  /** Amount of one intake; of one cycle where it is given over several days. 0 for none. */
  readonly dose: number
  readonly unit?: DoseUnit
  readonly frequency?: FrequencyCode
  /** Days over which one cycle is given. */
  readonly overDays?: number
}

/** How a drug is usually written: fills what isn't typed. */
export type DoseDefaults = Pick<Dose, 'unit' | 'frequency'>

export type ParsedDose =
  { readonly dose: Dose; /** What was understood, in words. */ readonly echo: string } | { readonly problem: string }

const examples = 'Type a dose such as 20 mg daily, 500 mg bid or 2 g/kg over 2 days every 4 weeks.'
const longest = 500
/** As many days as the longest cycle is given over. */
const mostDays = 31

const isDoseUnit = (code: string): code is DoseUnit => doseUnits.some((known) => known.code === code)

/** What stands where a unit is expected and is none that doses are kept in. */
const otherMeasure =
  /^(tab(?:let)?s?|caps?|capsules?|pills?|drops?|gtt|puffs?|vials?|amps?|ampoules?|i\.?u\.?|units?|u|ml|l|cc|%|mmol|meq|mu)(?![a-zµ])/
const unitShape = /^([a-zµμ]+(?: ?\/ ?(?:kg|m ?[²2]|m\^2)| per kg| per m ?[²2])?)(?![a-z0-9²])/

/** True where a cycle of so many days would run into the next. */
function overlapsItself(overDays: number, frequency: FrequencyCode | undefined): boolean {
  const aDay = frequency === undefined ? undefined : intakesPerDay(frequency)
  return aDay !== undefined && overDays * aDay > 1
}

interface Rest<T> {
  readonly found?: T
  readonly rest: string
}

/** The unit at the front of what follows the number. */
function unitOf(text: string): Rest<DoseUnit> | { readonly problem: string } {
  const other = otherMeasure.exec(text)?.[1]
  if (other !== undefined) {
    return { problem: `Doses are kept in ${doseUnits.map(({ label }) => label).join(', ')}, not in ${other}.` }
  }
  const shape = unitShape.exec(text)
  if (!shape?.[1]) return { rest: text }
  const meant = readUnit(shape[1].replace(/ per /, '/').replaceAll('^', ''))
  const unit = meant.find(isDoseUnit)
  if (unit !== undefined) return { found: unit, rest: text.slice(shape[0].length).trimStart() }
  // A word that is no unit can still say how often: `20 daily`.
  if (meant[0] === undefined && !shape[1].includes('/')) return { rest: text }
  const named = meant[0] === undefined ? shape[1] : unitLabel(meant[0])
  return { problem: `Doses are kept in ${doseUnits.map(({ label }) => label).join(', ')}, not in ${named}.` }
}

const dayWords: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
])

/** Takes `over 2 days` out of the text. */
function overDaysOf(text: string): Rest<number> | { readonly problem: string } {
  const match =
    /(?:^|[ ,])(?:(?:divided|split|given) )?over (\d{1,4}|one|two|three|four|five) ?d(?:ays?)?(?![a-z])/.exec(text)
  if (!match?.[1]) return { rest: text }
  const days = dayWords.get(match[1]) ?? Number(match[1])
  if (days < 1 || days > mostDays) return { problem: `A cycle is given over 1 to ${mostDays} days, not over ${days}.` }
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
  return { found: days, rest: rest.replace(/\s+/g, ' ').trim() }
}

const stopped = /^(?:stop(?:ped)?|off|none|nil|discontinued?|0)$/

/** What is wrong with a line that holds a number but not one amount. */
function knownMistake(text: string): string | undefined {
  if (/\d\s*[-–]\s*\d+(?:[.,]\d+)?\s*[-–]\s*\d/.test(text)) {
    return 'Morning-noon-night writing such as 1-0-1 counts tablets: type the amount of one intake and how often, such as 500 mg bid.'
  }
  if (/^[\d.,]+ ?(?:[a-zµ/²]+ ?)?(?:[-–]|to ) ?\d/.test(text)) return 'Type one amount, not a range or an alternation.'
  if (/^[\d.,]+ ?[x×*] ?\d/.test(text)) return 'Type the amount of one intake and how often, such as 500 mg bid.'
  if (/(?:^|[^a-z])[x×] ?\d+ ?(?:d|days?)(?![a-z])/.test(text)) {
    return 'Type the dose of the whole cycle, such as 2 g/kg over 5 days.'
  }
  return undefined
}

/** `20 mg twice daily`, `2 g/kg over 2 days every 4 weeks`, `stop`. All digits; understood again as the same dose. */
export function formatDose({ dose, unit, frequency, overDays }: Dose): string {
  if (dose === 0 && unit === undefined && frequency === undefined && overDays === undefined) return 'stop'
  const parts = [
    exactNumber(dose),
    unit && unitLabel(unit),
    overDays === undefined ? undefined : `over ${overDays} ${overDays === 1 ? 'day' : 'days'}`,
    frequency && frequencyText(frequency),
  ]
  return parts.filter(Boolean).join(' ')
}

/** Fills what wasn't typed with the drug's usual ways, and says so. */
function completed(typed: Dose, defaults: DoseDefaults, note: string | undefined): ParsedDose {
  if (typed.dose === 0) return { dose: typed, echo: 'No dose from here on' }
  const unit = typed.unit ?? defaults.unit
  const usual = typed.frequency ?? defaults.frequency
  const frequency = typed.overDays !== undefined && overlapsItself(typed.overDays, usual) ? typed.frequency : usual
  const { dose, overDays } = typed
  const complete: Dose = {
    dose,
    ...(unit && { unit }),
    ...(frequency && { frequency }),
    ...(overDays !== undefined && { overDays }),
  }
  const filled = [unit !== typed.unit && 'unit', frequency !== typed.frequency && 'how often'].filter(Boolean)
  const open = [!unit && 'unit', !frequency && 'how often'].filter(Boolean)
  const notes = [
    note,
    filled.length > 0 && `${filled.join(' and ')} as usual for the drug`,
    open.length > 0 && `${open.join(' and ')} not said`,
  ].filter(Boolean)
  return { dose: complete, echo: `${formatDose(complete)}${notes.length ? ` (${notes.join('; ')})` : ''}` }
}

/**
 * Understands a dose in one line.
 * @param defaults how the drug is usually written, for what isn't typed
 */
export function parseDose(typed: string, defaults: DoseDefaults = {}): ParsedDose {
  if (typed.length > longest) return { problem: examples }
  const text = typed.trim().replace(/\s+/g, ' ').toLowerCase()
  if (stopped.test(text)) return { dose: { dose: 0 }, echo: 'No dose from here on' }
  const signed = comparatorOf(text, false)
  if ('problem' in signed) return { problem: 'Type the amount without a sign before it.' }
  if (/^[-−]/.test(text)) return { problem: 'A dose can’t be below 0.' }
  const mistake = knownMistake(text)
  if (mistake !== undefined) return { problem: mistake }
  const number = /^(?:\d[\d.,]*|[.,]\d+)/.exec(text)?.[0]
  if (number === undefined)
    return { problem: text === '' ? examples : `“${typed.trim()}” starts with no amount. ${examples}` }
  // A comma between the dose and what follows it is no decimal comma.
  const amount = parseNumber(number.replace(/[.,]$/, ''))
  if ('problem' in amount) return amount
  const over = overDaysOf(text.slice(number.length).trimStart())
  if ('problem' in over) return over
  const unit = unitOf(over.rest)
  if ('problem' in unit) return unit
  const often = unit.rest.replace(/^[,;] ?/, '').trim()
  const frequency = often === '' ? undefined : readFrequency(often)
  if (frequency && 'problem' in frequency) return frequency
  const dose: Dose = {
    dose: amount.value,
    ...(unit.found && { unit: unit.found }),
    ...(frequency && { frequency: frequency.frequency }),
    ...(over.found !== undefined && { overDays: over.found }),
  }
  if (over.found !== undefined && overlapsItself(over.found, dose.frequency)) {
    return { problem: `A cycle over ${over.found} days can’t be repeated ${frequencyText(dose.frequency ?? '')}.` }
  }
  return completed(dose, defaults, frequency?.note)
}
