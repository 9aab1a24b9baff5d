/**
 * When prednisone-equivalent first came down to a dose and stayed there: the first day of a stretch of at least 28 days in
 * a row, that day included, on which the dose is known to be at or below it. Days off count as 0. Papers ask for the
 * time to the first sustained dose and state how long it had to be held; here it is 28 days.
 */
import type { DayNumber } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { dayRuns, withoutDust, type DayRun } from './day-runs.ts'
import type { SteroidCourse } from './steroid-course.ts'

/** Days in a row that count as sustained. */
export const sustainedDays = 28
/** mg of prednisone-equivalent a day. */
export const sustainedDoses = [10, 7.5, 5] as const

export interface SustainedDose {
  readonly mgPerDay: number
  /** `unknown` where days of unknown dose could hold the answer. */
  readonly state: 'reached' | 'not-reached' | 'unknown'
  /** First day of the first stretch that is known to be long enough. */
  readonly on?: DayNumber
  /** An earlier day on which it may have begun, were the unknown doses as low as that. */
  readonly perhapsFrom?: DayNumber
  /** First later day on which the dose is known to be above it again. */
  readonly againAboveOn?: DayNumber
  /** Days at or below it at the end of what is known, where they are too few yet. */
  readonly daysSoFar?: number
  readonly inputs: readonly UsedInput[]
}

/** Neighboring runs that count, joined. */
function stretches(
  runs: readonly DayRun[],
  counts: (perDay: number | undefined) => boolean,
): readonly { readonly from: DayNumber; readonly to: DayNumber }[] {
  const joined: { from: DayNumber; to: DayNumber }[] = []
  for (const { from, to, perDay } of runs) {
    if (!counts(perDay)) continue
    const last = joined.at(-1)
    if (last && last.to === from - 1) last.to = to
    else joined.push({ from, to })
  }
  return joined
}

/** @param mgPerDay the dose to come down to; @param held how many days in a row count */
export function sustainedDose(course: SteroidCourse, mgPerDay: number, held = sustainedDays): SustainedDose {
  const { from, to } = course
  if (from === undefined) return { mgPerDay, state: 'unknown', inputs: [] }
  const runs = dayRuns(course.steps, from, to)
  const atMost = (perDay: number | undefined) => perDay !== undefined && withoutDust(perDay) <= mgPerDay
  const sure = stretches(runs, atMost)
  const perhaps = stretches(runs, (perDay) => perDay === undefined || atMost(perDay))
  const longEnough = (stretch: { readonly from: DayNumber; readonly to: DayNumber }) =>
    stretch.to - stretch.from + 1 >= held
  const on = sure.find(longEnough)?.from
  const earliest = perhaps.find(longEnough)?.from
  if (on === undefined) {
    const last = sure.at(-1)
    return {
      mgPerDay,
      state: earliest === undefined ? 'not-reached' : 'unknown',
      ...(earliest === undefined ? {} : { perhapsFrom: earliest }),
      ...(last && last.to === to ? { daysSoFar: last.to - last.from + 1 } : {}),
      inputs: course.inputsBetween(earliest ?? last?.from ?? from, to),
    }
  }
  const above = runs.find((run) => run.from > on && run.perDay !== undefined && !atMost(run.perDay))
  return {
    mgPerDay,
    state: 'reached',
    on,
    ...(earliest !== undefined && earliest < on ? { perhapsFrom: earliest } : {}),
    ...(above ? { againAboveOn: above.from } : {}),
    inputs: course.inputsBetween(on - 1, on + held - 1),
  }
}
