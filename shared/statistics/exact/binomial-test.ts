/** A proportion: Clopper and Pearson’s exact interval (Biometrika 1934;26:404) and the exact test, as R’s binom.test. */
import betainc from '@stdlib/math-base-special-betainc'
import { logChoose } from '../log-factorials.ts'
import { betaQuantile } from '../distributions.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

export function binomialInterval(successes: number, trials: number, confidence = 0.95): Interval {
  const alpha = (1 - confidence) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(alpha, successes, trials - successes + 1),
    high: successes === trials ? 1 : betaQuantile(1 - alpha, successes + 1, trials - successes),
  }
}

export interface BinomialTest extends Interval {
  readonly estimate: number
  readonly p: number
}

/** The two-sided p adds up every count that is no more probable than the one seen. */
export function binomialTest(successes: number, trials: number, chance = 0.5, confidence = 0.95): BinomialTest {
  return {
    estimate: successes / trials,
    ...binomialInterval(successes, trials, confidence),
    p: twoSided(successes, trials, chance),
  }
}

function twoSided(seen: number, trials: number, chance: number): number {
  const mean = trials * chance
  if (seen === mean) return 1
  const log = (count: number) =>
    logChoose(trials, count) + count * Math.log(chance) + (trials - count) * Math.log1p(-chance)
  const bound = log(seen) + 1e-7
  // P(X ≤ k) and P(X ≥ k).
  const upTo = (k: number) => (k < 0 ? 0 : k >= trials ? 1 : betainc(1 - chance, trials - k, k + 1))
  const from = (k: number) => (k <= 0 ? 1 : k > trials ? 0 : betainc(chance, k, trials - k + 1))
  const p =
    seen < mean
      ? upTo(seen) + from(firstWhere((k) => log(k) <= bound, Math.ceil(mean), trials + 1))
      : from(seen) + upTo(firstWhere((k) => log(k) > bound, 0, Math.floor(mean) + 1) - 1)
  return Math.min(1, p)
}

/** The first whole number of a range that meets what all after it meet; `end` where none does. */
function firstWhere(meets: (k: number) => boolean, start: number, end: number): number {
  while (start < end) {
    const middle = Math.floor((start + end) / 2)
    if (meets(middle)) end = middle
    else start = middle + 1
  }
  return start
}
