/**
 * Fisher’s exact test of a table of any size, as R’s fisher.test. The tables with the margins seen are walked through column
 * by column; what is left of the row margins, in any order, is a node, and ways to it that are as probable are one way
 * (Mehta and Patel, J Am Stat Assoc 1983;78:427).
 */
import { StatisticsProblem } from '../method.ts'
import { columnSums, filledTable, rowSums, type CountsTable } from './counts-table.ts'
import { fisherProbability, slack } from './fisher-two-by-two.ts'
import { logFactorial } from '../log-factorials.ts'
import type { TestResult } from './test-result.ts'

/** Steps after which a table counts as too large: about two seconds. */
const mostSteps = 8_000_000

/** @throws StatisticsProblem where there is nothing to compare, and where the table is too large */
export function fisherExact(table: CountsTable, { steps = mostSteps } = {}): TestResult {
  const filled = filledTable(table)
  const isTwoByTwo = filled.length === 2 && filled[0]!.length === 2
  const p = isTwoByTwo ? fisherProbability(filled) : walked(filled, steps)
  return { name: 'Fisher exact', statistic: null, df: null, p }
}

interface Node {
  /** What is left of the row margins, sorted. */
  readonly left: readonly number[]
  /** By the rounded log: the log of −Π x! over the cells filled so far, and how often it arises. */
  readonly ways: Map<number, { readonly log: number; times: number }>
}

function walked(table: CountsTable, steps: number): number {
  const upright =
    table.length <= table[0]!.length ? table : table[0]!.map((_, column) => table.map((row) => row[column]!))
  const rows = rowSums(upright).toSorted((a, b) => a - b)
  const columns = columnSums(upright).toSorted((a, b) => b - a)
  const total = rows.reduce((a, b) => a + b, 0)
  const constant = [...rows, ...columns].reduce((sum, margin) => sum + logFactorial(margin), -logFactorial(total))
  const seen = upright.flat().reduce((sum, count) => sum - logFactorial(count), Math.log(slack))
  const factorials = Float64Array.from({ length: total + 1 }, (_, n) => logFactorial(n))
  let work = 0
  const count = (more: number) => {
    work += more
    if (work > steps) throw new StatisticsProblem('The table is too large for Fisher’s exact test here.')
  }
  let nodes = new Map<string, Node>([[rows.join(), { left: rows, ways: new Map([[0, { log: 0, times: 1 }]]) }]])
  for (const column of columns.slice(0, -1)) {
    const next = new Map<string, Node>()
    for (const node of nodes.values())
      for (const fill of fillings(node.left, column, factorials)) {
        count(node.ways.size)
        const key = fill.left.join()
        let target = next.get(key)
        if (!target) next.set(key, (target = { left: fill.left, ways: new Map() }))
        for (const { log, times } of node.ways.values()) addWay(target, log + fill.log, times)
      }
    nodes = next
  }
  // The last column takes what is left.
  let p = 0
  for (const { left, ways } of nodes.values()) {
    const last = left.reduce((sum, rest) => sum - factorials[rest]!, 0)
    for (const { log, times } of ways.values()) if (log + last <= seen) p += times * Math.exp(log + last + constant)
  }
  return Math.min(1, p)
}

function addWay({ ways }: Node, log: number, times: number): void {
  const key = Math.round(log * 1e9)
  const known = ways.get(key)
  if (known) known.times += times
  else ways.set(key, { log, times })
}

interface Filling {
  readonly left: readonly number[]
  readonly log: number
}

/** Every way to spread a column over what is left of the rows. */
function* fillings(left: readonly number[], column: number, factorials: Float64Array): Generator<Filling> {
  const cells: number[] = []
  const room = left.map((_, row) => left.slice(row + 1).reduce((a, b) => a + b, 0))
  function* fill(row: number, rest: number, log: number): Generator<Filling> {
    if (row === left.length) {
      yield { left: left.map((margin, at) => margin - cells[at]!).toSorted((a, b) => a - b), log }
      return
    }
    for (let cell = Math.max(0, rest - room[row]!); cell <= Math.min(rest, left[row]!); cell += 1) {
      cells[row] = cell
      yield* fill(row + 1, rest - cell, log - factorials[cell]!)
    }
  }
  yield* fill(0, column, 0)
}
