import { lastAtMost } from './even-out.ts'
import type { SurvivalCurve } from './kaplan-meier.ts'

/** What stands in a risk table. */
export interface AtTime {
  readonly time: number
  /** At the first end of observation from then on, as R counts it. */
  readonly atRisk: number
  /** After the chosen time before, up to this one. */
  readonly events: number
}

/** Beyond the last observation nothing is known: the estimates are NaN, unless nobody was left. */
export interface SurvivalAt extends AtTime {
  readonly survival: number
  readonly se: number
  readonly lower: number
  readonly upper: number
}

/** The curve at chosen times, upward: a risk table, or survival at one, two and five years. */
export function survivalAt(curve: SurvivalCurve, times: readonly number[]): SurvivalAt[] {
  const allDied = curve.survival.at(-1) === 0
  return placesAt(curve, times).map(({ place, beyond, ...seen }) => {
    if (place < 0) return { ...seen, survival: 1, se: 0, lower: 1, upper: 1 }
    if (beyond && !allDied) return { ...seen, survival: NaN, se: NaN, lower: NaN, upper: NaN }
    return {
      ...seen,
      survival: curve.survival[place]!,
      se: curve.se[place]!,
      lower: curve.lower[place]!,
      upper: curve.upper[place]!,
    }
  })
}

interface Steps {
  readonly time: Float64Array
  readonly atRisk: Int32Array
  readonly events: Int32Array
}

/** Where chosen times, upward, lie on a curve: at which of its places (−1: before them all), or beyond the last. */
export function placesAt(
  { time, atRisk, events }: Steps,
  times: readonly number[],
): (AtTime & { readonly place: number; readonly beyond: boolean })[] {
  let counted = -1
  return times
    .toSorted((a, b) => a - b)
    .map((chosen) => {
      const place = lastAtMost(time, chosen)
      const next = time[place] === chosen ? place : place + 1
      const sum = events.subarray(counted + 1, place + 1).reduce((all, count) => all + count, 0)
      counted = place
      return { time: chosen, atRisk: atRisk[next] ?? 0, events: sum, place, beyond: next === time.length }
    })
}
