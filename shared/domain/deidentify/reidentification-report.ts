/**
 * How many others each case looks like, by what somebody outside may know: k-anonymity over quasi-identifiers, and the small
 * cells of the one-way and two-way tables.
 *
 * Source: Sweeney L, Int J Uncertain Fuzziness Knowl Based Syst 2002;10:557-70.
 */
import { quasiNames, type Quasi, type QuasiName } from './quasi-identifiers.ts'

export interface SmallCell {
  readonly items: readonly QuasiName[]
  readonly values: readonly string[]
  readonly count: number
}

export interface ReidentificationReport {
  readonly cases: number
  /** Under so many cases a class or a cell is small. */
  readonly threshold: number
  /** What was held against each other. */
  readonly items: readonly QuasiName[]
  readonly classes: number
  /** Cases in the smallest class: k. 0 where there is no case. */
  readonly smallest: number
  readonly casesInSmall: number
  readonly smallClasses: readonly SmallCell[]
  readonly smallCells: readonly SmallCell[]
}

/** Unless somebody asks for another one. */
export const usualThreshold = 5

const between = '\u0000'

function counted(rows: readonly Quasi[], items: readonly QuasiName[]): readonly SmallCell[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = items.map((item) => row[item] ?? '').join(between)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .map(([key, count]) => ({ items, values: key.split(between), count }))
    .toSorted((a, b) => a.count - b.count || a.values.join().localeCompare(b.values.join(), 'en'))
}

const itemsIn = (rows: readonly Quasi[]) => quasiNames.filter((name) => rows.some((row) => row[name] !== undefined))

/** The size of the class that each case is in, in the order of the rows. */
export const classSizes = (rows: readonly Quasi[]): readonly number[] => {
  const items = itemsIn(rows)
  return groupSizes(rows.map((row) => items.map((item) => row[item] ?? '')))
}

/** The same of whatever is told of each case. */
export function groupSizes(rows: readonly (readonly string[])[]): readonly number[] {
  const keys = rows.map((facts) => facts.join(between))
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return keys.map((key) => counts.get(key)!)
}

/** @param threshold 5 by most guidelines; 2 at least */
export function reidentificationReport(rows: readonly Quasi[], threshold: number): ReidentificationReport {
  const items = itemsIn(rows)
  const classes = rows.length === 0 ? [] : counted(rows, items)
  const isSmall = ({ count }: SmallCell) => count < threshold
  const pairs = items.flatMap((first, index) => items.slice(index + 1).map((second) => [first, second] as const))
  const smallClasses = classes.filter(isSmall)
  return {
    cases: rows.length,
    threshold,
    items,
    classes: classes.length,
    smallest: classes[0]?.count ?? 0,
    casesInSmall: smallClasses.reduce((sum, { count }) => sum + count, 0),
    smallClasses,
    smallCells: [...items.map((item) => [item]), ...pairs].flatMap((of) => counted(rows, of).filter(isSmall)),
  }
}
