/** Small symmetric positive definite systems by Cholesky factors. Matrices are flat, row by row. */

/**
 * Replaces the lower triangle of a matrix by its Cholesky factor; what stands above the diagonal is left alone.
 * @returns whether the matrix was positive definite
 */
export function factorInPlace(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j += 1) {
    for (let i = j; i < n; i += 1) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k += 1) sum -= a[i * n + k]! * a[j * n + k]!
      if (i > j) a[i * n + j] = sum / a[j * n + j]!
      else if (sum > 0) a[j * n + j] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Solves L x = b in place. */
export function solveLower(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i += 1) {
    let sum = x[i]!
    for (let k = 0; k < i; k += 1) sum -= l[i * n + k]! * x[k]!
    x[i] = sum / l[i * n + i]!
  }
}

/** Solves Lᵀ x = b in place. */
export function solveLowerTransposed(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i]!
    for (let k = i + 1; k < n; k += 1) sum -= l[k * n + i]! * x[k]!
    x[i] = sum / l[i * n + i]!
  }
}

/** The inverse of L Lᵀ. */
export function inverseOf(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n)
  for (let j = 0; j < n; j += 1) {
    const column = inverse.subarray(j * n, (j + 1) * n)
    column[j] = 1
    solveLower(l, n, column)
    solveLowerTransposed(l, n, column)
  }
  return inverse
}
