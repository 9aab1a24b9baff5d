/** One scale for all small multiples, so that their courses can be held against each other. */
import type { CaseCourse, CourseMeasure } from '#shared/domain/course-model.ts'
import { firstDay, isoOfDay } from '#shared/domain/partial-date.ts'
import { doseTop } from '../../charts/scales.ts'

export type TimeKind = 'first' | 'calendar'

export interface CommonScale {
  readonly isLog: boolean
  readonly low: number
  readonly high: number
  /** Values with a hairline and a number. */
  readonly ticks: readonly number[]
  /** Days that the axis spans: from the first value of each case, or calendar days. */
  readonly from: number
  readonly to: number
  /** Borders of years, with what stands under them. */
  readonly years: readonly { readonly at: number; readonly text: string }[]
}

/** Day of a course that the axis begins with. */
export function originOf({ points, steps }: CaseCourse, time: TimeKind): number {
  return time === 'calendar' ? 0 : (points?.[0]?.[0] ?? steps?.[0]?.[0] ?? 0)
}

const lastDayOf = ({ points, steps }: CaseCourse) => points?.at(-1)?.[0] ?? steps?.at(-1)?.[1] ?? 0
const firstDayOf = (course: CaseCourse) => originOf(course, 'first')

function valuesOf({ points = [], steps = [] }: CaseCourse): readonly number[] {
  return [...points.map(([, value]) => value), ...steps.flatMap(([, , value]) => value ?? [])]
}

/** Percentages keep this range at least, so that a steady course looks steady. */
const percentRange = { low: 30, high: 110 }

export function commonScale(courses: readonly CaseCourse[], measure: CourseMeasure, time: TimeKind): CommonScale {
  return { ...valueScale(courses.flatMap(valuesOf), measure), ...timeScale(courses, time) }
}

const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity)
const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value), -Infinity)

function valueScale(
  values: readonly number[],
  measure: CourseMeasure,
): Pick<CommonScale, 'isLog' | 'low' | 'high' | 'ticks'> {
  switch (measure) {
    case 'fvc':
    case 'dlco': {
      const low = Math.floor(Math.min(percentRange.low, least(values)) / 10) * 10
      const high = Math.ceil(Math.max(percentRange.high, most(values)) / 10) * 10
      return { isLog: false, low, high, ticks: [50, 75, 100] }
    }
    case 'ck': {
      const positive = values.filter((value) => value > 0)
      const low = Math.min(50, least(positive))
      const high = Math.max(1000, most(positive)) * 1.2
      return {
        isLog: true,
        low,
        high,
        ticks: [10, 100, 1000, 10_000, 100_000].filter((tick) => tick >= low && tick <= high),
      }
    }
    case 'prednisone': {
      const top = doseTop(values, true)
      const step = [5, 10, 20, 40, 50, 100].find((each) => top / each <= 3) ?? 200
      const ticks = Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step)
      return { isLog: false, low: 0, high: top * 1.05, ticks }
    }
  }
}

function timeScale(courses: readonly CaseCourse[], time: TimeKind): Pick<CommonScale, 'from' | 'to' | 'years'> {
  if (time === 'first') {
    const to = Math.max(daysPerYear, most(courses.map((course) => lastDayOf(course) - firstDayOf(course))))
    const every = stepOf(to / daysPerYear)
    const counts = Array.from({ length: Math.floor(to / daysPerYear / every) + 1 }, (_, index) => index * every)
    return { from: 0, to, years: counts.map((count) => ({ at: count * daysPerYear, text: String(count) })) }
  }
  const from = least(courses.map(firstDayOf))
  const to = Math.max(from + daysPerYear, most(courses.map(lastDayOf)))
  const every = stepOf((to - from) / daysPerYear)
  const [first, last] = [yearOf(from), yearOf(to)]
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((year) => year % every === 0)
    .map((year) => ({ at: firstDay(String(year)), text: String(year) }))
    .filter(({ at }) => at >= from && at <= to)
  return { from, to, years }
}

const daysPerYear = 365.25
const yearOf = (day: number) => Number(isoOfDay(Math.floor(day)).slice(0, 4))

/** Years between two ticks: at most five of them. */
const stepOf = (years: number) => [1, 2, 5, 10, 20, 50].find((step) => years / step <= 5) ?? 100
