/**
 * Extent of interstitial lung disease, read at five levels of a CT: Goh NSL et al., Am J Respir Crit Care Med 2008;177:1248-54,
 * doi 10.1164/rccm.200706-877OC. Derived in systemic sclerosis.
 */
import { listed } from '#shared/lib/listed.ts'
import { fiveLevelMean, gohExtent, gohStage, type GohExtent, type GohStage } from '../scores/goh.ts'

export const fiveLevels = [
  { id: 'great-vessels', label: 'origin of the great vessels' },
  { id: 'carina', label: 'main carina' },
  { id: 'pulmonary-veins', label: 'confluence of the pulmonary veins' },
  { id: 'between', label: 'halfway between the third and the fifth level' },
  { id: 'diaphragm', label: 'just above the right hemidiaphragm' },
] as const
export type LevelId = (typeof fiveLevels)[number]['id']

export const coarsenessGrades = [
  { grade: 0, label: 'none' },
  { grade: 1, label: 'fine intralobular' },
  { grade: 2, label: 'microcystic honeycombing' },
  { grade: 3, label: 'macrocystic honeycombing' },
] as const
export type Coarseness = (typeof coarsenessGrades)[number]['grade']

/** What one reader saw at one level. What is not read is missing. */
export interface LevelReading {
  /** Percent of the lung at this level, to the nearest 5. */
  readonly extentPercent?: number | undefined
  /** Percent of the extent, to the nearest 5. */
  readonly groundGlassPercent?: number | undefined
  readonly reticulationPercent?: number | undefined
  readonly coarseness?: Coarseness | undefined
}

export type FiveLevelReading = Readonly<Partial<Record<LevelId, LevelReading>>>

export interface FiveLevelSummary {
  /** Mean of the five levels, percent of the lung; missing unless all five are read, as are the others. */
  readonly extentPercent?: number
  readonly groundGlassPercent?: number
  readonly reticulationPercent?: number
  /** Sum of the five levels, 0 to 15. */
  readonly coarseness?: number
  readonly goh?: GohExtent
  readonly stage?: GohStage
  /** One sentence: the stage and where it comes from, or why there is none. */
  readonly because: string
  /** What would have to be read or recorded, in words that fit after “missing:”. */
  readonly missing: readonly string[]
}

/** What is wrong with a reading, by level: plain sentences. Nothing is computed of a reading with faults. */
export function faultsOf(reading: FiveLevelReading): readonly string[] {
  return fiveLevels.flatMap(({ id, label }) => {
    const { extentPercent, groundGlassPercent, reticulationPercent } = reading[id] ?? {}
    const percentages = [
      ['Extent', extentPercent],
      ['Ground glass', groundGlassPercent],
      ['Reticulation', reticulationPercent],
    ] as const
    const faults = percentages.flatMap(([name, value]) =>
      value === undefined || (value >= 0 && value <= 100 && value % 5 === 0)
        ? []
        : [`${name} at the level “${label}” must be a percentage to the nearest 5, not ${value}.`],
    )
    return (groundGlassPercent ?? 0) + (reticulationPercent ?? 0) > 100
      ? [...faults, `Ground glass and reticulation at the level “${label}” add up to more than the whole extent.`]
      : faults
  })
}

/**
 * Figures of the whole lung.
 * @param fvcPercent percent of predicted near the CT: needed where the extent is indeterminate
 */
export function summaryOf(reading: FiveLevelReading, fvcPercent?: number): FiveLevelSummary {
  const faults = faultsOf(reading)
  if (faults.length > 0) return { because: `Not assessable: ${faults[0]}`, missing: [] }
  const levels = fiveLevels.map(({ id }) => reading[id] ?? {})
  const shareOf = (share: 'groundGlassPercent' | 'reticulationPercent') =>
    meanOf(levels, (level) => {
      // Where there is no disease there is nothing to divide.
      if (level.extentPercent === 0) return 0
      const [extent, part] = [level.extentPercent, level[share]]
      return extent === undefined || part === undefined ? undefined : (extent * part) / 100
    })
  const extentPercent = meanOf(levels, (level) => level.extentPercent)
  const coarse = meanOf(levels, coarsenessOf)
  const goh = extentPercent === undefined ? undefined : gohExtent(extentPercent)
  const stage = goh && gohStage(goh, fvcPercent)
  return {
    ...named('extentPercent', extentPercent),
    ...named('groundGlassPercent', shareOf('groundGlassPercent')),
    ...named('reticulationPercent', shareOf('reticulationPercent')),
    ...named('coarseness', coarse === undefined ? undefined : Math.round(coarse * 5)),
    ...named('goh', goh),
    ...named('stage', stage),
    because: becauseOf(extentPercent, goh, stage, fvcPercent),
    missing: missingOf(reading, goh === 'indeterminate' && fvcPercent === undefined),
  }
}

const coarsenessOf = ({ coarseness, extentPercent }: LevelReading) => (extentPercent === 0 ? 0 : coarseness)

function meanOf(
  levels: readonly LevelReading[],
  valueOf: (level: LevelReading) => number | undefined,
): number | undefined {
  const values = levels.flatMap((level) => valueOf(level) ?? [])
  return fiveLevelMean(values)
}

const named = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: V }

function becauseOf(
  extentPercent: number | undefined,
  goh: GohExtent | undefined,
  stage: GohStage | undefined,
  fvcPercent: number | undefined,
): string {
  if (extentPercent === undefined || !goh) return 'Not assessable: not all five levels are read.'
  if (goh !== 'indeterminate') return `${goh === 'limited' ? 'Limited' : 'Extensive'}: ${extentPercent} % of the lung.`
  if (!stage) return `Not assessable: ${extentPercent} % is indeterminate, and no FVC is known.`
  const name = stage === 'limited' ? 'Limited' : 'Extensive'
  return `${name}: ${extentPercent} % is indeterminate; FVC ${Number(fvcPercent!.toFixed(1))} % of predicted.`
}

function missingOf(reading: FiveLevelReading, needsFvc: boolean): readonly string[] {
  const without = (what: string, isMissing: (level: LevelReading) => boolean) => {
    const labels = fiveLevels.filter(({ id }) => isMissing(reading[id] ?? {})).map(({ label }) => label)
    if (labels.length === 0) return []
    return [`${what} at ${labels.length === fiveLevels.length ? 'all five levels' : listed(labels)}`]
  }
  const isDiseased = ({ extentPercent }: LevelReading) => extentPercent !== undefined && extentPercent > 0
  return [
    ...without('extent', ({ extentPercent }) => extentPercent === undefined),
    ...without('share of ground glass', (level) => isDiseased(level) && level.groundGlassPercent === undefined),
    ...without('share of reticulation', (level) => isDiseased(level) && level.reticulationPercent === undefined),
    ...without('coarseness', (level) => isDiseased(level) && level.coarseness === undefined),
    ...(needsFvc ? ['FVC % near the CT'] : []),
  ]
}
