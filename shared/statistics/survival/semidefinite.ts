/** A symmetric, non-negative matrix, row by row, taken apart so that systems with it can be solved. */
export interface Semidefinite {
  readonly rank: number
  /** Whether a row adds nothing to the rows before it. */
  readonly dependent: readonly boolean[]
  /** x with A x = b; 0 in the places of dependent rows. */
  readonly solve: (b: Float64Array) => Float64Array
  /** Row by row; rows and columns of dependent ones are 0. */
  readonly inverse: () => Float64Array
}

/** Below it, relative to the largest diagonal element, a pivot counts as zero: as R’s coxph.control. */
const pivotTolerance = Number.EPSILON ** 0.75

/** The factors L D Lᵀ, without pivoting: of dependent rows the first stays. */
export function semidefinite(matrix: Float64Array, size: number): Semidefinite {
  const factor = Float64Array.from(matrix)
  const least = pivotTolerance * Math.max(...Array.from({ length: size }, (_, i) => matrix[i * size + i]!))
  const dependent = Array.from({ length: size }, () => false)
  for (let column = 0; column < size; column += 1) {
    const pivot = factor[column * size + column]!
    if (!(pivot > least)) {
      dependent[column] = true
      continue
    }
    for (let row = column + 1; row < size; row += 1) {
      const ratio = factor[row * size + column]! / pivot
      for (let other = column + 1; other <= row; other += 1)
        factor[row * size + other]! -= ratio * factor[other * size + column]!
    }
    for (let row = column + 1; row < size; row += 1) factor[row * size + column]! /= pivot
  }
  const solve = (b: Float64Array): Float64Array => {
    const x = Float64Array.from(b)
    for (let row = 0; row < size; row += 1)
      if (dependent[row]) x[row] = 0
      else for (let column = 0; column < row; column += 1) x[row]! -= factor[row * size + column]! * x[column]!
    for (let row = size - 1; row >= 0; row -= 1) {
      if (dependent[row]) continue
      x[row]! /= factor[row * size + row]!
      for (let below = row + 1; below < size; below += 1)
        if (!dependent[below]) x[row]! -= factor[below * size + row]! * x[below]!
    }
    return x
  }
  const inverse = () => {
    const all = new Float64Array(size * size)
    for (let column = 0; column < size; column += 1)
      if (!dependent[column])
        solve(Float64Array.from({ length: size }, (_, row) => Number(row === column))).forEach((value, row) => {
          all[row * size + column] = value
        })
    return all
  }
  return { rank: dependent.filter((is) => !is).length, dependent, solve, inverse }
}

/** b · A⁻¹ b, as a test’s chi-squared. */
export const quadraticForm = (b: Float64Array, matrix: Semidefinite): number =>
  matrix.solve(b).reduce((sum, value, at) => sum + value * b[at]!, 0)

/** A matrix of the rows and columns named. */
export const submatrix = (matrix: Float64Array, size: number, kept: readonly number[]): Float64Array =>
  Float64Array.from(kept.flatMap((row) => kept.map((column) => matrix[row * size + column]!)))
