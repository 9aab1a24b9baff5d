/**
 * FVC or DLCO of a case in percent of predicted, over time. Changes are only ever taken within one such series: all of its
 * points have one basis, so that nothing looks like a decline that is a change of reference equations.
 */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { comparePartialDates, lastDay, type PartialDate } from '../partial-date.ts'
import { lungValue } from './lung-values.ts'
import { withoutRepeatsAfterBronchodilator, type PulmonaryTest } from './pulmonary-test.ts'
import { referenceSets } from './reference-sets.ts'

/** What percentages are of that a laboratory reported. */
export const asReported = 'as reported'

/** Computed from the measured value, or as the laboratory reported it. */
export type PercentBasis = 'computed' | 'reported'

export interface PercentPoint {
  readonly recordId: string
  /** Version of the record. */
  readonly version: number
  readonly source: RecordSource
  readonly date: PartialDate
  /** Percent of predicted, unrounded. */
  readonly value: number
  /** Of DLCO: whether the value stands for a normal hemoglobin. */
  readonly hemoglobin?: 'corrected' | 'uncorrected' | 'unknown'
  /** Limits of normal in percent of predicted, of a computed value. */
  readonly normal?: { readonly low: number; readonly high: number }
}

export interface PercentSeries {
  readonly index: 'fvc' | 'dlco'
  readonly basis: PercentBasis
  /** What the percentages are of: `GLI Global 2022`, `as reported`. */
  readonly reference: string
  /** In order of time. */
  readonly points: readonly PercentPoint[]
}

type Index = PercentSeries['index']

/**
 * The series of one measure, on the basis that most of its tests have; of equals, computed stands before reported and, of
 * DLCO, corrected for hemoglobin before not corrected. One that reaches the newest test goes before a fuller one that does
 * not, unless it has less than half of its points: what is said to be the last value should be. Empty where no test gives it.
 */
export function percentSeries(record: CaseRecord, index: Index, settings: ClinicalSettings): PercentSeries {
  const all = percentSeriesByBasis(record, index, settings)
  const fullest = fullestOf(all)
  const newest = Math.max(...all.map(lastDayOf))
  const reaching = all.filter(
    (series) => lastDayOf(series) === newest && 2 * series.points.length >= fullest.points.length,
  )
  const [first, ...others] = reaching
  return first ? fullestOf([first, ...others]) : fullest
}

const fullestOf = (all: readonly [PercentSeries, ...PercentSeries[]]): PercentSeries =>
  all.reduce((best, series) => (series.points.length > best.points.length ? series : best))

function lastDayOf({ points }: PercentSeries): number {
  const last = points.at(-1)
  return last ? lastDay(last.date) : -Infinity
}

type SeriesByBasis = readonly [PercentSeries, ...PercentSeries[]]

/** Progression, scores, the response to drugs and what changed all ask for the series of the record in hand. */
const known = new WeakMap<CaseRecord, Map<string, SeriesByBasis>>()

/**
 * The series on every basis, empty ones included, in the order of preference: for a rule that asks for one of them, such as
 * DLCO corrected for hemoglobin.
 */
export function percentSeriesByBasis(record: CaseRecord, index: Index, settings: ClinicalSettings): SeriesByBasis {
  const key = `${index} ${settings.spirometrySet}`
  const ofRecord = known.get(record) ?? new Map<string, SeriesByBasis>()
  known.set(record, ofRecord)
  let series = ofRecord.get(key)
  if (!series) ofRecord.set(key, (series = computedSeries(record, index, settings)))
  return series
}

function computedSeries(record: CaseRecord, index: Index, settings: ClinicalSettings): SeriesByBasis {
  const reference = referenceSets[index === 'fvc' ? settings.spirometrySet : 'gli-2017'].label
  const computed = (wish: 'corrected' | 'uncorrected'): PercentSeries => ({
    index,
    basis: 'computed',
    reference,
    points: pointsOf(record, (test) => computedPoint(record, test, index, settings, wish)),
  })
  const reported = (isWanted: (test: PulmonaryTest) => boolean): PercentSeries => ({
    index,
    basis: 'reported',
    reference: asReported,
    points: pointsOf(record, (test) => (isWanted(test) ? reportedPoint(test, index) : undefined)),
  })
  if (index === 'fvc') return [computed('uncorrected'), reported(() => true)]
  return [
    computed('corrected'),
    computed('uncorrected'),
    reported(({ dlco_basis }) => dlco_basis === 'hb-corrected'),
    reported(({ dlco_basis }) => dlco_basis !== 'hb-corrected'),
  ]
}

function pointsOf(
  { records }: CaseRecord,
  pointOf: (test: PulmonaryTest) => PercentPoint | undefined,
): readonly PercentPoint[] {
  const points = new Map<PulmonaryTest, PercentPoint>()
  for (const test of records.pft) {
    const point = pointOf(test)
    if (point) points.set(test, point)
  }
  return withoutRepeatsAfterBronchodilator([...points.keys()])
    .map((test) => points.get(test)!)
    .sort((a, b) => comparePartialDates(a.date, b.date))
}

function computedPoint(
  record: CaseRecord,
  test: PulmonaryTest,
  index: Index,
  settings: ClinicalSettings,
  wish: 'corrected' | 'uncorrected',
): PercentPoint | undefined {
  const { id, version, date } = test
  if (date === undefined || test[index] === undefined) return undefined
  const { result, source } = lungValue(record, test, index, settings, wish)
  if ('unavailable' in result) return undefined
  const { percent: value, predicted, lln, uln } = result
  const normal = { low: (100 * lln) / predicted, high: (100 * uln) / predicted }
  const hemoglobin = wish === 'corrected' ? wish : measuredAs(test)
  return { recordId: id, version, source, date, value, ...(index === 'dlco' && { hemoglobin }), normal }
}

function reportedPoint(test: PulmonaryTest, index: Index): PercentPoint | undefined {
  const { id, version, source, date, dlco_basis } = test
  const value = index === 'fvc' ? test.fvc_pct : test.dlco_pct
  if (date === undefined || value === undefined) return undefined
  const hemoglobin = dlco_basis === 'hb-corrected' ? 'corrected' : measuredAs(test)
  return { recordId: id, version, source, date, value, ...(index === 'dlco' && { hemoglobin }) }
}

/** Without a word from the laboratory, whether it had corrected a value isn't known. */
function measuredAs({ dlco_basis }: PulmonaryTest): 'uncorrected' | 'unknown' {
  return dlco_basis === 'uncorrected' ? 'uncorrected' : 'unknown'
}
