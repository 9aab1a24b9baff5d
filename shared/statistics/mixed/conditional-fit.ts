/** What a mixed model expects of each row, with the random effects of its group, and what is left. */
import { completeRows, numbersOf } from '../tidy/columns.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'
import type { MixedFit } from './mixed-fit.ts'

export interface ConditionalFit {
  /** Of the rows in use, in their order. */
  readonly fitted: Float64Array
  readonly residuals: Float64Array
}

/**
 * Random effects of a group are predicted by their conditional means b = D u, (Z′Z D + σ² I) u = Z′(y − Xβ), so that a
 * singular D needs no inverse.
 * SOURCE: Laird NM, Ware JH. Biometrics 1982;38:963-74.
 */
export function conditionalFit(fit: MixedFit): ConditionalFit {
  const { model, data, estimates, randomCovariance: d, residualVariance } = fit
  const used = [...new Set([model.outcome, model.group, ...columnsInTerms([...model.fixed, ...model.random])])]
  const { rows } = completeRows(model.data, used)
  const levels = { levels: model.levels }
  const design = designMatrix(model.data, model.fixed, rows, levels)
  const columns = data.fixedNames.map((name) => design.columns[design.names.indexOf(name)]!)
  const z = designMatrix(model.data, model.random, rows, { ...levels, intercept: model.random.includes('1') }).columns
  const q = z.length
  const outcome = numbersOf(model.data, model.outcome, rows)
  const fitted = outcome.map((_, row) => columns.reduce((sum, column, at) => sum + estimates[at]! * column[row]!, 0))

  const groups = data.groupNames.length
  const zz = new Float64Array(groups * q * q)
  const zr = new Float64Array(groups * q)
  for (let row = 0; row < rows.length; row += 1) {
    const group = data.groupCodes[row]!
    const rest = outcome[row]! - fitted[row]!
    for (let i = 0; i < q; i += 1) {
      zr[group * q + i]! += z[i]![row]! * rest
      for (let j = 0; j < q; j += 1) zz[(group * q + i) * q + j]! += z[i]![row]! * z[j]![row]!
    }
  }
  const effects = new Float64Array(groups * q)
  for (let group = 0; group < groups; group += 1) {
    const left = new Float64Array(q * q)
    for (let i = 0; i < q; i += 1)
      for (let j = 0; j < q; j += 1) {
        let sum = i === j ? residualVariance : 0
        for (let k = 0; k < q; k += 1) sum += zz[(group * q + i) * q + k]! * d[k * q + j]!
        left[i * q + j] = sum
      }
    const u = solved(left, zr.slice(group * q, (group + 1) * q))
    for (let i = 0; i < q; i += 1) effects[group * q + i] = u.reduce((sum, value, k) => sum + d[i * q + k]! * value, 0)
  }
  for (let row = 0; row < rows.length; row += 1)
    for (let i = 0; i < q; i += 1) fitted[row]! += effects[data.groupCodes[row]! * q + i]! * z[i]![row]!
  return { fitted, residuals: outcome.map((value, row) => value - fitted[row]!) }
}

/** A x = b by elimination with the largest pivots; both are used up. */
function solved(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  for (let column = 0; column < n; column += 1) {
    let pivot = column
    for (let row = column + 1; row < n; row += 1)
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row
    for (let j = 0; j < n; j += 1) [a[column * n + j], a[pivot * n + j]] = [a[pivot * n + j]!, a[column * n + j]!]
    ;[b[column], b[pivot]] = [b[pivot]!, b[column]!]
    for (let row = column + 1; row < n; row += 1) {
      const factor = a[row * n + column]! / a[column * n + column]!
      for (let j = column; j < n; j += 1) a[row * n + j]! -= factor * a[column * n + j]!
      b[row]! -= factor * b[column]!
    }
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    for (let j = row + 1; j < n; j += 1) b[row]! -= a[row * n + j]! * b[j]!
    b[row]! /= a[row * n + row]!
  }
  return b
}
