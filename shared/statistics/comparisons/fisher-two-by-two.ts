/**
 * Fisher’s exact test of a 2 × 2 table, as R’s fisher.test: the two-sided p adds up every table that is no more probable than
 * the one seen; the odds ratio is the conditional one of greatest likelihood (noncentral hypergeometric distribution), its
 * interval the exact one.
 */
import { brentRoot } from '../brent-root.ts'
import { sumOf } from '../describe.ts'
import { filledTable, type CountsTable } from './counts-table.ts'
import { logChoose } from '../log-factorials.ts'
import type { TestResult } from './test-result.ts'

export interface FisherTwoByTwo extends TestResult {
  /** Infinity where a cell on the other diagonal is empty. */
  readonly oddsRatio: number
  readonly low: number
  readonly high: number
}

/** Probabilities that differ by less are the same but for rounding. */
export const slack = 1 + 1e-7

interface Hypergeometric {
  readonly seen: number
  /** The first cell’s least and greatest possible count. */
  readonly least: number
  readonly most: number
  readonly logs: Float64Array
}

/** The p alone: what a table of many variables needs. */
export function fisherProbability(table: CountsTable): number {
  const cell = firstCell(table)
  const density = densityAt(cell, 1)
  const seen = density[cell.seen - cell.least]! * slack
  return Math.min(1, sumOf(density.filter((p) => p <= seen)))
}

/** @throws StatisticsProblem where a row or a column is empty */
export function fisherTwoByTwo(table: CountsTable, { confidence = 0.95 } = {}): FisherTwoByTwo {
  const p = fisherProbability(table)
  const cell = firstCell(table)
  const { seen, least, most } = cell
  const alpha = (1 - confidence) / 2
  const mean = (ratio: number) =>
    ratio === 0 ? least : densityAt(cell, ratio).reduce((sum, d, at) => sum + d * (least + at), 0)
  const upTo = (ratio: number) => (ratio === 0 ? 1 : sumOf(densityAt(cell, ratio).subarray(0, seen - least + 1)))
  const from = (ratio: number) =>
    ratio === 0 ? (seen === least ? 1 : 0) : sumOf(densityAt(cell, ratio).subarray(seen - least))
  return {
    name: 'Fisher exact',
    statistic: null,
    df: null,
    p,
    oddsRatio: seen === least ? 0 : seen === most ? Infinity : ratioWhere((ratio) => mean(ratio) - seen),
    low: seen === least ? 0 : ratioWhere((ratio) => from(ratio) - alpha),
    high: seen === most ? Infinity : ratioWhere((ratio) => alpha - upTo(ratio)),
  }
}

function firstCell(table: CountsTable): Hypergeometric {
  const [a, b, c, d] = filledTable(table).flat() as [number, number, number, number]
  const least = Math.max(0, a - d)
  const most = Math.min(a + b, a + c)
  const whole = logChoose(a + b + c + d, a + b)
  const logs = Float64Array.from({ length: most - least + 1 }, (_, at) => {
    const count = least + at
    return logChoose(a + c, count) + logChoose(b + d, a + b - count) - whole
  })
  return { seen: a, least, most, logs }
}

/** The probability of each count at an odds ratio above 0. */
function densityAt({ logs, least }: Hypergeometric, ratio: number): Float64Array {
  const weighted = logs.map((log, at) => log + Math.log(ratio) * (least + at))
  const top = weighted.reduce((a, b) => Math.max(a, b))
  const density = weighted.map((log) => Math.exp(log - top))
  const total = sumOf(density)
  return density.map((value) => value / total)
}

/** Where a rising function of the odds ratio crosses 0, looked for below 1 or, by its inverse, above: with R’s tolerance. */
function ratioWhere(rising: (ratio: number) => number): number {
  const atOne = rising(1)
  if (atOne === 0) return 1
  if (atOne > 0) return brentRoot(rising, { low: 0, high: 1, atLow: rising(0), atHigh: atOne })
  const inverse = (t: number) => rising(1 / t)
  const low = Number.EPSILON
  return 1 / brentRoot(inverse, { low, high: 1, atLow: inverse(low), atHigh: atOne })
}
