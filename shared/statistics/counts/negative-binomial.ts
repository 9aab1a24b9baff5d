/** Negative-binomial regression with theta by greatest likelihood, in turns with the coefficients: as R’s MASS::glm.nb. */
import { StatisticsProblem } from '../method.ts'
import { countRegression, type CountData, type CountFit } from './count-regression.ts'

export interface NegativeBinomialFit extends CountFit {
  /** Null where the counts vary no more than Poisson’s: theta is then infinite and the fit is Poisson’s. */
  readonly thetaError: number | null
}

const mostRounds = 200
/** A greater theta can’t be told from Poisson. */
const mostTheta = 1e7
const greatestCount = 1e6

/** @throws StatisticsProblem where there is no one greatest likelihood */
export function negativeBinomialRegression(data: CountData): NegativeBinomialFit {
  const { counts } = data
  const poisson = countRegression(data)
  const excess = counts.reduce((sum, y, row) => sum + (y - poisson.means[row]!) ** 2 - y, 0)
  // The slope of the likelihood in 1/θ at 0.
  if (excess <= 0) return { ...poisson, thetaError: null }
  const above = countsAbove(counts)
  let theta = counts.length / counts.reduce((sum, y, row) => sum + (y / poisson.means[row]! - 1) ** 2, 0)
  let means = poisson.means
  for (let round = 0; round < mostRounds; round += 1) {
    const best = bestTheta(above, means, counts, theta)
    if (best.theta > mostTheta) return { ...poisson, thetaError: null }
    const fit = countRegression(data, best.theta)
    if (Math.abs(best.theta / theta - 1) < 1e-9) return { ...fit, thetaError: 1 / Math.sqrt(best.information) }
    theta = best.theta
    means = fit.means
  }
  throw new StatisticsProblem('The dispersion of the counts does not settle.')
}

/** How many counts are above 0, 1, 2 …: differences of digamma and trigamma are sums over them. */
function countsAbove(counts: Float64Array): Float64Array {
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  if (most > greatestCount) throw new StatisticsProblem('A count is above a million: too large for this model.')
  const above = new Float64Array(most)
  for (const count of counts) if (count > 0) above[count - 1]! += 1
  for (let at = most - 2; at >= 0; at -= 1) above[at]! += above[at + 1]!
  return above
}

/** Newton’s steps from `start`, halved where they would leave the positive numbers. */
function bestTheta(above: Float64Array, means: Float64Array, counts: Float64Array, start: number) {
  let theta = start
  for (let step = 0; step < 200; step += 1) {
    let score = 0
    let information = 0
    for (const [j, count] of above.entries()) {
      score += count / (theta + j)
      information += count / (theta + j) ** 2
    }
    for (const [row, mean] of means.entries()) {
      const sum = theta + mean
      score += (mean - counts[row]!) / sum - Math.log1p(mean / theta)
      information += -mean / (theta * sum) + (mean - counts[row]!) / sum ** 2
    }
    // Far from the top the curve may bend the other way: then a step up or down by half.
    const move = information > 0 ? score / information : Math.sign(score) * theta
    const next = Math.min(Math.max(theta + move, theta / 2), theta * 2)
    if (Math.abs(next / theta - 1) < 1e-11 || next > mostTheta) return { theta: next, information }
    theta = next
  }
  throw new StatisticsProblem('The dispersion of the counts does not settle.')
}
