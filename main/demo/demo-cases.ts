/** All demo cases: the published one first, then invented ones. */
import type { DemoCase } from './demo-case.ts'
import { publishedCase } from './published-case.ts'
import { syntheticCase } from './synthetic-case.ts'

export interface DemoSettings {
  /** How many, the published case included. */
  readonly cases?: number
  /** A whole number; the same seed gives the same cases. */
  readonly seed?: number
}

/** Makes the demo cases one by one. A case does not depend on how many there are. */
export function* demoCases({ cases = 61, seed = 1 }: DemoSettings = {}): Generator<DemoCase, void, undefined> {
  if (cases >= 1) yield publishedCase()
  for (let number = 2; number <= cases; number++) yield syntheticCase(number, seed)
}
