/** Cells as text: what is shown, what stands in the editor, what is copied. */
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import type { Measure } from '#shared/domain/measures.ts'
import { outOfRange, type Result } from './sheet.ts'

/** All digits, without the noise of binary fractions. */
const exact = (value: number) => String(Number(value.toPrecision(12)))

/** `<40`, `1240`; with its unit where that isn't the one of the row. */
function resultText({ value, comparator, unit }: Result, rowUnit: string | undefined): string {
  return `${comparator ?? ''}${exact(value)}${unit === undefined || unit === rowUnit ? '' : ` ${unitLabel(unit)}`}`
}

/** Two results of one day stand one after the other: `190; 210`. */
export const cellText = (results: readonly Result[] | undefined, rowUnit: string | undefined): string =>
  results?.map((result) => resultText(result, rowUnit)).join('; ') ?? ''

const rangeText = ({ low, high }: Result): string => {
  if (low !== undefined && high !== undefined) return `${exact(low)}–${exact(high)}`
  return high === undefined ? (low === undefined ? '' : `from ${exact(low)}`) : `up to ${exact(high)}`
}

/** One result in a sentence's worth of words: `1240 U/L, high (30–200)`. */
export function describeResult(result: Result): string {
  const { unit, source } = result
  const range = rangeText(result)
  const outside = outOfRange(result)
  const value = `${resultText(result, unit)}${unit === undefined ? '' : ` ${unitLabel(unit)}`}`
  const judged = range === '' ? '' : `, ${outside ?? 'within'} (${range})`
  return `${value}${judged}${source === 'recorded' ? '' : `, ${source}`}`
}

/** The name of an item as its row has it. */
export const measureName = ({ label, short }: Measure): string => (short ? `${label} (${short})` : label)

/**
 * A block as a spreadsheet takes it: items with their units down, dates across as ISO dates, which no program reads with
 * day and month exchanged.
 */
export function blockText(block: {
  readonly measures: readonly Measure[]
  readonly dates: readonly PartialDate[]
  readonly unitOf: (measure: Measure) => string | undefined
  readonly textOf: (measure: Measure, date: PartialDate) => string
}): string {
  const { measures, dates, unitOf, textOf } = block
  const rows = measures.map((measure) => {
    const unit = unitOf(measure)
    return [measure.label, unit === undefined ? '' : unitLabel(unit), ...dates.map((date) => textOf(measure, date))]
  })
  return [['Item', 'Unit', ...dates], ...rows].map((row) => row.join('\t')).join('\n')
}

/** A date as narrow as a column's heading: `12 Apr 2021` in two lines. */
export function headingOf(date: PartialDate): { readonly day: string; readonly year: string } {
  const words = formatPartialDate(date).split(' ')
  return { day: words.slice(0, -1).join(' '), year: words.at(-1) ?? '' }
}
