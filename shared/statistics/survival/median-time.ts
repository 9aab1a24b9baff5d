import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.ts'
import type { LimitOptions } from './confidence-limits.ts'
import type { FollowUp } from './follow-up.ts'

export interface MedianTime {
  /** In the unit of the times; null where it is not reached. */
  readonly median: number | null
  readonly lower: number | null
  readonly upper: number | null
}

/**
 * The time by which half have had the event. Its limits are where the limits of the curve cross one half.
 * SOURCE: Brookmeyer R, Crowley J. Biometrics 1982;38:29-41, as R’s print of a survfit does it.
 */
export const medianTime = ({ time, survival, lower, upper }: SurvivalCurve): MedianTime => ({
  median: timeAtHalf(time, survival),
  lower: timeAtHalf(time, lower),
  upper: timeAtHalf(time, upper),
})

/** How long people were followed: the median of the curve on which being censored is the event. SOURCE: Schemper M, Smith TL. Control Clin Trials 1996;17:343-6. */
export const medianFollowUp = (followUp: FollowUp, options?: LimitOptions): MedianTime =>
  medianTime(kaplanMeier({ ...followUp, event: followUp.event.map((event) => (event === 0 ? 1 : 0)) }, options))

const tolerance = Math.sqrt(Number.EPSILON)

/** Where the curve stands at one half for a while, the middle of that while. */
function timeAtHalf(time: Float64Array, curve: Float64Array): number | null {
  const first = curve.findIndex((value) => value < 0.5 + tolerance)
  if (first < 0) return null
  if (Math.abs(curve[first]! - 0.5) >= tolerance) return time[first]!
  const next = curve.findIndex((value, at) => at > first && value < curve[first]!)
  return next < 0 ? time[first]! : (time[first]! + time[next]!) / 2
}
