/**
 * Falls of FVC or DLCO between two tests. Absolute: points of percent predicted; relative: percent of the baseline. The two
 * are never mixed (a fall from 62 to 57 % is 5 points and 8.06 %).
 *
 * Of all pairs of tests in a window the one that fell most counts: its baseline is the highest value in the window before
 * the follow-up. Thresholds include the value itself, compared after rounding to 9 decimals (62.3 − 57.3 is not exactly 5
 * in floating point).
 */
import { dayNumber, type IsoDay } from '../partial-date.ts'
import type { Met } from '../rules/rule-finding.ts'
import type { Evidence, MeasuredIndex, Measurement } from './evidence.ts'
import { daysOf, isBefore, isNotAfter, isWithin, together, type Days, type Sureness } from './window.ts'

export type FallKind = 'absolute' | 'relative'

/** Points of percent predicted, or percent of the baseline; negative for a rise. Rounded to 9 decimals. */
export function fallBetween(kind: FallKind, baseline: number, followUp: number): number {
  const fall = kind === 'absolute' ? baseline - followUp : (100 * (baseline - followUp)) / baseline
  return Number(fall.toFixed(9))
}

export interface Fall {
  readonly kind: FallKind
  readonly baseline: Measurement
  readonly followUp: Measurement
  readonly fall: number
  readonly sureness: Exclude<Sureness, 'no'>
}

export interface FallWindow {
  readonly months: number
  /**
   * `pair`: the follow-up lies in the window before the day looked back from, and the baseline in the same time before the
   * follow-up. `all`: both lie in the window before the day looked back from.
   */
  readonly holds: 'pair' | 'all'
}

/** Every pair of tests of an index that lies, or may lie, in the window, the largest fall first. */
export function fallsIn(
  { measurements, knownBy }: Evidence,
  index: MeasuredIndex,
  kind: FallKind,
  asOf: IsoDay,
  { months, holds }: FallWindow,
): readonly Fall[] {
  const now: Days = { first: dayNumber(asOf), last: dayNumber(asOf) }
  const limit = knownBy === undefined ? undefined : dayNumber(knownBy)
  const tests = measurements
    .filter((measurement) => measurement.index === index)
    .map((measurement) => ({ measurement, days: daysOf(measurement.date, limit) }))
    .filter(({ days }) => isNotAfter(days, now) !== 'no')
  return tests
    .flatMap(({ measurement: followUp, days: later }) => {
      const placed = together(isNotAfter(later, now), isWithin(later, now, months))
      if (placed === 'no') return []
      return tests.flatMap(({ measurement: baseline, days: earlier }): readonly Fall[] => {
        if (baseline === followUp || isBefore(earlier, later) === 'no') return []
        const reach = isWithin(earlier, holds === 'pair' ? later : now, months)
        const sureness = together(placed, isBefore(earlier, later), reach)
        if (sureness === 'no') return []
        const fall = fallBetween(kind, baseline.percent, followUp.percent)
        return [{ kind, baseline, followUp, fall, sureness }]
      })
    })
    .toSorted((a, b) => b.fall - a.fall)
}

/**
 * Whether FVC, or DLCO, fell by a threshold. Without two values, or where their dates leave it open whether they lie in
 * the window, it can’t be told.
 */
export function fellBy(falls: readonly Fall[], threshold: number): Met {
  const reaching = falls.filter(({ fall }) => fall >= threshold)
  if (reaching.some(({ sureness }) => sureness === 'sure')) return true
  if (reaching.length > 0) return undefined
  return falls.some(({ sureness }) => sureness === 'sure') ? false : undefined
}

/** The pair that decides `fellBy`: the largest sure fall where that reaches the threshold, else the largest of all. */
export function decidingFall(falls: readonly Fall[], threshold: number): Fall | undefined {
  return falls.find(({ fall, sureness }) => sureness === 'sure' && fall >= threshold) ?? falls[0]
}
