import { chiSquaredUpper } from '../distributions.ts'

/** Whether counts vary as Poisson’s law has it: Pearson’s statistic by its degrees of freedom, 1 where they do. */
export interface CountDispersion {
  readonly pearson: number
  readonly df: number
  readonly ratio: number
  /** That they vary no more, by the chi-squared distribution: rough where means are below 5 or so. */
  readonly p: number
  readonly says: string
}

/** Undefined where no degrees of freedom are left. */
export function countDispersion(counts: Float64Array, means: Float64Array, df: number): CountDispersion | undefined {
  if (df < 1) return undefined
  const pearson = counts.reduce(
    (sum, y, row) => (means[row]! > 0 ? sum + (y - means[row]!) ** 2 / means[row]! : sum),
    0,
  )
  const ratio = pearson / df
  const p = chiSquaredUpper(pearson, df)
  const times = `The counts vary ${ratio.toPrecision(2)} times as much as Poisson’s law has it`
  const says =
    p < 0.05
      ? `${times}: intervals by that law alone are too narrow.`
      : p > 0.95
        ? `${times}: intervals by that law alone are too wide.`
        : `${times}, which may be chance.`
  return { pearson, df, ratio, p, says }
}
