import { normalQuantile } from '../distributions.ts'

export const limitKinds = ['log', 'log-log', 'plain'] as const

export interface LimitOptions {
  /** The scale on which limits are symmetric. */
  readonly conf: (typeof limitKinds)[number]
  /** Of confidence: 0.95. */
  readonly level: number
}

export const usualLimits: LimitOptions = { conf: 'log', level: 0.95 }

/**
 * Limits of probabilities from their standard errors; NaN where the scale has none.
 * SOURCE: as R’s survfit: Kalbfleisch JD, Prentice RL. The statistical analysis of failure time data. 2nd ed. 2002, 1.4.
 */
export function confidenceLimits(
  probability: Float64Array,
  se: Float64Array,
  { conf, level }: LimitOptions,
): { readonly lower: Float64Array; readonly upper: Float64Array } {
  const z = normalQuantile((1 + level) / 2)
  const limit = { log: logLimit, 'log-log': logLogLimit, plain: plainLimit }[conf]
  const lower = new Float64Array(probability.length)
  const upper = new Float64Array(probability.length)
  for (let at = 0; at < probability.length; at += 1) {
    lower[at] = limit(probability[at]!, -z * se[at]!)
    upper[at] = limit(probability[at]!, z * se[at]!)
  }
  return { lower, upper }
}

const plainLimit = (p: number, margin: number): number => Math.min(Math.max(p + margin, 0), 1)

const logLimit = (p: number, margin: number): number => (p === 0 ? NaN : Math.min(p * Math.exp(margin / p), 1))

const logLogLimit = (p: number, margin: number): number =>
  p === 0 || p === 1 ? NaN : Math.exp(Math.log(p) * Math.exp(margin / (p * Math.log(p))))
