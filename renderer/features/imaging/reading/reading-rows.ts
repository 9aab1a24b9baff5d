/** Readings beside each other, row by row. */
import { formOf, itemOf } from '#shared/dictionary/forms.ts'
import { summaryOf } from '#shared/domain/imaging/five-levels.ts'
import { levelColumn, levelNames, levelsOf, shortLevelNames } from '#shared/domain/imaging/reading-levels.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import type { CtReading } from './reading-parts.ts'

interface ReadingRow {
  readonly label: string
  /** The whole name, where the label is short. */
  readonly title?: string
  /** One for each reading; empty where it doesn't tell. */
  readonly cells: readonly string[]
  /** Second less first, of numbers; of answers whether they differ. */
  readonly difference: string
}

const answers = [
  'blinded',
  'pattern',
  'certainty',
  'ground_glass',
  'reticulation',
  'traction_bronchiectasis',
  'honeycombing',
  'change',
] as const

/** Rows that at least one of the readings fills. */
export function readingRows(readings: readonly CtReading[]): readonly ReadingRow[] {
  const summaries = readings.map((reading) => summaryOf(levelsOf(reading)))
  const numbers = (label: string, values: readonly (number | undefined)[], unit = ' %'): ReadingRow => ({
    label,
    cells: values.map((value) => (value === undefined ? '' : `${formatNumber(value, 1)}${unit}`)),
    difference: differenceOf(values),
  })
  const coded = (item: string): ReadingRow => {
    const codes = readings.map((reading) => valueOf(reading, item) as string | undefined)
    const cells = codes.map((code) => (code === undefined ? '' : labelOf('ct_reading', item, code)))
    return { label: itemOf('ct_reading', item)!.label, cells, difference: differs(codes) }
  }
  const readOn = readings.map(({ date }) => (date === undefined ? '' : formatPartialDate(date)))
  const rows: readonly ReadingRow[] = [
    { label: 'Read on', cells: readOn, difference: '' },
    ...answers.map(coded),
    numbers(
      'Mean extent',
      summaries.map(({ extentPercent }) => extentPercent),
    ),
    {
      label: 'Goh extent',
      cells: summaries.map(({ goh }) => (goh === undefined ? '' : labelOf('imaging', 'goh', goh))),
      difference: differs(summaries.map(({ goh }) => goh)),
    },
    numbers(
      'Ground glass of lung',
      summaries.map(({ groundGlassPercent }) => groundGlassPercent),
    ),
    numbers(
      'Reticulation of lung',
      summaries.map(({ reticulationPercent }) => reticulationPercent),
    ),
    numbers(
      'Coarseness, of 15',
      summaries.map(({ coarseness }) => coarseness),
      '',
    ),
    ...levelNames.map((title, level) => ({
      ...numbers(
        `Extent, ${shortLevelNames[level]!.toLowerCase()}`,
        readings.map((reading) => valueOf(reading, levelColumn(level, 'extent')) as number | undefined),
      ),
      title,
    })),
  ]
  return rows.filter(({ cells }) => cells.some(Boolean))
}

const valueOf = (reading: CtReading, item: string): unknown =>
  formOf('ct_reading').items.some(({ name }) => name === item)
    ? (reading as unknown as Readonly<Record<string, unknown>>)[item]
    : undefined

/** Of the first two. */
function differenceOf([first, second]: readonly (number | undefined)[]): string {
  if (first === undefined || second === undefined) return ''
  const by = second - first
  return by > 0 ? `+${formatNumber(by, 1)}` : formatNumber(by, 1)
}

function differs([first, second]: readonly (string | undefined)[]): string {
  if (first === undefined || second === undefined) return ''
  return first === second ? 'same' : 'differs'
}
