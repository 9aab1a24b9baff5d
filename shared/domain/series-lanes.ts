/** Lanes of the one chart that hold measured values. */
import type { CaseRecord } from './case-record.ts'
import type { ClinicalSettings } from './clinical-settings.ts'
import { spanOf } from './exposure.ts'
import { formatNumber } from './format-number.ts'
import { percentSeries, type PercentSeries } from './lung-function/percent-series.ts'
import type { PartialDate } from './partial-date.ts'
import { chartedValues, siteItemsOfChart } from './site-item-values.ts'
import type { SeriesLane, SeriesPoint } from './timeline-model.ts'
import { convert, unitLabel } from './units.ts'

type Records = CaseRecord['records']

/** A point, or nothing where date or value is missing. */
function pointOf(
  record: { readonly id: string; readonly source: SeriesPoint['source'] },
  date: PartialDate | undefined,
  value: number | undefined,
  label: string,
): SeriesPoint | undefined {
  if (date === undefined || value === undefined) return undefined
  return { recordId: record.id, source: record.source, ...spanOf(date), value, label }
}

/** A laboratory value as entered: `310 U/L`, `<40 U/L`. */
export function laboratoryLabel(result: Records['laboratory'][number]): string {
  const unit = result.unit === undefined ? '(unit not known)' : unitLabel(result.unit)
  return `${result.value_comparator ?? ''}${formatNumber(result.value ?? Number.NaN, 3)} ${unit}`
}

/** CK in U/L: `undefined` where the unit isn't known or isn't one of enzyme activity. */
export function ckInUnitsPerLiter(value: number | undefined, unit: string | undefined): number | undefined {
  return value === undefined || unit === undefined ? undefined : convert(value, unit, 'U/L', 'ck')
}

function ckPoints(records: Records): readonly SeriesPoint[] {
  return records.laboratory.flatMap((result) => {
    if (result.test !== 'ck' || result.value === undefined) return []
    const value = ckInUnitsPerLiter(result.value, result.unit)
    const point = pointOf(result, result.date, value, laboratoryLabel(result))
    const upperLimit = ckInUnitsPerLiter(result.ref_high, result.unit)
    return point ? [{ ...point, comparator: result.value_comparator, upperLimit }] : []
  })
}

/** FVC or DLCO in percent of predicted, with what the percentages are of. */
function percentLane(record: CaseRecord, index: PercentSeries['index'], settings: ClinicalSettings): SeriesLane {
  const { points, reference } = percentSeries(record, index, settings)
  const heading = { id: index, label: index === 'fvc' ? 'FVC' : 'DLCO', unit: '%', scale: 'linear', reference } as const
  return lane(
    heading,
    points.map(({ recordId, source, date, value, normal }) => ({
      recordId,
      source,
      ...spanOf(date),
      value,
      label: `${formatNumber(value, 1)} %`,
      normal,
    })),
  )
}

/** High-attenuation area of the lungs on CT (HAA), each with the kernel that it was measured in: only like ones compare. */
function attenuationPoints(records: Records): readonly SeriesPoint[] {
  return records.ct_density.flatMap((density) => {
    const { kernel } = records.image_series.find(({ id }) => id === density.series) ?? {}
    const label = `${formatNumber(density.haa_pct ?? 0, 1)} %${kernel === undefined ? '' : ` (${kernel})`}`
    return pointOf(density, density.date, density.haa_pct, label) ?? []
  })
}

function oxygenSuffix(litersPerMinute: number | undefined): string {
  if (litersPerMinute === undefined) return ''
  return litersPerMinute === 0 ? ' on room air' : ` on ${formatNumber(litersPerMinute, 1)} L/min`
}

function saturationPoints(records: Records): readonly SeriesPoint[] {
  return records.visit.flatMap(
    (visit) =>
      pointOf(visit, visit.date, visit.spo2_rest, `${visit.spo2_rest} %${oxygenSuffix(visit.oxygen_rest)}`) ?? [],
  )
}

/** Distance of a walk test in meters. */
function walkedMeters(test: Records['walk_test'][number]): number | undefined {
  if (test.distance === undefined || test.distance_unit === undefined) return undefined
  return convert(test.distance, test.distance_unit, 'm')
}

function walkPoints(records: Records): readonly SeriesPoint[] {
  return records.walk_test.flatMap((test) => {
    const label = `${formatNumber(test.distance ?? 0, 0)} ${unitLabel(test.distance_unit ?? '')}`
    return pointOf(test, test.date, walkedMeters(test), label) ?? []
  })
}

function dyspneaPoints(records: Records): readonly SeriesPoint[] {
  return records.visit.flatMap((visit) => pointOf(visit, visit.date, visit.mmrc, String(visit.mmrc)) ?? [])
}

/** Stretches of neighboring points that came with the same upper limit; a point without one ends the stretch. */
function upperLimitsOf(points: readonly SeriesPoint[]): SeriesLane['upperLimits'] {
  const stretches: { from: number; to: number; value: number }[] = []
  let previous: number | undefined
  for (const { first, last, upperLimit } of points) {
    const open = stretches.at(-1)
    if (upperLimit !== undefined && open && previous === upperLimit) open.to = Math.max(open.to, last)
    else if (upperLimit !== undefined) stretches.push({ from: first, to: last, value: upperLimit })
    previous = upperLimit
  }
  return stretches
}

function lane(
  heading: Pick<SeriesLane, 'id' | 'label' | 'unit' | 'scale' | 'reference'>,
  points: readonly SeriesPoint[],
): SeriesLane {
  const inOrder = [...points].sort((a, b) => a.first - b.first || a.last - b.last)
  return { kind: 'series', ...heading, points: inOrder, upperLimits: upperLimitsOf(inOrder) }
}

/** The lanes that have points, in the order of the chart. */
export function seriesLanes(record: CaseRecord, settings: ClinicalSettings): readonly SeriesLane[] {
  const { records } = record
  return [
    lane({ id: 'ck', label: 'CK', unit: 'U/L', scale: 'log' }, ckPoints(records)),
    percentLane(record, 'fvc', settings),
    percentLane(record, 'dlco', settings),
    // No established measure, and said to be none wherever the lane is named.
    lane({ id: 'haa', label: 'HAA (research)', unit: '%', scale: 'linear' }, attenuationPoints(records)),
    lane({ id: 'spo2', label: 'SpO₂ at rest', unit: '%', scale: 'linear' }, saturationPoints(records)),
    lane({ id: 'walk', label: '6-minute walk', unit: 'm', scale: 'linear' }, walkPoints(records)),
    lane({ id: 'mmrc', label: 'mMRC dyspnea', unit: '', scale: 'linear' }, dyspneaPoints(records)),
    ...siteItemsOfChart().map((site) => {
      const { label, units = [] } = site.definition
      return lane(
        { id: `site:${site.name}`, label, unit: unitLabel(units[0] ?? ''), scale: 'linear' },
        chartedValues(record, site).flatMap(({ point }) => point ?? []),
      )
    }),
  ].filter((series) => series.points.length > 0)
}
