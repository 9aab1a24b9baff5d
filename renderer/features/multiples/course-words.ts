/** What small multiples say in words: of a measure, and of one course. */
import type { CaseCourse, CourseMeasure } from '#shared/domain/course-model.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { isoOfDay } from '#shared/domain/partial-date.ts'

interface MeasureWords {
  readonly label: string
  readonly unit: string
}

export const measureWords: Readonly<Record<CourseMeasure, MeasureWords>> = {
  fvc: { label: 'FVC', unit: '% of predicted' },
  dlco: { label: 'DLCO', unit: '% of predicted' },
  ck: { label: 'CK', unit: 'U/L, log scale' },
  prednisone: { label: 'Prednisone-equivalent', unit: 'mg a day' },
}

const yearOf = (day: number) => isoOfDay(Math.floor(day)).slice(0, 4)

/** The newest value, as short as it can be said beside a small chart. */
export function lastValue({ points, steps }: CaseCourse, measure: CourseMeasure): string {
  const last = points?.at(-1)?.[1] ?? steps?.at(-1)?.[2]
  if (last === undefined) return ''
  if (last === null) return 'dose not known'
  const unit = { fvc: ' %', dlco: ' %', ck: ' U/L', prednisone: ' mg' }[measure]
  return `${formatNumber(last, measure === 'prednisone' ? 1 : 0)}${unit}`
}

/** `AS-0007: FVC, 7 values from 2018 to 2023, first 78 %, last 61 %`. */
export function courseInWords(course: CaseCourse, measure: CourseMeasure): string {
  const { code, points, steps, source, reported } = course
  const { label } = measureWords[measure]
  const days = points?.map(([day]) => day) ?? steps?.flatMap(([from, to]) => [from, to]) ?? []
  const [first, last] = [yearOf(days[0] ?? 0), yearOf(days.at(-1) ?? 0)]
  const when = first === last ? `in ${first}` : `from ${first} to ${last}`
  const what = points
    ? `${points.length} ${points.length === 1 ? 'value' : 'values'} ${when}, first ${formatNumber(points[0]?.[1] ?? 0, 0)}, last ${lastValue(course, measure)}`
    : `${steps?.length ?? 0} doses ${when}, last ${lastValue(course, measure)}`
  return [`${code}: ${label}, ${what}`, reported && 'as reported', source && `${source} values`]
    .filter(Boolean)
    .join(', ')
}
