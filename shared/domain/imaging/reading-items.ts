import { certainty } from '#shared/dictionary/lists/answers.ts'
import { ctPatterns } from '#shared/dictionary/lists/ct-patterns.ts'
import { coarsenessGrades, fiveLevels, summaryOf, type FiveLevelReading } from './five-levels.ts'
import type { Reading, ReadingItem } from './reader-agreement.ts'

const codes = (choices: readonly { readonly code: string }[]) => choices.map(({ code }) => code)
const grades = coarsenessGrades.map(({ grade }) => grade)
/** “Unknown” is no rating. */
const seen = ['absent', 'present'] as const
const sign = (name: string, label: string): ReadingItem => ({ name, label, kind: 'category', levels: seen })

/** What of the imaging form two readers can be compared in. */
export const readingItems: readonly ReadingItem[] = [
  { name: 'pattern', label: 'Pattern', kind: 'category', levels: codes(ctPatterns) },
  { name: 'certainty', label: 'Certainty of the pattern', kind: 'ordered', levels: codes(certainty).toReversed() },
  { name: 'extent_pct', label: 'Extent of disease', kind: 'percent' },
  { name: 'goh', label: 'Goh extent', kind: 'ordered', levels: ['limited', 'indeterminate', 'extensive'] },
  sign('ground_glass', 'Ground glass'),
  sign('fibrosis', 'Fibrosis'),
  sign('reticulation', 'Reticulation'),
  sign('traction_bronchiectasis', 'Traction bronchiectasis'),
  sign('honeycombing', 'Honeycombing'),
  { name: 'change', label: 'Change', kind: 'ordered', levels: ['better', 'same', 'worse'] },
]

/** What two readings of five levels can be compared in: figures of the whole lung, then level by level. */
export const fiveLevelItems: readonly ReadingItem[] = [
  { name: 'extent', label: 'Mean extent of five levels', kind: 'percent' },
  { name: 'ground_glass', label: 'Ground glass, percent of lung', kind: 'percent' },
  { name: 'reticulation', label: 'Reticulation, percent of lung', kind: 'percent' },
  ...fiveLevels.flatMap(({ id, label }): readonly ReadingItem[] => [
    { name: `extent ${id}`, label: `Extent, ${label}`, kind: 'percent' },
    { name: `coarseness ${id}`, label: `Coarseness, ${label}`, kind: 'ordered', levels: grades },
  ]),
]

/** A reading of five levels as ratings by the names of `fiveLevelItems`. */
export function ratingsOfLevels(reading: FiveLevelReading): Reading {
  const { extentPercent, groundGlassPercent, reticulationPercent } = summaryOf(reading)
  const levels = fiveLevels.flatMap(({ id }) => [
    [`extent ${id}`, reading[id]?.extentPercent],
    [`coarseness ${id}`, reading[id]?.coarseness],
  ])
  return {
    extent: extentPercent,
    ground_glass: groundGlassPercent,
    reticulation: reticulationPercent,
    ...(Object.fromEntries(levels) as Reading),
  }
}
