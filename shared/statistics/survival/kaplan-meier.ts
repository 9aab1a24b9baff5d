import { stopIfUnwanted } from '../interruption.ts'
import { confidenceLimits, usualLimits, type LimitOptions } from './confidence-limits.ts'
import type { FollowUp } from './follow-up.ts'

/** One place for each distinct time of an end of observation, upward. NaN where a value has no meaning. */
export interface SurvivalCurve {
  /** People. */
  readonly n: number
  readonly time: Float64Array
  readonly atRisk: Int32Array
  readonly events: Int32Array
  readonly censored: Int32Array
  readonly survival: Float64Array
  /** Of the survival, by Greenwood’s formula; NaN once nobody survives. */
  readonly se: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * The product-limit estimate of survival, with delayed entry where the follow-up has it.
 * SOURCE: Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-81. Greenwood M. Rep Public Health Med Subj 1926;33:1-26.
 */
export function kaplanMeier(followUp: FollowUp, options: LimitOptions = usualLimits): SurvivalCurve {
  const { time: ends, event } = followUp
  const n = ends.length
  const points = distinctIn(ends)
  const [time, survival, se] = [new Float64Array(points), new Float64Array(points), new Float64Array(points)]
  const [atRisk, events, censored] = [new Int32Array(points), new Int32Array(points), new Int32Array(points)]
  const entries = followUp.entry?.toSorted()
  let alive = 1
  let greenwood = 0
  let entered = entries ? 0 : n
  for (let point = 0, at = 0; at < n; point += 1) {
    stopIfUnwanted()
    const now = ends[at]!
    const gone = at
    let died = 0
    for (; at < n && ends[at] === now; at += 1) died += event[at]!
    if (entries) while (entered < n && entries[entered]! < now) entered += 1
    const risk = entered - gone
    if (died > 0) {
      alive *= (risk - died) / risk
      greenwood += died / (risk * (risk - died))
    }
    time[point] = now
    atRisk[point] = risk
    events[point] = died
    censored[point] = at - gone - died
    survival[point] = alive
    se[point] = alive * Math.sqrt(greenwood)
  }
  return { n, time, atRisk, events, censored, survival, se, ...confidenceLimits(survival, se, options) }
}

/** @param values upward */
export function distinctIn(values: Float64Array): number {
  let count = 0
  for (let at = 0; at < values.length; at += 1) if (at === 0 || values[at] !== values[at - 1]) count += 1
  return count
}
