/** What of a reading becomes the result of its imaging study. */
import { labelOf } from '#shared/domain/label-of.ts'
import { summaryOf } from '#shared/domain/imaging/five-levels.ts'
import { levelsOf } from '#shared/domain/imaging/reading-levels.ts'
import { imagingForm } from '#shared/dictionary/forms/imaging.ts'
import type { CtReading, ImagingStudy } from './reading-parts.ts'

interface TakenValue {
  readonly item: string
  readonly label: string
  readonly value: string | number
  /** In words; missing where nothing is recorded so far. */
  readonly now: string | undefined
  readonly becomes: string
}

const alike = [
  'pattern',
  'certainty',
  'ground_glass',
  'reticulation',
  'traction_bronchiectasis',
  'honeycombing',
] as const

/** What would be changed, item by item; what the reading doesn't tell, and what is recorded just so, is left as it is. */
export function takenOver(imaging: ImagingStudy, reading: CtReading): readonly TakenValue[] {
  const { extentPercent, goh } = summaryOf(levelsOf(reading))
  const sameStudy = reading.compared_with !== undefined && reading.compared_with === imaging.compared_with
  const wanted: readonly (readonly [string, string | number | undefined])[] = [
    ...alike.map((item) => [item, reading[item]] as const),
    ['extent_pct', extentPercent],
    ['goh', goh],
    // A change is against a study: it goes along only where both name the same one, or the study names none yet.
    ...(sameStudy || imaging.compared_with === undefined
      ? ([
          ['compared_with', reading.change === undefined ? undefined : reading.compared_with],
          ['change', reading.compared_with === undefined ? undefined : reading.change],
        ] as const)
      : []),
  ]
  return wanted.flatMap(([item, value]) => {
    const now = (imaging as unknown as Readonly<Record<string, unknown>>)[item]
    if (value === undefined || value === now) return []
    const label = imagingForm.items.find(({ name }) => name === item)!.label
    return [
      { item, label, value, now: now === undefined ? undefined : wordsOf(item, now), becomes: wordsOf(item, value) },
    ]
  })
}

function wordsOf(item: string, value: unknown): string {
  if (item === 'extent_pct') return `${String(value)} %`
  return item === 'compared_with' ? 'the study that was compared with' : labelOf('imaging', item, String(value))
}
