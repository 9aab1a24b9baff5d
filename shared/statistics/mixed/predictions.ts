/** What a fitted mixed model expects: for the population, for each group and for each row. */
import { inverseOfUpper } from '../linear/orthonormal-columns.ts'
import { timesVector } from '../linear/square-matrix.ts'
import type { Columns } from '../tidy/columns.ts'
import { designMatrix } from '../tidy/design-matrix.ts'
import { fixedEffect, type DegreesOfFreedom, type FixedEffect } from './fixed-effect.ts'
import type { MixedFit } from './mixed-fit.ts'

/**
 * The mean of the population at given rows, with its 95 % confidence band, pointwise.
 * @param at holds the columns of the fixed terms; factors by the levels of the fitted data
 */
export function populationMeans(
  fit: MixedFit,
  at: Columns,
  degrees?: DegreesOfFreedom,
): readonly Pick<FixedEffect, 'estimate' | 'se' | 'df' | 'lower' | 'upper'>[] {
  const rows = Array.from({ length: Object.values(at)[0]?.length ?? 0 }, (_, row) => row)
  const design = designMatrix(at, fit.model.fixed, rows, { levels: fit.data.levels })
  const columns = fit.data.fixed.kept.map((index) => design.columns[index]!)
  return rows.map((row) =>
    fixedEffect(
      fit,
      Float64Array.from(columns, (column) => column[row]!),
      degrees,
    ),
  )
}

/** Predicted random effects (BLUPs) of each group, in the order of `data.groupNames`, by the order of `data.randomNames`. */
export const randomEffects = (fit: MixedFit): readonly Float64Array[] => {
  const toModel = inverseOfUpper(fit.data.randomScale, fit.data.sums.q)
  return innerEffects(fit).map((effects) => timesVector(toModel, effects))
}

/** The outcome expected of each row in use, with the random effects of its group. */
export function fittedValues(fit: MixedFit): Float64Array {
  const { groupCodes, fixed, random, ordinary, outcome } = fit.data
  const effects = innerEffects(fit)
  const gamma = fit.profile.gamma.map((value, j) => value + ordinary[j]!)
  return outcome.map((_, row) => {
    const own = effects[groupCodes[row]!]!
    const mean = gamma.reduce((sum, value, j) => sum + value * fixed.columns[j]![row]!, 0)
    return own.reduce((sum, value, j) => sum + value * random[j]![row]!, mean)
  })
}

/** What is left of the outcome beside the fitted values, for each row in use. */
export function residuals(fit: MixedFit): Float64Array {
  const fitted = fittedValues(fit)
  return fit.data.outcome.map((value, row) => value - fitted[row]!)
}

/** Random effects of the orthonormal columns. */
function innerEffects({ data: { sums }, profile: { gamma, k } }: MixedFit): Float64Array[] {
  const { groups, p, q, zxy } = sums
  const width = p + 1
  return Array.from({ length: groups }, (_, group) => {
    const left = Float64Array.from({ length: q }, (__, x) => {
      const at = (group * q + x) * width
      return gamma.reduce((sum, value, j) => sum - zxy[at + j]! * value, zxy[at + p]!)
    })
    return timesVector(k.subarray(group * q * q, (group + 1) * q * q), left)
  })
}
