/**
 * What changed between two readings of five levels, as numbers. No verdict: no threshold of change in extent by eye is
 * established, and two readings of the same CT differ as well.
 */
import { fiveLevels, summaryOf, type FiveLevelReading, type LevelId } from './five-levels.ts'

export interface Difference {
  readonly earlier: number
  readonly later: number
  /** Later less earlier: percentage points of lung, or points of coarseness. */
  readonly difference: number
}

export interface FiveLevelChange {
  readonly extent?: Difference
  readonly groundGlass?: Difference
  readonly reticulation?: Difference
  readonly coarseness?: Difference
  /** Extent at each level that both readings tell. */
  readonly levels: Readonly<Partial<Record<LevelId, Difference>>>
  /** What one of the readings lacks, said with which. */
  readonly missing: readonly string[]
}

export function changeBetween(earlier: FiveLevelReading, later: FiveLevelReading): FiveLevelChange {
  const [before, after] = [summaryOf(earlier), summaryOf(later)]
  const levels = fiveLevels.map(({ id }) => [id, differenceOf(earlier[id]?.extentPercent, later[id]?.extentPercent)])
  return {
    ...known('extent', differenceOf(before.extentPercent, after.extentPercent)),
    ...known('groundGlass', differenceOf(before.groundGlassPercent, after.groundGlassPercent)),
    ...known('reticulation', differenceOf(before.reticulationPercent, after.reticulationPercent)),
    ...known('coarseness', differenceOf(before.coarseness, after.coarseness)),
    levels: Object.fromEntries(levels.filter(([, difference]) => difference !== undefined)),
    missing: [
      ...before.missing.map((what) => `${what}, in the earlier reading`),
      ...after.missing.map((what) => `${what}, in the later reading`),
    ].filter((what) => !what.startsWith('FVC')),
  }
}

function differenceOf(earlier: number | undefined, later: number | undefined): Difference | undefined {
  if (earlier === undefined || later === undefined) return undefined
  return { earlier, later, difference: Number((later - earlier).toFixed(9)) }
}

const known = <K extends string>(name: K, value: Difference | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: Difference }
