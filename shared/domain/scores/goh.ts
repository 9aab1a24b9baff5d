/**
 * Limited or extensive lung disease by extent on CT and FVC.
 *
 * Source: Goh NSL et al., Am J Respir Crit Care Med 2008;177:1248-54, doi 10.1164/rccm.200706-877OC. Derived in systemic
 * sclerosis: in antisynthetase syndrome it is an extrapolation, and is said to be.
 */

export type GohStage = 'limited' | 'extensive'
export type GohExtent = GohStage | 'indeterminate'

/** The mean of the five levels, percent of lung; undefined of any other number of levels. */
export function fiveLevelMean(levels: readonly number[]): number | undefined {
  return levels.length === 5 ? levels.reduce((sum, level) => sum + level, 0) / 5 : undefined
}

/** Clearly under or over 20 %; between 10 and 30 % is, in practice, indeterminate. */
export function gohExtent(extentPercent: number): GohExtent {
  return extentPercent < 10 ? 'limited' : extentPercent > 30 ? 'extensive' : 'indeterminate'
}

/** @returns undefined where the extent is indeterminate and there is no FVC, in percent of predicted */
export function gohStage(extent: GohExtent, fvcPercent: number | undefined): GohStage | undefined {
  if (extent !== 'indeterminate') return extent
  if (fvcPercent === undefined) return undefined
  return Number(fvcPercent.toFixed(9)) >= 70 ? 'limited' : 'extensive'
}
