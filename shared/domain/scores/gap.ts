/**
 * The GAP index of IPF and what its parts score.
 *
 * Source: Ley B et al., Ann Intern Med 2012;156:684-91, doi 10.7326/0003-4819-156-10-201205150-00004. The bands are written
 * in whole percent; that they are meant for rounded values is an inference, so values near a limit are marked.
 */

export interface GapInput {
  readonly sex: 'female' | 'male'
  /** Years; completed ones count. */
  readonly age: number
  /** Percent of predicted. */
  readonly fvcPercent: number
  /** Percent of predicted, or too ill to perform the maneuver, which is not the same as a test that was not done. */
  readonly dlcoPercent: number | 'cannot'
}

export interface GapPart {
  readonly item: 'sex' | 'age' | 'fvc' | 'dlco' | 'subtype'
  readonly points: number
  /** Where the score was made of a rounded value: the value before, in percent. */
  readonly raw?: number
  /** The value is within 0.5 of a limit: rounding or another equation could change the points. */
  readonly nearLimit?: boolean
}

const clean = (value: number) => Number(value.toFixed(9))

function percentPart(item: 'fvc' | 'dlco', raw: number, limits: readonly number[], points: (whole: number) => number) {
  const value = clean(raw)
  const nearLimit = limits.some((limit) => clean(Math.abs(value - limit)) <= 0.5)
  return { item, points: points(Math.round(value)), raw, nearLimit }
}

/** Points of an age in years. */
export function gapAgePoints(years: number): number {
  const completed = Math.floor(years)
  return completed <= 60 ? 0 : completed <= 65 ? 1 : 2
}

export const gapFvcPart = (percent: number): GapPart =>
  percentPart('fvc', percent, [50, 75], (whole) => (whole > 75 ? 0 : whole >= 50 ? 1 : 2))

export const gapDlcoPart = (percent: number | 'cannot'): GapPart =>
  percent === 'cannot'
    ? { item: 'dlco', points: 3 }
    : percentPart('dlco', percent, [35, 36, 55], (whole) => (whole > 55 ? 0 : whole >= 36 ? 1 : 2))

/** The four parts of GAP, 0 to 8 points. */
export function gapParts({ sex, age, fvcPercent, dlcoPercent }: GapInput): readonly GapPart[] {
  return [
    { item: 'sex', points: sex === 'male' ? 1 : 0 },
    { item: 'age', points: gapAgePoints(age) },
    gapFvcPart(fvcPercent),
    gapDlcoPart(dlcoPercent),
  ]
}

export const sumOfParts = (parts: readonly GapPart[]): number => parts.reduce((sum, { points }) => sum + points, 0)

export interface GapStage {
  readonly stage: 'I' | 'II' | 'III'
  /** Percent of patients with IPF. */
  readonly mortality1y: number
  readonly mortality2y: number
  readonly mortality3y: number
}

/** The stage of a GAP index. It is one of IPF. */
export function gapStage(points: number): GapStage {
  if (points <= 3) return { stage: 'I', mortality1y: 5.6, mortality2y: 10.9, mortality3y: 16.3 }
  if (points <= 5) return { stage: 'II', mortality1y: 16.2, mortality2y: 29.9, mortality3y: 42.1 }
  return { stage: 'III', mortality1y: 39.2, mortality2y: 62.1, mortality3y: 76.8 }
}
