/** Values of the items and measures that a site has put on the one chart. */
import { siteItems, type SiteItem } from '../dictionary/site-items.ts'
import { formOf, isFormId } from '../dictionary/forms.ts'
import type { AnyRecord } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { spanOf } from './exposure.ts'
import { formatNumber } from './format-number.ts'
import { isPartialDate, type PartialDate } from './partial-date.ts'
import type { SeriesPoint } from './timeline-model.ts'
import { convert, unitLabel } from './units.ts'

/** More digits than anybody types. */
const asEntered = 6

const chartable = new Set(['integer', 'number', 'quantity'])

/** Forms of which nothing can be drawn: their records have no date of their own. */
const isDated = (form: string) => isFormId(form) && formOf(form).dateItem !== undefined

/** What the site wants to see on the chart and what can be drawn there. Retired ones too: their values are still seen. */
export function siteItemsOfChart(): readonly SiteItem[] {
  return siteItems().filter(
    ({ form, definition: { chart, type } }) => chart === true && chartable.has(type) && isDated(form),
  )
}

export interface ChartedValue {
  /** As entered: `32 kg`, `<5 pg/mL`. */
  readonly label: string
  readonly date: PartialDate | undefined
  /** Missing where the date is, or where the unit can't be converted to that of the lane. */
  readonly point: SeriesPoint | undefined
}

const textOf = (record: AnyRecord, name: string): string | undefined => {
  const value = record[name]
  return typeof value === 'string' ? value : undefined
}
const numberOf = (record: AnyRecord, name: string): number | undefined => {
  const value = record[name]
  return typeof value === 'number' ? value : undefined
}

/** Every value of an item or measure in a case, in the order of the record. */
export function chartedValues(
  { records }: CaseRecord,
  { kind, form, name, definition }: SiteItem,
): readonly ChartedValue[] {
  const { units: [laneUnit] = [], decimals = asEntered } = definition
  const all = (records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>)[form] ?? []
  const isMeasure = kind === 'measure'
  const own = isMeasure ? all.filter((record) => record['test'] === name) : all
  const column = isMeasure ? 'value' : name
  const unitColumn = isMeasure ? 'unit' : `${name}_unit`
  const dateItem = isFormId(form) ? formOf(form).dateItem : undefined
  return own.flatMap((record): readonly ChartedValue[] => {
    const value = numberOf(record, column)
    if (value === undefined) return []
    const unit = textOf(record, unitColumn) ?? laneUnit
    const comparator = textOf(record, `${column}_comparator`)
    const given = textOf(record, dateItem ?? '')
    const date = given !== undefined && isPartialDate(given) ? given : undefined
    const inLane = (number: number | undefined) =>
      number === undefined || laneUnit === undefined || unit === undefined
        ? number
        : convert(number, unit, laneUnit, name)
    const converted = inLane(value)
    const label = `${comparator ?? ''}${formatNumber(value, decimals)}${unit ? ` ${unitLabel(unit)}` : ''}`
    const point: SeriesPoint | undefined =
      date === undefined || converted === undefined
        ? undefined
        : {
            recordId: record.id,
            source: record.source,
            ...spanOf(date),
            value: converted,
            label,
            ...(comparator === '<' || comparator === '>' ? { comparator } : {}),
            ...(isMeasure ? { upperLimit: inLane(numberOf(record, 'ref_high')) } : {}),
          }
    return [{ label, date, point }]
  })
}
