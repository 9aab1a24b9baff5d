/**
 * The Total Improvement Score of the 2016 ACR/EULAR response criteria for adult dermatomyositis and polymyositis.
 *
 * Source: Aggarwal R et al., Ann Rheum Dis 2017;76:792-801, doi 10.1136/annrheumdis-2017-211400. Structure, measures and
 * thresholds are confirmed. The points of each band and the multiples of the enzymes are from recall, checked only by
 * their maxima adding up to 100: wherever the score is shown, `tisNote` stands beside it.
 */

export const tisNote = 'table not yet confirmed against the publication'

export const tisMeasures = ['mdga', 'ptga', 'mmt', 'haq', 'enzyme', 'extramuscular'] as const
export type TisMeasure = (typeof tisMeasures)[number]

const enzymeMultiples = { ck: 15, aldolase: 6, ast: 3, alt: 3, ldh: 3 } as const
export type MuscleEnzyme = keyof typeof enzymeMultiples
export const muscleEnzymes = Object.keys(enzymeMultiples) as readonly MuscleEnzyme[]

/** Upper bounds of the bands in percent of the range, inclusive, and the points of each; the last has no bound. */
const commonBands = [5, 15, 25, 40]
const mmtBands = [2, 10, 20, 30]
const points: Readonly<Record<TisMeasure, readonly number[]>> = {
  mdga: [0, 7.5, 15, 17.5, 20],
  ptga: [0, 2.5, 5, 7.5, 10],
  mmt: [0, 10, 20, 27.5, 32.5],
  haq: [0, 5, 7.5, 7.5, 10],
  enzyme: [0, 2.5, 5, 7.5, 7.5],
  extramuscular: [0, 7.5, 12.5, 15, 20],
}

export type TisValues = Readonly<Partial<Record<TisMeasure, number>>>

export interface TisInput {
  readonly baseline: TisValues
  readonly followUp: TisValues
  /** Maximum of the muscle testing: 80, 150 or 260, the same at both visits. */
  readonly mmtMaximum?: number
  /** The enzyme that was most abnormal at baseline, and its upper limit of normal. */
  readonly enzyme?: { readonly name: MuscleEnzyme; readonly limit: number }
}

export type TisCategory = 'none' | 'minimal' | 'moderate' | 'major'

export interface TisResult {
  /** Improvement in percent of the range, worse being negative, of the measures that are known. */
  readonly percent: TisValues
  readonly points: TisValues
  readonly missing: readonly TisMeasure[]
  /** Of the measures that are known: with none missing the score, else the least that it can be. */
  readonly sum: number
  /** 0 to 100; missing where a measure is. */
  readonly total?: number
  readonly category?: TisCategory
}

/** Minimal from 20, moderate from 40, major from 60 points, in adults. */
export function tisCategory(total: number): TisCategory {
  return total >= 60 ? 'major' : total >= 40 ? 'moderate' : total >= 20 ? 'minimal' : 'none'
}

function rangeOf(measure: TisMeasure, { mmtMaximum, enzyme }: TisInput): number | undefined {
  switch (measure) {
    case 'mmt':
      return mmtMaximum
    case 'haq':
      return 3
    case 'enzyme':
      return enzyme && enzymeMultiples[enzyme.name] * enzyme.limit
    default:
      return 10
  }
}

/** Points of an improvement in percent of the range. */
export function tisPoints(measure: TisMeasure, percent: number): number {
  const bands = measure === 'mmt' ? mmtBands : commonBands
  const band = bands.findIndex((upper) => percent <= upper)
  return points[measure][band === -1 ? bands.length : band]!
}

/** Improvement between two visits. Percentages are rounded to 9 decimals before banding. */
export function totalImprovementScore(input: TisInput): TisResult {
  const percent: Partial<Record<TisMeasure, number>> = {}
  const scored: Partial<Record<TisMeasure, number>> = {}
  for (const measure of tisMeasures) {
    const [before, after, range] = [input.baseline[measure], input.followUp[measure], rangeOf(measure, input)]
    if (before === undefined || after === undefined || range === undefined || range <= 0) continue
    const improvement = measure === 'mmt' ? after - before : before - after
    percent[measure] = Number(((100 * improvement) / range).toFixed(9)) || 0
    scored[measure] = tisPoints(measure, percent[measure])
  }
  const missing = tisMeasures.filter((measure) => scored[measure] === undefined)
  const sum = Object.values(scored).reduce((total, each) => total + each, 0)
  const complete = missing.length === 0 && { total: sum, category: tisCategory(sum) }
  return { percent, points: scored, missing, sum, ...complete }
}
