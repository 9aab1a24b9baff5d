/** What a mixed model says of a combination of its fixed effects: a coefficient, a difference, a mean. */
import { quadratic } from '../linear/square-matrix.ts'
import { tQuantileOf, tTwoSided } from '../distributions.ts'
import type { MixedFit } from './mixed-fit.ts'

export type DegreesOfFreedom = 'satterthwaite' | 'residual'

export interface FixedEffect {
  readonly estimate: number
  readonly se: number
  readonly df: number
  readonly t: number
  readonly p: number
  /** 95 % confidence interval. */
  readonly lower: number
  readonly upper: number
}

/** Wald’s test and interval of the combination lᵀβ, by Student’s t distribution. */
export function fixedEffect(fit: MixedFit, l: Float64Array, degrees: DegreesOfFreedom = 'satterthwaite'): FixedEffect {
  const estimate = l.reduce((sum, value, at) => sum + value * fit.estimates[at]!, 0)
  const se = Math.sqrt(quadratic(fit.covariance, l))
  const { rows, p } = fit.data.sums
  const df = degrees === 'residual' ? rows - p : satterthwaite(fit, l)
  const t = estimate / se
  const margin = tQuantileOf(0.975, df) * se
  return { estimate, se, df, t, p: tTwoSided(t, df), lower: estimate - margin, upper: estimate + margin }
}

/**
 * Satterthwaite’s degrees of freedom of the variance of lᵀβ, which moves with the parameters of variance: Fai and Cornelius,
 * J Stat Comput Simul 1996;54:363, as Kuznetsova et al., J Stat Softw 2017;82(13), apply it.
 */
function satterthwaite({ covariance, covarianceChanges, varianceUncertainty }: MixedFit, l: Float64Array): number {
  const slopes = Float64Array.from(covarianceChanges, (change) => quadratic(change, l))
  return quadratic(covariance, l) ** 2 / quadratic(varianceUncertainty, slopes)
}
