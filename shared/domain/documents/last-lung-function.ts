/** The last value of each lung function, held against what is predicted where the record allows. */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { asReported } from '../lung-function/percent-series.ts'
import { lungIndexLabels } from '../lung-function/lung-indices.ts'
import { lungValue, type LungValue } from '../lung-function/lung-values.ts'
import { referenceSets } from '../lung-function/reference-sets.ts'
import { comparePartialDates, dayNumber, firstDay, type IsoDay, type PartialDate } from '../partial-date.ts'
import { trendOf, type TrendFact } from '../trend.ts'
import { unitLabel } from '../units.ts'

export interface LungFunctionRow {
  readonly id: 'fvc' | 'fev1' | 'tlc' | 'dlco'
  readonly label: string
  /** As measured: `3.28 L`. */
  readonly measured?: string
  /** `77 %`. */
  readonly percent?: string
  /** What the percentage is of: `GLI Global 2022`, `as reported`. */
  readonly reference?: string
  /** `z −1.6, LLN 3.4 L`; missing where nothing is predicted. */
  readonly standing?: string
  /** `−6 in 9 months`, of FVC and DLCO in percent. */
  readonly change?: string
  readonly date: PartialDate
  readonly recordId: string
  readonly source: RecordSource
}

const indices = ['fvc', 'fev1', 'tlc', 'dlco'] as const

/** `z −1.6, LLN 3.4 L` of a value that could be computed. */
export function standingOf({ result, compared }: LungValue): string | undefined {
  if ('unavailable' in result) return undefined
  const unit = compared?.unit === undefined ? '' : ` ${unitLabel(compared.unit)}`
  return `z ${formatNumber(result.z, 1)}, LLN ${formatNumber(result.lln, result.lln < 10 ? 2 : 1)}${unit}`
}

/** `−6 in 9 months`; missing without a value to compare with. */
export function changeInWords({ change, months }: TrendFact): string | undefined {
  if (change === undefined) return undefined
  const moved = change > 0 ? `+${formatNumber(change, 1)}` : change === 0 ? '±0' : formatNumber(change, 1)
  return `${moved} in ${months} ${months === 1 ? 'month' : 'months'}`
}

export function lastLungFunction(
  record: CaseRecord,
  asOf: IsoDay,
  settings: ClinicalSettings,
): readonly LungFunctionRow[] {
  const upTo = dayNumber(asOf)
  const tests = record.records.pft
    .filter(({ date }) => date !== undefined && firstDay(date) <= upTo)
    .toSorted((a, b) => comparePartialDates(a.date!, b.date!))
  return indices.flatMap((id): readonly LungFunctionRow[] => {
    const test = tests.findLast((each) => each[id] !== undefined || each[`${id}_pct`] !== undefined)
    if (test?.date === undefined) return []
    const value = lungValue(record, test, id, settings)
    const { measured, reportedPercent, set, result } = value
    const computed = 'unavailable' in result ? undefined : result.percent
    const percent = computed ?? reportedPercent
    const trend = id === 'fvc' || id === 'dlco' ? trendOf(record, id, upTo, settings) : undefined
    const change = trend?.last.recordId === test.id ? changeInWords(trend) : undefined
    const standing = standingOf(value)
    return [
      {
        id,
        label: lungIndexLabels[id],
        ...(measured && { measured: `${formatNumber(measured.value)} ${unitLabel(measured.unit ?? '')}`.trim() }),
        ...(percent !== undefined && {
          percent: `${formatNumber(percent, 0)} %`,
          reference: computed === undefined ? asReported : referenceSets[set].label,
        }),
        ...(standing !== undefined && { standing }),
        ...(change !== undefined && { change }),
        date: test.date,
        recordId: test.id,
        source: value.source,
      },
    ]
  })
}
