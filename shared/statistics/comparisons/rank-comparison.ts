import type { Shift } from './shift-interval.ts'
import type { TestResult } from './test-result.ts'

export interface RankComparison extends TestResult {
  readonly statistic: number
  /** Else by the normal approximation with continuity correction and, where there are ties, their correction. */
  readonly exact: boolean
  /** Where it was asked for. */
  readonly shift?: Shift
}

export interface RankOptions {
  /** Asks for the estimate of the shift and its interval. */
  readonly confidence?: number | undefined
}

/** Below this many values in each group, and without ties, R’s wilcox.test is exact. */
export const exactBelow = 50

export const corrected = (centered: number): number => centered - Math.sign(centered) * 0.5
