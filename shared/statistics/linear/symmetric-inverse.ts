/**
 * The inverse of a positive definite matrix by Cholesky’s factor, after scaling its diagonal to 1.
 * @returns undefined where a column is, to 7 digits, a combination of those before it
 */
export function symmetricInverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length
  const scale = matrix.map((row, at) => 1 / Math.sqrt(row[at]!))
  if (!scale.every(Number.isFinite)) return undefined
  const factor: number[][] = []
  for (let i = 0; i < size; i += 1) {
    const row: number[] = []
    for (let j = 0; j <= i; j += 1) {
      const other = j === i ? row : factor[j]!
      let rest = matrix[i]![j]! * scale[i]! * scale[j]!
      for (let k = 0; k < j; k += 1) rest -= row[k]! * other[k]!
      if (j < i) row.push(rest / other[j]!)
      else if (rest > singular) row.push(Math.sqrt(rest))
      else return undefined
    }
    factor.push(row)
  }
  const columns = factor.map((_, at) => solved(factor, at))
  return columns.map((column, i) => column.map((value, j) => value * scale[i]! * scale[j]!))
}

/** Of a diagonal of 1, as the square of the tolerance 1e-7 of R’s lm. */
const singular = 1e-14

/** The column of the inverse, forward and back through the factor. */
function solved(factor: readonly (readonly number[])[], column: number): number[] {
  const x = factor.map((_, at) => (at === column ? 1 : 0) as number)
  for (let i = 0; i < x.length; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= factor[i]![k]! * x[k]!
    x[i]! /= factor[i]![i]!
  }
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < x.length; k += 1) x[i]! -= factor[k]![i]! * x[k]!
    x[i]! /= factor[i]![i]!
  }
  return x
}
