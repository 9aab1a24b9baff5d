/** Derivatives of the deviance along the parameters of Λ = Σ θₘFₘ, from those with respect to G = ΛΛᵀ. */
import { dot } from '../linear/dot.ts'
import { sandwich, times, timesTransposed, transposed } from '../linear/square-matrix.ts'
import type { Derivatives, GroupSums, Profile } from './profile.ts'

export interface Directions {
  readonly gradient: Float64Array
  /** With the residual variance held where it is, m × m. */
  readonly hessian: Float64Array
  /** Mixed derivatives with the residual variance as a multiple of its estimate. */
  readonly withVariance: Float64Array
  /** For each parameter the derivative of (XᵀV⁻¹X)⁻¹, p × p. */
  readonly ofC: readonly Float64Array[]
}

export function directionsOf(
  { p, q }: GroupSums,
  { c, variance }: Profile,
  { slope, curvature, moments }: Derivatives,
  lambda: Float64Array,
  factors: readonly Float64Array[],
  reml: boolean,
): Directions {
  const count = factors.length
  const square = q * q
  const changes = factors.map((factor) => {
    const half = timesTransposed(factor, lambda, q)
    const other = transposed(half, q)
    return half.map((value, at) => value + other[at]!)
  })
  const moved = changes.map((change) => momentsAlong(change, moments, p))
  const byC = moved.map(({ xx }) => times(c, xx, p))
  const hessian = new Float64Array(count * count)
  for (let m = 0; m < count; m += 1)
    for (let n = 0; n <= m; n += 1) {
      let sum = 2 * dot(slope, timesTransposed(factors[m]!, factors[n]!, q))
      for (let ab = 0; ab < square; ab += 1)
        for (let xy = 0; xy < square; xy += 1) {
          const [a, b, x, y] = [Math.floor(ab / q), ab % q, Math.floor(xy / q), xy % q]
          sum += curvature[ab * square + xy]! * changes[m]![b * q + x]! * changes[n]![y * q + a]!
        }
      if (reml) sum -= dot(byC[m]!, transposed(byC[n]!, p))
      for (let i = 0; i < p; i += 1)
        for (let j = 0; j < p; j += 1) sum -= (2 / variance) * moved[m]!.xy[i]! * c[i * p + j]! * moved[n]!.xy[j]!
      hessian[m * count + n] = sum
      hessian[n * count + m] = sum
    }
  return {
    gradient: Float64Array.from(changes, (change) => dot(change, slope)),
    hessian,
    withVariance: Float64Array.from(moved, ({ yy }) => yy / variance),
    ofC: moved.map(({ xx }) => sandwich(c, xx, p)),
  }
}

function momentsAlong(change: Float64Array, moments: Float64Array, p: number) {
  const width = p + 1
  const sum = new Float64Array(width * width)
  for (const [at, part] of change.entries())
    for (let i = 0; i < sum.length; i += 1) sum[i] = sum[i]! + part * moments[at * width * width + i]!
  const xx = new Float64Array(p * p)
  const xy = new Float64Array(p)
  for (let i = 0; i < p; i += 1) {
    xx.set(sum.subarray(i * width, i * width + p), i * p)
    xy[i] = sum[i * width + p]!
  }
  return { xx, xy, yy: sum[p * width + p]! }
}
