/**
 * Probabilities adjusted for there being several, as R’s p.adjust: `holm` holds the chance of any false finding (Holm, Scand J
 * Stat 1979;6:65), `bh` the share of false findings among those made (Benjamini and Hochberg, J R Stat Soc B 1995;57:289).
 */
export const adjustments = ['holm', 'bh', 'none'] as const
export type Adjustment = (typeof adjustments)[number]

export function adjustedP(values: readonly number[], adjustment: Adjustment): readonly number[] {
  if (adjustment === 'none') return values
  const n = values.length
  const order = values.map((_, at) => at).toSorted((a, b) => values[a]! - values[b]!)
  const adjusted = [...values]
  if (adjustment === 'holm')
    order.reduce((above, at, rank) => (adjusted[at] = Math.max(above, Math.min(1, (n - rank) * values[at]!))), 0)
  else order.reduceRight((below, at, rank) => (adjusted[at] = Math.min(below, (n / (rank + 1)) * values[at]!)), 1)
  return adjusted
}
