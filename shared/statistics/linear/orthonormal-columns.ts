/** A matrix of full rank as Q R, columns of Q orthonormal: sums of products of Q lose no digits to a calendar year. */

import { dot } from './dot.ts'

export interface OrthonormalColumns {
  /** Q, one array a column. */
  readonly columns: readonly Float64Array[]
  /** R, upper triangular, row by row. */
  readonly r: Float64Array
  /** Indices of the columns that are no combination of those before them; Q and R are of these. */
  readonly kept: readonly number[]
}

/** A column counts as a combination of others below this part of its length, as in R’s `qr`. */
const rankTolerance = 1e-7

/** By Gram and Schmidt, each column twice. */
export function orthonormalColumns(columns: readonly Float64Array[]): OrthonormalColumns {
  const made: Float64Array[] = []
  const coefficients: Float64Array[] = []
  const kept: number[] = []
  for (const [index, column] of columns.entries()) {
    const rest = column.slice()
    const own = new Float64Array(columns.length)
    const length = Math.sqrt(dot(column, column))
    for (let round = 0; round < 2; round += 1)
      for (const [at, q] of made.entries()) {
        const part = dot(q, rest)
        own[at] = own[at]! + part
        for (let row = 0; row < rest.length; row += 1) rest[row] = rest[row]! - part * q[row]!
      }
    const left = Math.sqrt(dot(rest, rest))
    if (!(left > rankTolerance * length)) continue
    own[made.length] = left
    made.push(rest.map((value) => value / left))
    coefficients.push(own)
    kept.push(index)
  }
  const size = kept.length
  const r = new Float64Array(size * size)
  for (let j = 0; j < size; j += 1) for (let i = 0; i <= j; i += 1) r[i * size + j] = coefficients[j]![i]!
  return { columns: made, r, kept }
}

/** R⁻¹, row by row. */
export function inverseOfUpper(r: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n)
  for (let j = 0; j < n; j += 1)
    for (let i = j; i >= 0; i -= 1) {
      let sum = i === j ? 1 : 0
      for (let k = i + 1; k <= j; k += 1) sum -= r[i * n + k]! * inverse[k * n + j]!
      inverse[i * n + j] = sum / r[i * n + i]!
    }
  return inverse
}
