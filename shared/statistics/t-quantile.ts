/**
 * Quantiles of Student’s t distribution for whole degrees of freedom. The probability of |T| < t is a finite sum then, with
 * no approximation in it: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */

/** Probability that |T| < √ν tan θ. */
function centralProbability(theta: number, degrees: number): number {
  const sine = Math.sin(theta)
  const square = Math.cos(theta) ** 2
  const odd = degrees % 2 === 1
  let term = odd ? Math.cos(theta) : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (square * (k - 1)) / k
    sum += term
  }
  return odd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum
}

/**
 * The value that T stays below with a probability.
 * @param probability between 0 and 1, both excluded
 * @param degrees degrees of freedom, a whole number of at least 1
 * @returns NaN for anything else
 */
export function tQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1) || !Number.isInteger(degrees) || degrees < 1) return Number.NaN
  if (probability < 0.5) return -tQuantile(1 - probability, degrees)
  const central = 2 * probability - 1
  let low = 0
  let high = Math.PI / 2
  for (let middle = high / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (centralProbability(middle, degrees) < central) low = middle
    else high = middle
  }
  return Math.sqrt(degrees) * Math.tan(low)
}
