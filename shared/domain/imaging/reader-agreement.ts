/** How far two readers of the same CTs agree, item by item. */
import { intraclassCorrelation } from '#shared/statistics/agreement/icc.ts'
import { cohenKappa } from '#shared/statistics/agreement/kappa.ts'
import { orUnavailable } from '#shared/statistics/attempt.ts'

/** What of a reading is compared. */
export type ReadingItem =
  | { readonly name: string; readonly label: string; readonly kind: 'percent' }
  | {
      readonly name: string
      readonly label: string
      /** Categories have no order; ordered ratings are weighted by their distance. */
      readonly kind: 'category' | 'ordered'
      /** Ordered ones from the lowest to the highest; any other value counts as not read. */
      readonly levels: readonly (string | number)[]
    }

export type Rating = string | number | null | undefined
export type Reading = Readonly<Record<string, Rating>>

/** One study that two readers read, each without the other. */
export interface ReadingPair {
  readonly first: Reading
  readonly second: Reading
}

export interface Agreement {
  readonly name: string
  readonly label: string
  readonly method: 'kappa' | 'weighted-kappa' | 'icc'
  /** Studies that both readers rated, and those left out because one did not. */
  readonly n: number
  readonly dropped: number
  /** Which of the studies, by their place in what was given: those dropped, and those rated otherwise by the second. */
  readonly droppedAt: readonly number[]
  readonly differAt: readonly number[]
  readonly estimate: AgreementEstimate | { readonly unavailable: string }
}

export interface AgreementEstimate {
  readonly value: number
  /** Limits of confidence; null at complete agreement. */
  readonly lower: number | null
  readonly upper: number | null
  /** Percent of the studies that both rated the same. */
  readonly samePercent: number
  /** Of percentages: mean of second less first reader, and the spread of the differences. */
  readonly difference?: { readonly mean: number; readonly sd: number }
}

/**
 * Kappa of categories, kappa with quadratic weights of ordered ratings, intraclass correlation of percentages (two-way random,
 * absolute agreement, one reader: ICC2), each with its interval.
 */
export function readerAgreement(
  pairs: readonly ReadingPair[],
  items: readonly ReadingItem[],
  confidence = 0.95,
): readonly Agreement[] {
  return items.map((item) => {
    const droppedAt: number[] = []
    const differAt: number[] = []
    const rated = pairs.flatMap(({ first, second }, at) => {
      const [one, other] = [ratingOf(item, first), ratingOf(item, second)]
      if (one === undefined || other === undefined) {
        droppedAt.push(at)
        return []
      }
      if (one !== other) differAt.push(at)
      return [[one, other] as const]
    })
    const samePercent = (100 * (rated.length - differAt.length)) / rated.length
    return {
      name: item.name,
      label: item.label,
      method: item.kind === 'percent' ? 'icc' : item.kind === 'ordered' ? 'weighted-kappa' : 'kappa',
      n: rated.length,
      dropped: droppedAt.length,
      droppedAt,
      differAt,
      estimate: orUnavailable(() => ({ ...estimateOf(item, rated, confidence), samePercent })),
    }
  })
}

/** The number that stands for a rating: of categories and ordered ratings their place. */
function ratingOf(item: ReadingItem, reading: Reading): number | undefined {
  const value = reading[item.name]
  if (item.kind === 'percent') return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  const place = value === null || value === undefined ? -1 : item.levels.indexOf(value)
  return place < 0 ? undefined : place
}

function estimateOf(
  item: ReadingItem,
  rated: readonly (readonly [number, number])[],
  confidence: number,
): Omit<AgreementEstimate, 'samePercent'> {
  if (item.kind === 'percent') {
    const [first, second] = [0, 1].map((reader) => Float64Array.from(rated, (pair) => pair[reader]!))
    const { icc } = intraclassCorrelation([first!, second!], confidence)
    const { icc: value, lower, upper } = icc.find(({ type }) => type === 'ICC2')!
    return { value, lower, upper, difference: differenceOf(rated.map(([one, other]) => other - one)) }
  }
  const counts = item.levels.map(() => item.levels.map(() => 0))
  for (const [one, other] of rated) counts[one]![other]!++
  const weights = item.kind === 'ordered' ? 'quadratic' : 'none'
  const { kappa: value, lower, upper } = cohenKappa(counts, weights, { confidence })
  return { value, lower, upper }
}

function differenceOf(differences: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (differences.length - 1)) }
}
