/**
 * Class of the whole course of FVC, as the EXCITING-ILD registry named it: significant progression (FVC down by more than
 * 10 points of % predicted), moderate progression (5 to 10), stable (less than 5 either way), improvement (5 or more up).
 *
 * Source: Buschulte K et al. Disease trajectories in interstitial lung diseases. Respir Res 2024;25:113,
 * doi 10.1186/s12931-024-02731-3 (abstract). “During time in registry” is read here as the last value against the first.
 */
import { comparePartialDates, middleDay } from '../partial-date.ts'
import type { Measurement } from './evidence.ts'
import { fallBetween } from './falls.ts'

export const trajectoryCitation = 'Buschulte K et al. Respir Res 2024;25:113. doi:10.1186/s12931-024-02731-3'

export type TrajectoryClass = 'significant-progression' | 'moderate-progression' | 'stable' | 'improvement'

export interface Trajectory {
  readonly trajectory: TrajectoryClass
  readonly first: Measurement
  readonly last: Measurement
  /** Points, positive for a fall. */
  readonly fall: number
}

/** `undefined` without two values of FVC of different dates. */
export function fvcTrajectory(measurements: readonly Measurement[]): Trajectory | undefined {
  const tests = measurements
    .filter(({ index }) => index === 'FVC')
    .toSorted((a, b) => comparePartialDates(a.date, b.date))
  const [first, last] = [tests[0], tests.at(-1)]
  if (!first || !last || middleDay(first.date) === middleDay(last.date)) return undefined
  const fall = fallBetween('absolute', first.percent, last.percent)
  const trajectory =
    fall > 10 ? 'significant-progression' : fall >= 5 ? 'moderate-progression' : fall > -5 ? 'stable' : 'improvement'
  return { trajectory, first, last, fall }
}
