/** All demo cases: the published one first, then invented ones. */
import type { DemoCase } from './demo-case.ts'
import { publishedCase } from './published-case.ts'
import { sparseCase } from './sparse-case.ts'
import { syntheticCase } from './synthetic-case.ts'

export interface DemoSettings {
  /** How many, the published case included. */
  readonly cases?: number
  /** A whole number; the same seed gives the same cases. */
  readonly seed?: number
}

/**
 * The first so many have the whole record of a clinic, some 2,300 values. Those after them are for trials of size and have some
 * 300: 100,000 cases are 30 million values, not 230.
 */
export const wholeCases = 1000

/** Makes the demo cases one by one. A case does not depend on how many there are. */
export function* demoCases({ cases = 61, seed = 1 }: DemoSettings = {}): Generator<DemoCase, void, undefined> {
  if (cases >= 1) yield publishedCase()
  for (let number = 2; number <= cases; number++) {
    const whole = syntheticCase(number, seed)
    yield number > wholeCases ? sparseCase(whole) : whole
  }
}
