/**
 * The regularized incomplete gamma functions, by series below the shape and by continued fraction (Lentz) above it:
 * Press et al., Numerical Recipes, 6.2. Own code, since stdlib 0.3.1 is wrong in the third digit for shapes above 200.
 */
import gammaln from '@stdlib/math-base-special-gammaln'

const precision = 1e-16

/** P(X > x) of the gamma distribution of rate 1. */
export const gammaUpper = (x: number, shape: number): number =>
  x <= 0 ? 1 : x < shape + 1 ? 1 - series(x, shape) : fraction(x, shape)

/** P(X < x) of the gamma distribution of rate 1. */
export const gammaLower = (x: number, shape: number): number =>
  x <= 0 ? 0 : x < shape + 1 ? series(x, shape) : 1 - fraction(x, shape)

/** The density at x. */
export const gammaDensity = (x: number, shape: number): number =>
  Math.exp((shape - 1) * Math.log(x) - x - gammaln(shape))

function series(x: number, shape: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = shape + 1; term > sum * precision; n += 1) {
    term *= x / n
    sum += term
  }
  return sum * x * gammaDensity(x, shape)
}

function fraction(x: number, shape: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1, change = 0; Math.abs(change - 1) > precision && n < 100_000; n += 1) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b || tiny)
    c = b + a / c || tiny
    change = d * c
    value *= change
  }
  return value * x * gammaDensity(x, shape)
}
