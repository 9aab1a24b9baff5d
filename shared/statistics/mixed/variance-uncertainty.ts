/** How well the parameters of variance are known. */
import { diagonalOf, eigenOf } from '../linear/square-matrix.ts'
import type { Directions } from './directions.ts'

/**
 * Half the covariances of the parameters of Λ and, last, of the residual variance as a multiple of its estimate: the inverse of
 * the second derivatives of the deviance.
 * @param count rows that the residual variance is estimated from
 */
export function varianceUncertainty({ hessian, withVariance }: Directions, count: number): Float64Array {
  const m = withVariance.length
  const joint = new Float64Array((m + 1) ** 2)
  for (let i = 0; i < m; i += 1) {
    joint.set(hessian.subarray(i * m, (i + 1) * m), i * (m + 1))
    joint[i * (m + 1) + m] = withVariance[i]!
    joint[m * (m + 1) + i] = withVariance[i]!
  }
  joint[m * (m + 1) + m] = count
  return pseudoInverse(joint, m + 1)
}

/** The inverse but for directions in which nothing changes, as lmerTest does it; first on one scale. */
function pseudoInverse(a: Float64Array, n: number): Float64Array {
  const scale = diagonalOf(a, n).map((value) => (value > 0 ? 1 / Math.sqrt(value) : 1))
  const scaled = a.map((value, at) => value * scale[Math.floor(at / n)]! * scale[at % n]!)
  const inverse = new Float64Array(n * n)
  for (const { value, vector } of eigenOf(scaled, n))
    if (value > 1e-9)
      for (let at = 0; at < inverse.length; at += 1) {
        const [i, j] = [Math.floor(at / n), at % n]
        inverse[at] = inverse[at]! + (vector[i]! * scale[i]! * vector[j]! * scale[j]!) / value
      }
  return inverse
}
