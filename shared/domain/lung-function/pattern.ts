/**
 * The pattern of a test. ERS/ATS 2022 (Stanojevic S et al., Eur Respir J 2022;60:2101499): obstruction is FEV1/FVC below the
 * lower limit of normal; restriction needs TLC below it. A low FVC with a normal ratio is possible restriction without TLC,
 * and the non-specific pattern with a normal one. That one has no abbreviation here: NSIP is a disease.
 */
import type { Unavailable } from '../reference-values/reference-value.ts'
import type { LungIndex } from './lung-indices.ts'
import type { LungValue } from './lung-values.ts'
import { isBelowNormal } from './severity.ts'

export type LungPattern =
  'normal' | 'obstruction' | 'possible-restriction' | 'restriction' | 'obstruction-and-restriction' | 'non-specific'

export const lungPatternLabels: Readonly<Record<LungPattern, string>> = {
  normal: 'Normal',
  obstruction: 'Obstruction',
  'possible-restriction': 'Possible restriction',
  restriction: 'Restriction',
  'obstruction-and-restriction': 'Obstruction and restriction',
  'non-specific': 'Non-specific pattern',
}

/** The pattern of one test from its computed values, or what is missing for it. */
export function lungPattern(values: readonly LungValue[]): { readonly pattern: LungPattern } | Unavailable {
  const z = (index: LungIndex) => {
    const result = values.find((value) => value.index === index)?.result
    return result === undefined || 'unavailable' in result ? undefined : result.z
  }
  return patternOf({ ratio: z('ratio'), fvc: z('fvc'), tlc: z('tlc') })
}

/** By z-scores, as far as they are known. */
export function patternOf({
  ratio,
  fvc,
  tlc,
}: {
  readonly ratio: number | undefined
  readonly fvc: number | undefined
  readonly tlc: number | undefined
}): { readonly pattern: LungPattern } | Unavailable {
  const isRestricted = tlc !== undefined && isBelowNormal(tlc)
  if (ratio !== undefined && isBelowNormal(ratio))
    return { pattern: isRestricted ? 'obstruction-and-restriction' : 'obstruction' }
  if (isRestricted) return { pattern: 'restriction' }
  if (ratio === undefined) return { unavailable: 'FEV1/FVC is needed' }
  if (fvc === undefined) return { unavailable: 'FVC is needed' }
  if (!isBelowNormal(fvc)) return { pattern: 'normal' }
  return { pattern: tlc === undefined ? 'possible-restriction' : 'non-specific' }
}
