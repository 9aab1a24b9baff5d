/** Random numbers that a seed brings back: a fault that was found once is found again. */
export interface Seeded {
  /** From 0 up to, and without, 1. */
  number(): number
  /** From 0 up to, and without, `end`. */
  below(end: number): number
  of<T>(list: readonly T[]): T
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(number() * end)
  return { number, below, of: (list) => list[below(list.length)]! }
}
