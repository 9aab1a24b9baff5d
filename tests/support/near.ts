import { expect } from 'vitest'

/**
 * Expects numbers to agree up to a relative difference, and missing ones (null) to be missing in both. Values of no more than
 * the difference itself count as zero.
 */
export function expectNear(ours: unknown, theirs: unknown, difference: number, what: string): void {
  const [a, b] = [list(ours), list(theirs)]
  expect(a.length, `${what}: how many`).toBe(b.length)
  a.forEach((value, index) => {
    const other = b[index]!
    const agree =
      value === null || other === null
        ? value === other
        : Math.abs(value - other) <= difference * Math.max(Math.abs(other), difference)
    expect(agree, `${what} [${index}]: ${value} against ${other}`).toBe(true)
  })
}

const list = (value: unknown) => [value ?? null].flat() as (number | null)[]
