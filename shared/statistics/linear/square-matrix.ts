/** Products of small square matrices, flat, row by row. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

export function times(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1)
    for (let k = 0; k < n; k += 1) {
      const left = a[i * n + k]!
      for (let j = 0; j < n; j += 1) product[i * n + j] = product[i * n + j]! + left * b[k * n + j]!
    }
  return product
}

export const transposed = (a: Float64Array, n: number): Float64Array =>
  a.map((_, at) => a[(at % n) * n + Math.floor(at / n)]!)

/** A Bᵀ */
export const timesTransposed = (a: Float64Array, b: Float64Array, n: number): Float64Array =>
  times(a, transposed(b, n), n)

/** A M Aᵀ */
export const sandwich = (a: Float64Array, m: Float64Array, n: number): Float64Array =>
  timesTransposed(times(a, m, n), a, n)

export const timesVector = (a: Float64Array, x: Float64Array): Float64Array =>
  x.map((_, row) => x.reduce((sum, value, at) => sum + a[row * x.length + at]! * value, 0))

/** xᵀ M x */
export const quadratic = (m: Float64Array, x: Float64Array): number =>
  timesVector(m, x).reduce((sum, value, at) => sum + value * x[at]!, 0)

export const diagonalOf = (a: Float64Array, n: number): number[] => Array.from({ length: n }, (_, i) => a[i * n + i]!)

export const diagonalMatrix = (n: number, value: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? value : 0))

/** Eigenvalues of a symmetric matrix, each with its vector. */
export function eigenOf(
  a: Float64Array,
  n: number,
): readonly { readonly value: number; readonly vector: Float64Array }[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), {
    assumeSymmetric: true,
  })
  return realEigenvalues.map((value, at) => ({ value, vector: Float64Array.from(eigenvectorMatrix.getColumn(at)) }))
}
