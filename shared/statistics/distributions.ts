/**
 * Probabilities and quantiles of the distributions that tests and intervals need, from incomplete beta and gamma functions.
 * Tails are asked for by name, since 1 − p loses what is small.
 */
import betainc from '@stdlib/math-base-special-betainc'
import betaincinv from '@stdlib/math-base-special-betaincinv'
import erfc from '@stdlib/math-base-special-erfc'
import gammaln from '@stdlib/math-base-special-gammaln'
import { gammaDensity, gammaLower, gammaUpper } from './incomplete-gamma.ts'
import { normalQuantile } from './normal-quantile.ts'

export { normalQuantile }

/** P(|Z| > |z|) of the standard normal distribution. */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2)

/** P(|T| > |t|) of Student’s t distribution; `degrees` need not be whole. */
export const tTwoSided = (t: number, degrees: number): number =>
  Number.isFinite(degrees) ? fUpper(t * t, 1, degrees) : normalTwoSided(t)

/** The value that T stays below with probability p; `degrees` need not be whole. */
export function tQuantileOf(p: number, degrees: number): number {
  if (!Number.isFinite(degrees)) return normalQuantile(p)
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  const x = betaincinv(2 * tail, degrees / 2, 0.5, false)
  return Math.sign(p - 0.5) * Math.sqrt((degrees * (1 - x)) / x)
}

/** P(X > x) of the chi-squared distribution. */
export const chiSquaredUpper = (x: number, degrees: number): number => gammaUpper(x / 2, degrees / 2)

/** The value that a chi-squared variable stays below with probability p. */
export const chiSquaredQuantile = (p: number, degrees: number): number => 2 * gammaQuantile(p, degrees / 2)

/** The value that a gamma variable of rate 1 stays below with probability p: Newton’s steps within a bracket. */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0
  if (p >= 1) return Infinity
  const missed = (x: number) => (p < 0.5 ? gammaLower(x, shape) - p : 1 - p - gammaUpper(x, shape))
  let low = 0
  let high = shape + 1
  while (missed(high) < 0) high *= 2
  // Wilson and Hilferty 1931; below it, the first term of the series.
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape))
  let x = cube > 0.2 ? shape * cube ** 3 : Math.exp((Math.log(p * shape) + gammaln(shape)) / shape)
  for (let step = 0; step < 200; step += 1) {
    if (!(x > low && x < high)) x = (low + high) / 2
    const miss = missed(x)
    if (miss < 0) low = x
    else high = x
    const next = x - miss / gammaDensity(x, shape)
    if (Math.abs(next - x) <= 1e-15 * x) return next
    x = next
  }
  return x
}

/** P(X > x) of the F distribution. Of two equal forms, the one whose argument loses no digits. */
export function fUpper(x: number, numerator: number, denominator: number): number {
  if (x <= 0) return 1
  const part = numerator * x
  return part < denominator
    ? betainc(part / (denominator + part), numerator / 2, denominator / 2, true, true)
    : betainc(denominator / (denominator + part), denominator / 2, numerator / 2, true, false)
}

/** The value that an F variable stays below with probability p; degrees need not be whole. */
export function fQuantile(p: number, numerator: number, denominator: number): number {
  const share = betaincinv(p, numerator / 2, denominator / 2, false)
  // The other share by itself: 1 − share would lose what is small.
  const rest = betaincinv(p, denominator / 2, numerator / 2, true)
  return (denominator * share) / (numerator * rest)
}

/** The value that a beta variable stays below with probability p. */
export const betaQuantile = (p: number, a: number, b: number): number => betaincinv(p, a, b, false)
