/** Stretches of days under one dose, with the days off and the days that aren't known among them. */
import type { DayNumber } from '../partial-date.ts'

export interface DayRun {
  readonly from: DayNumber
  readonly to: DayNumber
  /** Amount a day: 0 on days off, missing on days under a dose that isn't known. */
  readonly perDay?: number
}

/**
 * Every day between two days, both included, once. Days that no step covers are days off.
 * @param steps in order of time, none overlapping another
 */
export function dayRuns(steps: readonly DayRun[], from: DayNumber, to: DayNumber): readonly DayRun[] {
  const runs: DayRun[] = []
  let next = from
  for (const step of steps) {
    const start = Math.max(step.from, next)
    const end = Math.min(step.to, to)
    if (end < start) continue
    if (start > next) runs.push({ from: next, to: start - 1, perDay: 0 })
    runs.push({ from: start, to: end, ...(step.perDay === undefined ? {} : { perDay: step.perDay }) })
    next = end + 1
  }
  if (next <= to) runs.push({ from: next, to, perDay: 0 })
  return runs
}

/** Doses are sums and products of decimal fractions: compared without their dust. */
export const withoutDust = (value: number): number => Number(value.toFixed(9))

export function daysOf(runs: readonly DayRun[], counted: (perDay: number | undefined) => boolean): number {
  return runs.reduce((sum, run) => sum + (counted(run.perDay) ? run.to - run.from + 1 : 0), 0)
}
