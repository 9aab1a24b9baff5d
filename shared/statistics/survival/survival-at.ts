import { lastAtMost } from './even-out.ts'
import type { SurvivalCurve } from './kaplan-meier.ts'

/** What stands in a risk table. Beyond the last observation nothing is known: the estimates are NaN, unless nobody was left. */
export interface SurvivalAt {
  readonly time: number
  /** At the first end of observation from then on, as R counts it. */
  readonly atRisk: number
  /** After the chosen time before, up to this one. */
  readonly events: number
  readonly survival: number
  readonly se: number
  readonly lower: number
  readonly upper: number
}

/** The curve at chosen times, upward: a risk table, or survival at one, two and five years. */
export function survivalAt(curve: SurvivalCurve, times: readonly number[]): SurvivalAt[] {
  const { time, survival } = curve
  const end = time.length - 1
  let counted = -1
  return times
    .toSorted((a, b) => a - b)
    .map((chosen) => {
      const at = lastAtMost(time, chosen)
      const next = time[at] === chosen ? at : at + 1
      const events = curve.events.subarray(counted + 1, at + 1).reduce((sum, value) => sum + value, 0)
      counted = at
      const seen = { time: chosen, atRisk: curve.atRisk[next] ?? 0, events }
      if (at < 0) return { ...seen, survival: 1, se: 0, lower: 1, upper: 1 }
      if (at === end && chosen > time[end]! && survival[end]! > 0)
        return { ...seen, survival: NaN, se: NaN, lower: NaN, upper: NaN }
      return { ...seen, survival: survival[at]!, se: curve.se[at]!, lower: curve.lower[at]!, upper: curve.upper[at]! }
    })
}
