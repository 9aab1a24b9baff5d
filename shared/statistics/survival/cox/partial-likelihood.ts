import type { CoxData, Ties } from './cox-data.ts'
import { visitRiskSets, type RiskSet } from './risk-sets.ts'

export interface Likelihood {
  /** Logarithm of the partial likelihood. */
  logLik: number
  /** Its first derivatives. */
  readonly score: Float64Array
  /** Its second derivatives, negative, row by row. */
  readonly information: Float64Array
}

/**
 * The logarithm of Cox’s partial likelihood and its derivatives.
 * SOURCE: Cox DR. J R Stat Soc B 1972;34:187-220. Ties: Efron B. J Am Stat Assoc 1977;72:557-65; Breslow N. Biometrics
 * 1974;30:89-99.
 */
export function partialLikelihood(data: CoxData, beta: Float64Array, ties: Ties): Likelihood {
  const sum = noLikelihood(data.covariates)
  visitRiskSets(data, beta, (set) => addEvents(set, ties, sum))
  return mirrored(sum)
}

export const noLikelihood = (size: number): Likelihood => ({
  logLik: 0,
  score: new Float64Array(size),
  information: new Float64Array(size * size),
})

/** Adds what the events of one time contribute; of the information below and on the diagonal only. */
export function addEvents(set: RiskSet, ties: Ties, to: Likelihood): void {
  const { others, dying, covariates } = set
  const { score, information } = to
  const size = score.length
  // Efron: of d tied events the first meets all at risk, the second (d − 1)/d of the tied ones, and so on.
  const steps = ties === 'efron' ? set.events : 1
  const weight = set.events / steps
  to.logLik += set.predictor
  for (let i = 0; i < size; i += 1) score[i]! += covariates[i]!
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps
    const risk = others.risk + part * dying.risk
    to.logLik -= weight * Math.log(risk)
    for (let i = 0; i < size; i += 1) {
      const mean = (others.x[i]! + part * dying.x[i]!) / risk
      score[i]! -= weight * mean
      for (let j = 0; j <= i; j += 1) {
        const at = i * size + j
        const square = others.xx[at]! + part * dying.xx[at]!
        information[at]! += (weight * (square - mean * (others.x[j]! + part * dying.x[j]!))) / risk
      }
    }
  }
}

/** With the information above the diagonal as below it. */
export function mirrored(likelihood: Likelihood): Likelihood {
  const { information, score } = likelihood
  for (let i = 0; i < score.length; i += 1)
    for (let j = 0; j < i; j += 1) information[j * score.length + i] = information[i * score.length + j]!
  return likelihood
}
