/**
 * Prednisone-equivalent around the start of a drug: the median over the days of one window before it and of three after.
 * A window is 90 days long: before, the 90 days up to the day before the start; after, those that end 90, 180 and 365 days
 * after it. Days of unknown dose, and days beyond what is known of the case, are left out; where they are more than half
 * of a window its median is not known. A start known to the month only has its doubtful days in no window.
 */
import type { DayNumber } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { dayRuns, type DayRun } from './day-runs.ts'
import type { SteroidCourse } from './steroid-course.ts'
import type { Start } from './windows.ts'

export const windowDays = 90
/** Days after the start on which a window ends. */
export const windowEnds = [90, 180, 365] as const

export interface SteroidWindow {
  readonly from: DayNumber
  readonly to: DayNumber
  /** Days of the window of which the dose is known. */
  readonly knownDays: number
  /** mg a day over the known days; missing where more than half of the window is unknown. */
  readonly median?: number
  readonly inputs: readonly UsedInput[]
}

export interface SteroidSparing {
  readonly before: SteroidWindow
  readonly after: readonly (SteroidWindow & {
    readonly endsOn: number
    /** Percent that the median is lower than before, negative where higher; missing without both or from 0. */
    readonly reduction?: number
  })[]
}

/** Median of a dose over days: every day counts once. */
function medianOfDays(runs: readonly DayRun[]): number | undefined {
  const known = runs
    .flatMap(({ from, to, perDay }) => (perDay === undefined ? [] : [{ days: to - from + 1, perDay }]))
    .sort((a, b) => a.perDay - b.perDay)
  const days = known.reduce((sum, run) => sum + run.days, 0)
  if (days === 0) return undefined
  const atDay = (place: number) => {
    let left = place
    return known.find((run) => (left -= run.days) < 0)!.perDay
  }
  return (atDay(Math.floor((days - 1) / 2)) + atDay(Math.floor(days / 2))) / 2
}

function windowOf(course: SteroidCourse, from: DayNumber, to: DayNumber): SteroidWindow {
  const runs = dayRuns(course.steps, from, Math.min(to, course.to))
  const knownDays = runs.reduce((sum, run) => sum + (run.perDay === undefined ? 0 : run.to - run.from + 1), 0)
  const median = 2 * knownDays < windowDays ? undefined : medianOfDays(runs)
  const inputs = course.inputsBetween(from, Math.min(to, course.to))
  return { from, to, knownDays, ...(median === undefined ? {} : { median }), inputs }
}

/** Doses around a start; undefined where no glucocorticoid has a date. */
export function steroidSparing(course: SteroidCourse, start: Start): SteroidSparing | undefined {
  if (course.from === undefined) return undefined
  const before = windowOf(course, start.first - windowDays, start.first - 1)
  const after = windowEnds.map((endsOn) => {
    const window = windowOf(course, start.last + endsOn - windowDays + 1, start.last + endsOn)
    const reduction =
      before.median === undefined || window.median === undefined || before.median === 0
        ? undefined
        : 100 * (1 - window.median / before.median)
    return { endsOn, ...window, ...(reduction === undefined ? {} : { reduction }) }
  })
  return { before, after }
}
