/**
 * The LMS method: a distribution described by its skewness L (lambda), its median M (mu) and its coefficient of variation
 * S (sigma). Cole TJ, Green PJ. Stat Med 1992;11:1305-19; used by all GLI equations.
 */
export interface Lms {
  readonly lambda: number
  readonly mu: number
  readonly sigma: number
}

/** Below it the forms for L = 0 are the exact ones to eight digits, and the others lose theirs. */
const noSkewness = 1e-8

/**
 * The z-score of a measured value: ((measured/M)^L − 1)/(L·S), and ln(measured/M)/S where L is 0. Some spirometers print
 * (measured − M)/((M − LLN)/1.645) instead, which is another number wherever L is not 1.
 */
export function zScore(measured: number, { lambda, mu, sigma }: Lms): number {
  const log = Math.log(measured / mu)
  return Math.abs(lambda) < noSkewness ? log / sigma : (Math.exp(lambda * log) - 1) / (lambda * sigma)
}

/** The value that has this z-score: M·(1 + z·L·S)^(1/L), and M·exp(z·S) where L is 0. */
export function valueAtZ(z: number, { lambda, mu, sigma }: Lms): number {
  if (Math.abs(lambda) < noSkewness) return mu * Math.exp(z * sigma)
  // exp and log take half the time of a power.
  return mu * Math.exp(Math.log(1 + z * lambda * sigma) / lambda)
}
