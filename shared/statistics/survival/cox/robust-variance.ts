import type { Coded } from '../follow-up.ts'
import { quadraticForm, semidefinite } from '../semidefinite.ts'
import type { CoxData, Ties } from './cox-data.ts'
import type { Maximum } from './maximize.ts'
import { scoreResiduals } from './score-residuals.ts'

/**
 * The variance of coefficients, and the score test of none, where rows of one cluster may depend on each other: their residuals
 * are summed before they are squared.
 * SOURCE: Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-8.
 */
export function robustVariance(data: CoxData, fit: Maximum, clusters: Coded, ties: Ties) {
  const size = data.covariates
  const naive = fit.information.inverse()
  const meat = clusterSquares(scoreResiduals(data, fit.beta, ties), size, clusters)
  const atZero = clusterSquares(scoreResiduals(data, new Float64Array(size), ties), size, clusters)
  const matrix = semidefinite(atZero.squares, size)
  return {
    variance: product(product(naive, meat.squares, size), naive, size),
    score: { chisq: quadraticForm(atZero.sum, matrix), df: matrix.rank },
  }
}

function clusterSquares(residuals: Float64Array, size: number, { codes, count }: Coded) {
  const sums = new Float64Array(count * size)
  residuals.forEach((value, at) => {
    sums[codes[Math.floor(at / size)]! * size + (at % size)]! += value
  })
  const squares = new Float64Array(size * size)
  const sum = new Float64Array(size)
  for (let cluster = 0; cluster < count; cluster += 1)
    for (let i = 0; i < size; i += 1) {
      sum[i]! += sums[cluster * size + i]!
      for (let j = 0; j < size; j += 1) squares[i * size + j]! += sums[cluster * size + i]! * sums[cluster * size + j]!
    }
  return { squares, sum }
}

const product = (a: Float64Array, b: Float64Array, size: number): Float64Array =>
  Float64Array.from(a, (_, at) => {
    const row = at - (at % size)
    let sum = 0
    for (let k = 0; k < size; k += 1) sum += a[row + k]! * b[k * size + (at % size)]!
    return sum
  })
