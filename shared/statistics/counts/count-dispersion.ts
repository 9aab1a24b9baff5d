/** Whether counts vary as Poisson’s law has it: Pearson’s statistic by its degrees of freedom, 1 where they do. */
export interface CountDispersion {
  readonly pearson: number
  readonly df: number
  readonly ratio: number
  readonly says: string
}

/** Ratios between these count as chance. */
const usual = { least: 0.8, most: 1.25 }

/** Undefined where no degrees of freedom are left. */
export function countDispersion(counts: Float64Array, means: Float64Array, df: number): CountDispersion | undefined {
  if (df < 1) return undefined
  const pearson = counts.reduce(
    (sum, y, row) => (means[row]! > 0 ? sum + (y - means[row]!) ** 2 / means[row]! : sum),
    0,
  )
  const ratio = pearson / df
  const says =
    ratio > usual.most
      ? `The counts vary ${ratio.toPrecision(2)} times as much as Poisson’s law has it: its intervals are too narrow.`
      : ratio < usual.least
        ? `The counts vary ${ratio.toPrecision(2)} times as much as Poisson’s law has it: its intervals are too wide.`
        : `The counts vary about as Poisson’s law has it (ratio ${ratio.toPrecision(2)}).`
  return { pearson, df, ratio, says }
}
