/**
 * FVC or DLCO of a case in percent of predicted, over time. Changes are only ever taken within one such series: all of its
 * points have one basis, so that nothing looks like a decline that is a change of reference equations.
 */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { comparePartialDates, type PartialDate } from '../partial-date.ts'
import { percentTests } from '../series-lanes.ts'

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
}

export interface PercentSeries {
  readonly index: 'fvc' | 'dlco'
  readonly basis: PercentBasis
  /** What the percentages are of: `GLI Global 2022`, `as reported`. */
  readonly reference: string
  /** In order of time. */
  readonly points: readonly PercentPoint[]
}

/** The series of one measure. Empty where no test gives it. */
export function percentSeries(
  { records }: CaseRecord,
  index: PercentSeries['index'],
  _settings: ClinicalSettings,
): PercentSeries {
  const item = index === 'fvc' ? 'fvc_pct' : 'dlco_pct'
  const points = percentTests(records, item)
    .map((test) => ({
      recordId: test.id,
      version: test.version,
      source: test.source,
      date: test.date!,
      value: test[item]!,
      ...(index === 'dlco' && {
        hemoglobin:
          test.dlco_basis === 'hb-corrected'
            ? ('corrected' as const)
            : test.dlco_basis === 'uncorrected'
              ? ('uncorrected' as const)
              : ('unknown' as const),
      }),
    }))
    .sort((a, b) => comparePartialDates(a.date, b.date))
  return { index, basis: 'reported', reference: 'as reported', points }
}
