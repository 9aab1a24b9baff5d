import { chiSquaredUpper } from '../distributions.ts'
import { factorInPlace, solveLower } from '../linear/cholesky.ts'
import { dot } from '../linear/dot.ts'
import { StatisticsProblem } from '../method.ts'
import type { GeeFit } from './gee-fit.ts'

/** Of a variance, what counts as rounding. */
const negligible = 1e-10

/**
 * The robust Wald test that some coefficients are all 0, as geepack’s `anova`: their quadratic form in the inverse of their
 * part of the robust covariance (Rotnitzky and Jewell, Biometrika 1990;77:485).
 * @param names of the coefficients
 * @returns undefined where there are too few clusters to test so many together
 * @throws StatisticsProblem where there is no such coefficient
 */
export function waldTest(
  { data, estimates, covariance }: GeeFit,
  names: readonly string[],
): { readonly chiSquared: number; readonly df: number; readonly p: number } | undefined {
  const places = names.map((name) => data.names.indexOf(name))
  const df = places.length
  if (df === 0 || places.includes(-1)) throw new StatisticsProblem('There is no coefficient to test.')
  const p = data.names.length
  const factor = Float64Array.from({ length: df * df }, (_, at) => {
    const [row, column] = [places[Math.floor(at / df)]!, places[at % df]!]
    return covariance[row * p + column]!
  })
  const variances = Float64Array.from(places, (_, at) => factor[at * df + at]!)
  // Rounding may leave a little where there is nothing: each cluster adds one to the rank.
  if (data.clusters.length <= df || !factorInPlace(factor, df)) return undefined
  if (variances.some((variance, at) => factor[at * df + at]! ** 2 <= negligible * variance)) return undefined
  const z = Float64Array.from(places, (at) => estimates[at]!)
  solveLower(factor, df, z)
  const chiSquared = dot(z, z)
  return { chiSquared, df, p: chiSquaredUpper(chiSquared, df) }
}
