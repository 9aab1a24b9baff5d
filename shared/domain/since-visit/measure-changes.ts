/** Measured values since a visit against those known at it. Values in different units are never set against each other. */
import type { RecordSource } from '../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { percentSeries } from '../lung-function/percent-series.ts'
import { daysAMonth, comparePartialDates, middleDay, precisionOf, type PartialDate } from '../partial-date.ts'
import { laboratoryLabel } from '../series-lanes.ts'
import { noticeableChange } from '../noticeable-change.ts'
import { convert, unitLabel } from '../units.ts'
import { placeOf, type Stretch } from './visits-compared.ts'

interface Measured {
  readonly form: RepeatingFormId
  readonly recordId: string
  readonly source: RecordSource
  readonly date: PartialDate
  readonly value: number
  /** UCUM; missing for bare numbers, empty where it isn’t known. */
  readonly unit?: string
  readonly comparator?: string
  /** As entered, in full. */
  readonly text: string
  /** Under which circumstances: values of different ones are not compared. */
  readonly under?: string
}

export interface MeasureChange {
  readonly id: 'ck' | 'fvc' | 'dlco' | 'mmrc' | 'spo2' | 'weight'
  readonly label: string
  /** `310 → 190 U/L`, `61 → 55 %`, `190 U/L (none before)`. */
  readonly text: string
  /** `in 9 months`, of tests that are not done at every visit. */
  readonly over?: string
  /** Missing where the two are not compared, or nobody would call it either. */
  readonly direction?: 'better' | 'worse'
  readonly form: RepeatingFormId
  readonly recordId: string
  readonly date: PartialDate
  readonly source: RecordSource
}

interface Asked {
  readonly id: MeasureChange['id']
  readonly label: string
  readonly decimals: number
  readonly values: readonly Measured[]
  /** Substance, for units that only hold for it. */
  readonly analyte?: string
  /** Which way is better, and from what change on one would say so. */
  readonly better?: 'higher' | 'lower'
  readonly noticeable?: number
  /** Says how far apart the two are: of tests that are not done at every visit. */
  readonly tellsMonths?: boolean
}

function measuresOf(record: CaseRecord, settings: ClinicalSettings): readonly Asked[] {
  const { laboratory, visit } = record.records
  const ofVisit = (
    item: 'mmrc' | 'spo2_rest' | 'weight',
    more: (each: (typeof visit)[number], value: number) => Partial<Measured> & { text: string },
  ): readonly Measured[] =>
    visit.flatMap((each) => {
      const { date, [item]: value, id: recordId, source } = each
      return date === undefined || value === undefined
        ? []
        : { form: 'visit', recordId, source, date, value, ...more(each, value) }
    })
  const percent = (index: 'fvc' | 'dlco'): readonly Measured[] =>
    percentSeries(record, index, settings).points.map(({ recordId, source, date, value, hemoglobin }) => ({
      form: 'pft',
      recordId,
      source,
      date,
      value,
      unit: '%',
      text: `${formatNumber(value, 0)} %`,
      ...(hemoglobin === 'corrected' && { under: 'corrected for hemoglobin' }),
      ...(hemoglobin === 'uncorrected' && { under: 'not corrected for hemoglobin' }),
    }))
  const ck = laboratory.flatMap((result): readonly Measured[] => {
    const { date, value, unit = '', value_comparator: comparator, id: recordId, source } = result
    if (result.test !== 'ck' || date === undefined || value === undefined) return []
    const text = laboratoryLabel(result)
    return [{ form: 'laboratory', recordId, source, date, value, unit, text, ...(comparator && { comparator }) }]
  })
  return [
    { id: 'ck', label: 'CK', decimals: 1, analyte: 'ck', values: ck },
    {
      id: 'fvc',
      label: 'FVC',
      decimals: 0,
      better: 'higher',
      noticeable: noticeableChange,
      tellsMonths: true,
      values: percent('fvc'),
    },
    {
      id: 'dlco',
      label: 'DLCO',
      decimals: 0,
      better: 'higher',
      noticeable: noticeableChange,
      tellsMonths: true,
      values: percent('dlco'),
    },
    {
      id: 'mmrc',
      label: 'mMRC',
      decimals: 0,
      better: 'lower',
      noticeable: 1,
      values: ofVisit('mmrc', (_, value) => ({ text: String(value) })),
    },
    {
      id: 'spo2',
      label: 'SpO₂ at rest',
      decimals: 0,
      values: ofVisit('spo2_rest', ({ oxygen_rest: oxygen }, value) => ({
        unit: '%',
        text: `${value} %`,
        ...(oxygen !== undefined && { under: oxygen === 0 ? 'on room air' : `on ${formatNumber(oxygen, 1)} L/min` }),
      })),
    },
    {
      id: 'weight',
      label: 'Weight',
      decimals: 1,
      values: ofVisit('weight', ({ weight_unit: unit = '' }, value) => ({
        unit,
        text: `${formatNumber(value, 1)} ${unit === '' ? '(unit not known)' : unitLabel(unit)}`,
      })),
    },
  ]
}

function monthsBetween(a: PartialDate, b: PartialDate): string {
  const days = middleDay(b) - middleDay(a)
  const about = precisionOf(a) === 'day' && precisionOf(b) === 'day' ? '' : 'about '
  const months = Math.round(days / daysAMonth)
  if (months < 1) return `in ${about}${days} ${days === 1 ? 'day' : 'days'}`
  return `in ${about}${months} ${months === 1 ? 'month' : 'months'}`
}

/** `310 → 190 U/L`; of values that can’t be set against each other, both as they are and why not. */
function compared(before: Measured, now: Measured, { decimals, analyte, tellsMonths, better, noticeable }: Asked) {
  const apart = (why: string) => ({ text: `${now.text}; before, ${before.text} (not compared: ${why})` })
  if (before.unit === '' || now.unit === '') return apart('a unit is not known')
  const was =
    before.unit === undefined || now.unit === undefined
      ? before.value
      : convert(before.value, before.unit, now.unit, analyte)
  if (was === undefined) return apart('different units')
  if (before.under !== now.under && before.under !== undefined && now.under !== undefined)
    return { text: `${now.text} ${now.under}; before, ${before.text} ${before.under} (not compared)` }
  const [from, to] = [was, now.value].map((value) => formatNumber(value, decimals))
  const unit = now.unit === undefined ? '' : ` ${unitLabel(now.unit)}`
  const converted = before.unit === now.unit ? '' : ` (before, ${before.text})`
  const over = tellsMonths ? { over: monthsBetween(before.date, now.date) } : {}
  const limits = before.comparator !== undefined || now.comparator !== undefined
  const text =
    from === to && !limits
      ? `${to}${unit}, unchanged`
      : `${before.comparator ?? ''}${from} → ${now.comparator ?? ''}${to}${unit}${converted}`
  const change = Number((now.value - was).toFixed(9))
  if (better === undefined || limits || Math.abs(change) < (noticeable ?? 0)) return { text, ...over }
  return { text, ...over, direction: change > 0 === (better === 'higher') ? ('better' as const) : ('worse' as const) }
}

/** Every measure that was taken in the stretch, against its last value before. */
export function measureChanges(
  record: CaseRecord,
  stretch: Stretch,
  settings: ClinicalSettings,
): readonly MeasureChange[] {
  return measuresOf(record, settings).flatMap((asked) => {
    const inOrder = asked.values.toSorted((a, b) => comparePartialDates(a.date, b.date))
    const now = inOrder.findLast(({ date }) => placeOf(date, stretch) === 'since')
    const before = inOrder.findLast(({ date }) => placeOf(date, stretch) === 'before')
    if (!now) return []
    const { form, recordId, date, source } = now
    const said = before ? compared(before, now, asked) : { text: `${now.text} (none before)` }
    const mark = source === 'recorded' && before && before.source !== 'recorded' ? before.source : source
    return { id: asked.id, label: asked.label, ...said, form, recordId, date, source: mark }
  })
}
