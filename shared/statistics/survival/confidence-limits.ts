import { normalQuantile } from '../distributions.ts'

export const limitKinds = ['log', 'log-log', 'plain'] as const
export type LimitKind = (typeof limitKinds)[number]

export interface LimitOptions {
  /** The scale on which limits are symmetric. */
  readonly conf: LimitKind
  /** Of confidence: 0.95. */
  readonly level: number
}

export const usualLimits: LimitOptions = { conf: 'log', level: 0.95 }

/** Limits of a probability from its standard error; both NaN where the scale has none. */
export type Limits = (probability: number, se: number) => readonly [lower: number, upper: number]

/** SOURCE: as R’s survfit: Kalbfleisch JD, Prentice RL. The statistical analysis of failure time data. 2nd ed. 2002, 1.4. */
export function limitsBy({ conf, level }: LimitOptions): Limits {
  const z = normalQuantile((1 + level) / 2)
  if (conf === 'plain') return (p, se) => [Math.max(p - z * se, 0), Math.min(p + z * se, 1)]
  if (conf === 'log')
    return (p, se) => {
      if (p === 0) return [NaN, NaN]
      const factor = Math.exp((z * se) / p)
      return [p / factor, Math.min(p * factor, 1)]
    }
  return (p, se) => {
    if (p === 0 || p === 1) return [NaN, NaN]
    const margin = (z * se) / p / Math.log(p)
    const middle = Math.log(-Math.log(p))
    return [Math.exp(-Math.exp(middle - margin)), Math.exp(-Math.exp(middle + margin))]
  }
}
