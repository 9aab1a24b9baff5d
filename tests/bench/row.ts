/** What a row of the bench is made of. */
import type { Command } from '#main/tooling/command.ts'
import type { BenchRegistry } from './bench-registry.ts'
import type { CohortRegistry } from './cohort-registry.ts'

export interface BenchRow {
  readonly id: string
  /** What is held against what. */
  readonly what: string
  readonly goal: number
  /** Empty for a plain number. */
  readonly unit: 'ms' | 'MB' | ''
  measure(bench: Bench): Promise<Measured>
}

/** What the rows share. Everything lies in a folder that goes when the bench ends. */
export interface Bench {
  /** What starts the app of this checkout. */
  readonly electron: Command
  /** 10,000 cases, one of them large. */
  readonly registry: () => Promise<BenchRegistry>
  /** The demo registry; its passphrase is “demo”. */
  readonly demo: () => Promise<string>
  /** So many small cases, for questions about all of them. */
  readonly cohort: (cases: number) => Promise<CohortRegistry>
  /** A path of its own for each name. */
  readonly place: (name: string) => string
}

export interface Measured {
  readonly value: number
  readonly floor: number
  /** Where the value goes: what, and how much of the row's unit. Shown where a goal is missed. */
  readonly parts: readonly (readonly [what: string, amount: number])[]
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) throw new Error('nothing was measured')
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

/** A B A B …: whatever else the machine does meanwhile meets both alike. */
export async function interleaved<A, B>(
  times: number,
  measureValue: () => Promise<A>,
  measureFloor: () => Promise<B>,
): Promise<{ readonly values: readonly A[]; readonly floors: readonly B[] }> {
  const values: A[] = []
  const floors: B[] = []
  for (let time = 0; time < times; time++) {
    values.push(await measureValue())
    floors.push(await measureFloor())
  }
  return { values, floors }
}

/** Milliseconds that some work takes, the median of several times after warming up. */
export function medianMs(times: number, work: () => unknown): number {
  const one = () => msOf(work)
  Array.from({ length: Math.ceil(times / 4) }, one)
  return median(Array.from({ length: times }, one))
}

/** Milliseconds that some work takes, once. */
export function msOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
