/**
 * Fisher’s exact test of a table of any size, as R’s fisher.test, by a network (Mehta and Patel, J Am Stat Assoc 1983;78:427):
 * the tables with the margins seen are filled column by column. What is left of the row margins is a node; ways to a node
 * that are as probable are one way. A way is done with as soon as all or none of the tables that it leads to count.
 */
import { StatisticsProblem } from '../method.ts'
import { rangeOf } from '../describe.ts'
import { logFactorial } from '../log-factorials.ts'
import { columnSums, filledTable, rowSums, type CountsTable } from './counts-table.ts'
import { fisherProbability, slack } from './fisher-two-by-two.ts'
import type { TestResult } from './test-result.ts'
import { stopIfUnwanted } from '../interruption.ts'

/** Steps after which a table counts as too large: about a second. */
const mostSteps = 4_000_000
/** A new node takes as long as so many steps for each cell still to be filled. */
const cellSteps = 4

/** @throws StatisticsProblem where there is nothing to compare, and where the table is too large */
export function fisherExact(table: CountsTable, { steps = mostSteps } = {}): TestResult {
  const filled = filledTable(table)
  const isTwoByTwo = filled.length === 2 && filled[0]!.length === 2
  const p = isTwoByTwo ? fisherProbability(filled) : networkProbability(filled, steps)
  return { name: 'Fisher exact', statistic: null, df: null, p }
}

/** A node’s ways: by the log of Π 1/x! over the cells filled so far, in units of `grain`, how many there are. */
type Ways = Map<number, number>

const grain = 1e-10

interface Node {
  /** What is left of the row margins. */
  readonly left: readonly number[]
  readonly ways: Ways
  /** Logs of Π 1/x! over the cells still to be filled: at most; of all tables together. */
  readonly most: number
  readonly all: number
}

function networkProbability(table: CountsTable, steps: number): number {
  const wide = table.length <= table[0]!.length
  const rows = wide ? rowSums(table) : columnSums(table)
  const columns = (wide ? columnSums(table) : rowSums(table)).toSorted((a, b) => b - a)
  const total = rows.reduce((a, b) => a + b, 0)
  if (total > steps) throw tooLarge()
  const logs = Float64Array.from({ length: total + 1 }, (_, n) => logFactorial(n))
  const constant = [...rows, ...columns].reduce((sum, margin) => sum + logs[margin]!, -logs[total]!)
  const seen = table.flat().reduce((sum, count) => sum - logs[count]!, Math.log(slack))
  // Ways that together can’t reach the tenth digit of p, which is at least the probability of the table seen.
  const negligible = seen - Math.log(1e10 * steps)
  let p = 0
  let work = 0
  let nodes = [nodeOf(rows, columns, logs)]
  nodes[0]!.ways.set(0, 1)
  for (let filled = 1; filled <= columns.length; filled += 1) {
    const next = new Map<number, Node>()
    const rest = columns.slice(filled)
    for (const { left, ways } of nodes) {
      stopIfUnwanted()
      const heaviest = Math.log(ways.size) + rangeOf([...ways].map(([way, times]) => way * grain + Math.log(times)))[1]
      forEachFilling(left, columns[filled - 1]!, logs, (kept, log) => {
        work += 1
        if (work > steps) throw tooLarge()
        if (heaviest + log + allOf(kept, rest, logs) <= negligible) return
        const key = kept.reduce((sum, margin, row) => sum * (rows[row]! + 1) + margin, 0)
        let node = next.get(key)
        work += node ? ways.size : ways.size + left.length * rest.length * cellSteps
        if (!node) next.set(key, (node = nodeOf([...kept], rest, logs)))
        for (const [way, times] of ways) {
          const soFar = way * grain + log
          if (soFar + node.most <= seen) p += times * Math.exp(soFar + node.all + constant)
          else if (rest.length > 0) {
            const place = Math.round(soFar / grain)
            node.ways.set(place, (node.ways.get(place) ?? 0) + times)
          }
        }
      })
    }
    nodes = [...next.values()].filter(({ ways }) => ways.size > 0)
  }
  return Math.min(1, p)
}

const tooLarge = () => new StatisticsProblem('The table is too large for Fisher’s exact test here.')

const nodeOf = (left: readonly number[], columns: readonly number[], logs: Float64Array): Node => ({
  left,
  ways: new Map(),
  most: mostOf(left, columns, logs),
  all: allOf(left, columns, logs),
})

/** The log of Π 1/x!, summed over all tables with these margins. */
function allOf(left: readonly number[], columns: readonly number[], logs: Float64Array): number {
  let total = 0
  let log = 0
  for (const margin of left) {
    total += margin
    log -= logs[margin]!
  }
  for (const margin of columns) log -= logs[margin]!
  return log + logs[total]!
}

/**
 * No table with these margins has a greater log of Π 1/x!: with e the expected counts, Π e^x is the same for all of them, and
 * no cell’s e^x / x! is above its greatest, which is at the whole number below e.
 */
function mostOf(left: readonly number[], columns: readonly number[], logs: Float64Array): number {
  const total = left.reduce((a, b) => a + b, 0)
  if (total === 0) return 0
  let most = 0
  for (const row of left)
    for (const column of columns) {
      const expected = (row * column) / total
      const whole = Math.floor(expected)
      if (whole > 0) most += whole * Math.log(expected) - logs[whole]!
    }
  const constant = (margins: readonly number[]) =>
    margins.reduce((sum, margin) => (margin > 0 ? sum + margin * Math.log(margin) : sum), 0)
  return most - constant(left) - constant(columns) + total * Math.log(total)
}

/** Visits every way to spread a column over what is left of the rows: what then is left, and the log of Π 1/x!. */
function forEachFilling(
  left: readonly number[],
  column: number,
  logs: Float64Array,
  visit: (kept: readonly number[], log: number) => void,
): void {
  const kept = [...left]
  const room = left.map((_, row) => left.slice(row + 1).reduce((a, b) => a + b, 0))
  const fill = (row: number, rest: number, log: number): void => {
    if (row === left.length) return visit(kept, log)
    for (let cell = Math.max(0, rest - room[row]!); cell <= Math.min(rest, left[row]!); cell += 1) {
      kept[row] = left[row]! - cell
      fill(row + 1, rest - cell, log - logs[cell]!)
    }
  }
  fill(0, column, 0)
}
