/**
 * Seeded random numbers for demo data: the same seed gives the same numbers on every machine.
 *
 * The generator is sfc32 (C. Doty-Humphrey, PractRand, public domain), its state filled by splitmix32 with the finalizer
 * of MurmurHash3 (A. Appleby, public domain). Good enough for invented patients, not for anything secret.
 */

export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number
  /** Uniform whole number, both ends included. */
  readonly whole: (low: number, high: number) => number
  /** True with a probability. */
  readonly chance: (probability: number) => boolean
  /** Nearly normal: the sum of four uniforms, so that it never strays beyond 3.5 SD. */
  readonly normal: (mean: number, sd: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

/** @param seeds any whole numbers; each combination is a stream of its own. */
export function seededRandom(...seeds: readonly number[]): Random {
  const [a0, b0, c0] = stateOf(seeds)
  let a = a0
  let b = b0
  let c = c0
  let counter = 1

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // The first numbers of sfc32 still show the seed.
  for (let round = 0; round < 12; round++) next()

  const between = (low: number, high: number): number => low + (high - low) * next()
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: (probability) => next() < probability,
    normal: (mean, sd) => mean + sd * Math.sqrt(3) * (next() + next() + next() + next() - 2),
    pick: (list) => entryAt(list, Math.floor(next() * list.length)),
  }
}

function stateOf(seeds: readonly number[]): [number, number, number] {
  let state = 0x9e3779b9
  const mixed = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x85ebca6b)
    z ^= z >>> 13
    z = Math.imul(z, 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  for (const seed of seeds) {
    state = (state ^ (seed | 0)) | 0
    state = mixed()
  }
  return [mixed(), mixed(), mixed()]
}

function entryAt<T>(list: readonly T[], index: number): T {
  const entry = list[index]
  if (entry === undefined) throw new Error('Nothing to pick from: the list is empty.')
  return entry
}

/** Weights of some alternatives; they need not add up to 1. */
export type Weights<K extends string> = Readonly<Record<K, number>>

/** The alternative that a number in [0, 1) falls on. */
export function weighted<K extends string>(weights: Weights<K>, position: number): K {
  const entries = Object.entries(weights) as [K, number][]
  let rest = position * entries.reduce((total, [, weight]) => total + weight, 0)
  for (const [key, weight] of entries) {
    rest -= weight
    if (rest < 0) return key
  }
  return entryAt(entries, entries.length - 1)[0]
}

/**
 * The position of the n-th of a series that fills [0, 1) evenly (additive recurrence; Weyl 1916). Rare kinds then occur
 * among a few dozen cases as often as their weight says, which independent draws would not grant.
 * @param step an irrational number, one for each property
 */
export function evenly(n: number, step: number, offset: number): number {
  const position = offset + n * step
  return position - Math.floor(position)
}

/** Rounds to a number of decimals. */
export function rounded(value: number, decimals = 0): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

/** Rounds to the nearest multiple of a step. */
export function toStep(value: number, step: number): number {
  return rounded(Math.round(value / step) * step, 3)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
