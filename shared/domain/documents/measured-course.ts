/** How lung function, CK and prednisone went: the first, the worst and the last value of each, with their dates. */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { dayNumber, firstDay, isoOfDay, type DayNumber, type IsoDay, type PartialDate } from '../partial-date.ts'
import { steroidCourse, type SteroidCourse } from '../response/steroid-course.ts'
import { seriesLanes } from '../series-lanes.ts'
import type { SeriesLane, SeriesPoint } from '../timeline-model.ts'
import { unitLabel } from '../units.ts'

export interface CourseValue {
  /** `74 % (3.21 L)`, `964 U/L (4.8 × ULN)`, `20 mg daily`. */
  readonly text: string
  readonly date: PartialDate
  readonly source: RecordSource
}

export interface CourseRow {
  readonly id: 'fvc' | 'dlco' | 'ck' | 'mmrc' | 'prednisone'
  /** `FVC, % predicted by GLI Global 2022`. */
  readonly label: string
  readonly count: number
  readonly first: CourseValue
  /** Lowest lung function, highest CK, grade of dyspnea and dose; of equal ones the first. */
  readonly worst: CourseValue
  readonly last: CourseValue
}

const measured = ['fvc', 'dlco', 'ck', 'mmrc'] as const
type Measured = (typeof measured)[number]

const labels = { fvc: 'FVC', dlco: 'DLCO', ck: 'CK', mmrc: 'mMRC dyspnea' } as const

function amountOf({ records }: CaseRecord, id: Measured, point: SeriesPoint): string {
  if (id === 'ck') {
    const { value, upperLimit } = point
    return upperLimit ? ` (${point.comparator ?? ''}${formatNumber(value / upperLimit, 1)} × ULN)` : ''
  }
  const test = id === 'mmrc' ? undefined : records.pft.find((each) => each.id === point.recordId)
  const value = id === 'fvc' ? test?.fvc : test?.dlco
  const unit = id === 'fvc' ? test?.fvc_unit : test?.dlco_unit
  return value === undefined || unit === undefined ? '' : ` (${formatNumber(value)} ${unitLabel(unit)})`
}

function measuredRow(record: CaseRecord, { id, reference, points }: SeriesLane & { readonly id: Measured }): CourseRow {
  const told = (point: SeriesPoint): CourseValue => ({
    text: `${point.label}${amountOf(record, id, point)}`,
    date: point.date,
    source: point.source,
  })
  const badness = ({ value }: SeriesPoint) => (id === 'fvc' || id === 'dlco' ? -value : value)
  const worst = points.reduce((bad, next) => (badness(next) > badness(bad) ? next : bad))
  return {
    id,
    label: reference === undefined ? labels[id] : `${labels[id]}, % predicted (${reference})`,
    count: points.length,
    first: told(points[0]!),
    worst: told(worst),
    last: told(points.at(-1)!),
  }
}

function steroidRow(course: SteroidCourse): CourseRow | undefined {
  const doses = course.steps.flatMap(({ from, perDay, source = 'recorded' }) => {
    if (perDay === undefined) return []
    // A dose whose first day is known to the month only is told by that month.
    const known = course.inputsBetween(from, from).find(({ date }) => date !== undefined && firstDay(date) === from)
    const date = known?.date ?? isoOfDay(from)
    return { perDay, told: { text: `${formatNumber(perDay)} mg daily`, date, source } }
  })
  const [first] = doses
  if (!first) return undefined
  const worst = doses.reduce((high, next) => (next.perDay > high.perDay ? next : high))
  return {
    id: 'prednisone',
    label: 'Prednisone-equivalent',
    count: doses.length,
    first: first.told,
    worst: worst.told,
    last: doses.at(-1)!.told,
  }
}

/** One row for each of FVC, DLCO, CK, mMRC and prednisone that has a value with a date up to a day. */
export function measuredCourse(record: CaseRecord, asOf: IsoDay, settings: ClinicalSettings): readonly CourseRow[] {
  const upTo: DayNumber = dayNumber(asOf)
  const lanes = seriesLanes(record, settings)
  const rows = measured.flatMap((id) => {
    const lane = lanes.find((each) => each.id === id)
    const points = lane?.points.filter(({ first }) => first <= upTo) ?? []
    return lane && points.length > 0 ? [measuredRow(record, { ...lane, id, points })] : []
  })
  const course = steroidCourse(record, asOf)
  const steroids = course && steroidRow(course)
  return steroids ? [...rows, steroids] : rows
}
