import { expect } from 'vitest'

/** Expects two numbers to differ by no more than a part of the second and an absolute difference. */
export function expectWithin(ours: number, theirs: number, relative: number, absolute = 0): void {
  expect(Math.abs(ours - theirs), `${ours} against ${theirs}`).toBeLessThanOrEqual(
    relative * Math.abs(theirs) + absolute,
  )
}
