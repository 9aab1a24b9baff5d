/** A matrix of full rank as Q R, columns of Q orthonormal: sums of products of Q lose no digits to a calendar year. */

import { solveLower } from './cholesky.ts'
import { dot } from './dot.ts'

export interface OrthonormalColumns {
  /** Q, one array a column. */
  readonly columns: readonly Float64Array[]
  /** R, upper triangular, row by row. */
  readonly r: Float64Array
  /** Indices of the columns that are no combination of those before them; Q and R are of these. */
  readonly kept: readonly number[]
  /** The other columns, each as a combination of those of Q. */
  readonly combined: readonly { readonly index: number; readonly parts: Float64Array }[]
}

/** A column counts as a combination of others below this part of its length, as in R’s `qr`. */
const rankTolerance = 1e-7

/** By Gram and Schmidt, each column twice. */
export function orthonormalColumns(columns: readonly Float64Array[]): OrthonormalColumns {
  const made: Float64Array[] = []
  const coefficients: Float64Array[] = []
  const kept: number[] = []
  const combined: { readonly index: number; readonly parts: Float64Array }[] = []
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
    if (!(left > rankTolerance * length)) {
      combined.push({ index, parts: own })
      continue
    }
    own[made.length] = left
    made.push(rest.map((value) => value / left))
    coefficients.push(own)
    kept.push(index)
  }
  const size = kept.length
  const r = new Float64Array(size * size)
  for (let j = 0; j < size; j += 1) for (let i = 0; i <= j; i += 1) r[i * size + j] = coefficients[j]![i]!
  return { columns: made, r, kept, combined }
}

/** Of what is compared, what counts as rounding. */
const rounding = 1e-7

/**
 * Whether the rows that the columns are of tell the value of a model at another row, or a difference of such rows. They don’t
 * where it weighs a left-out column otherwise than the columns that this one is a combination of: another model that fits
 * them as well gives another value.
 * SOURCE: Searle SR. Linear Models. Wiley 1971: estimable functions.
 * @param row one number for each column that was given, left-out ones too
 */
export function isEstimable({ r, kept, combined }: OrthonormalColumns, row: ArrayLike<number>): boolean {
  if (combined.length === 0) return true
  const size = kept.length
  // Rᵀ is lower triangular: the row in terms of Q.
  const transposed = r.map((_, at) => r[(at % size) * size + Math.floor(at / size)]!)
  const inQ = Float64Array.from(kept, (index) => row[index]!)
  solveLower(transposed, size, inQ)
  return combined.every(({ index, parts }) => {
    const products = inQ.map((value, at) => value * parts[at]!)
    const implied = products.reduce((sum, value) => sum + value, 0)
    const magnitude = products.reduce((sum, value) => sum + Math.abs(value), Math.abs(row[index]!))
    return Math.abs(implied - row[index]!) <= rounding * magnitude
  })
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
