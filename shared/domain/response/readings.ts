/** Measured values of a case as the response to a drug reads them: with their day, their words and their record. */
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { percentSeries } from '../lung-function/percent-series.ts'
import { firstDay, lastDay, middleDay, onDate, type DayNumber, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { ckInUnitsPerLiter } from '../series-lanes.ts'

export const responseMeasures = ['ck', 'fvc', 'dlco', 'mmrc'] as const
export type ResponseMeasure = (typeof responseMeasures)[number]

export interface Reading {
  /** In the measure’s unit: U/L, percent of predicted, grade. */
  readonly value: number
  /** The value is below or above a limit of the method. */
  readonly comparator?: '<' | '>'
  readonly date: PartialDate
  readonly first: DayNumber
  readonly last: DayNumber
  /** The middle of the days that the date can mean. */
  readonly day: DayNumber
  readonly input: UsedInput
}

type Read = Pick<Reading, 'value' | 'comparator'> & { readonly date: PartialDate; readonly input: UsedInput }

function reading({ value, comparator, date, input }: Read): Reading {
  const days = { first: firstDay(date), last: lastDay(date), day: middleDay(date) }
  return { value, ...(comparator ? { comparator } : {}), date, ...days, input }
}

function ck({ records }: CaseRecord): readonly Reading[] {
  return records.laboratory.flatMap(({ id, version, source, test, date, value, unit, value_comparator }) => {
    const inUnits = test === 'ck' ? ckInUnitsPerLiter(value, unit) : undefined
    if (inUnits === undefined || date === undefined) return []
    const text = `CK ${value_comparator ?? ''}${formatNumber(inUnits, 0)} U/L ${onDate(date)}`
    const input = { form: 'laboratory', recordId: id, version, item: 'value', date, text, source } as const
    return [reading({ value: inUnits, ...(value_comparator ? { comparator: value_comparator } : {}), date, input })]
  })
}

function percent(record: CaseRecord, index: 'fvc' | 'dlco', settings: ClinicalSettings): readonly Reading[] {
  const { points, reference, basis } = percentSeries(record, index, settings)
  const item = basis === 'computed' ? index : `${index}_pct`
  const name = index.toUpperCase()
  return points.map(({ recordId, version, source, date, value }) => {
    const text = `${name} ${formatNumber(value, 0)} % (${reference}) ${onDate(date)}`
    return reading({
      value,
      date,
      input: { form: 'pft', recordId, version, item, date, text, source },
    })
  })
}

function mmrc({ records }: CaseRecord): readonly Reading[] {
  return records.visit.flatMap(({ id, version, source, date, mmrc: grade }) => {
    if (date === undefined || grade === undefined) return []
    const text = `mMRC ${grade} ${onDate(date)}`
    return [
      reading({
        value: grade,
        date,
        input: { form: 'visit', recordId: id, version, item: 'mmrc', date, text, source },
      }),
    ]
  })
}

const readers: Readonly<
  Record<ResponseMeasure, (record: CaseRecord, settings: ClinicalSettings) => readonly Reading[]>
> = {
  ck,
  fvc: (record, settings) => percent(record, 'fvc', settings),
  dlco: (record, settings) => percent(record, 'dlco', settings),
  mmrc,
}

/** All of one measure in order of time, partial dates by their middle. */
export function readingsOf(
  measure: ResponseMeasure,
  record: CaseRecord,
  settings: ClinicalSettings,
): readonly Reading[] {
  return [...readers[measure](record, settings)].sort((a, b) => a.day - b.day || a.last - b.last)
}
