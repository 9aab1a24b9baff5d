/** The five levels of a `ct_reading` record, whose columns are named `l1_extent` to `l5_coarseness`. */
import { ctReadingForm } from '#shared/dictionary/forms/ct-reading.ts'
import { coarsenessGrades, fiveLevels, type FiveLevelReading, type LevelReading } from './five-levels.ts'

export const levelParts = ['extent', 'ground_glass', 'reticulation', 'coarseness'] as const
export type LevelPart = (typeof levelParts)[number]

/** Column of a part at a level. @param level from 0, from the head to the feet */
export const levelColumn = (level: number, part: LevelPart): string => `l${level + 1}_${part}`

/** The five levels as the form names them: `1 · Origin of the great vessels`. */
export const levelNames: readonly string[] = fiveLevels.map(
  (_, level) => ctReadingForm.items.find(({ name }) => name === levelColumn(level, 'extent'))!.section,
)

/** The same in a word or two, where there is no room; the whole name goes with it. */
export const shortLevelNames: readonly string[] = ['Great vessels', 'Carina', 'Pulmonary veins', 'Halfway', 'Diaphragm']

type Columns = Readonly<Record<string, unknown>>

/** What a record says of the levels; what it does not tell, or what is none of the answers, is missing. */
export function levelsOf(record: object): FiveLevelReading {
  const columns = record as Columns
  const levels = fiveLevels.map(({ id }, level) => {
    const number = (part: LevelPart): number | undefined => {
      const value = columns[levelColumn(level, part)]
      return typeof value === 'number' ? value : undefined
    }
    const code = columns[levelColumn(level, 'coarseness')]
    const read: LevelReading = {
      extentPercent: number('extent'),
      groundGlassPercent: number('ground_glass'),
      reticulationPercent: number('reticulation'),
      coarseness: coarsenessGrades.find(({ grade }) => String(grade) === code)?.grade,
    }
    return [id, read]
  })
  return Object.fromEntries(levels) as FiveLevelReading
}
