/** What a person has chosen to take of what was found: pure, so that the table only shows it. */
import { suggestedSeries } from '#shared/domain/imaging/suggested-series.ts'
import { studiesOfDate, studyToAdd, type RecordedStudy } from '#shared/domain/imaging/study-to-import.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { placesOf, type WhichImages } from '#shared/domain/imaging/which-images.ts'
import type { FoundImages, FoundSeries, SeriesToTake } from '#shared/ipc/areas/image-imports.ts'

type FoundStudy = FoundImages['studies'][number]

export interface SeriesChoice {
  readonly isTaken: boolean
  /** All, or a range as it was typed. */
  readonly range: 'all' | { readonly from: string; readonly to: string; readonly every: string }
  readonly label: string
}

export interface ImportPlan {
  readonly series: Readonly<Record<string, SeriesChoice>>
  /** By key of the study: an id of a recorded one, `new:MODALITY`, or nothing for none. */
  readonly studies: Readonly<Record<string, string>>
}

const newStudy = 'new:'

/** The widest choice that is safe to propose: of several patients none, of series that are in a case none. */
export function firstPlan(found: FoundImages, recorded: readonly RecordedStudy[]): ImportPlan {
  const suggested = new Set(
    found.patients > 1
      ? []
      : found.studies.map(({ series }) =>
          suggestedSeries(
            series.map((each) => ({ ...each, isKnown: each.here === 'all' || each.elsewhere.length > 0 })),
          ),
        ),
  )
  return {
    series: Object.fromEntries(
      found.studies.flatMap(({ series }) =>
        series.map(({ key }) => [key, { isTaken: suggested.has(key), range: 'all', label: '' } as const]),
      ),
    ),
    studies: Object.fromEntries(
      found.studies.map((study) => {
        const [there] = studiesOfDate(about(study), recorded)
        const add = studyToAdd(about(study))
        return [study.key, there?.id ?? (add ? `${newStudy}${add.modality}` : '')]
      }),
    ),
  }
}

/** The thinnest series tells most about what a study is. */
function about({ date, series }: FoundStudy): {
  date: string | undefined
  modality: string
  thicknessMm: number | undefined
} {
  const stacks = series.filter(({ isLocalizer }) => !isLocalizer)
  const modality = (stacks[0] ?? series[0])?.modality ?? 'OT'
  const thicknesses = stacks.flatMap(({ thicknessMm }) => (thicknessMm === undefined ? [] : [thicknessMm]))
  return { date, modality, thicknessMm: thicknesses.length > 0 ? Math.min(...thicknesses) : undefined }
}

/** What a study can belong to: recorded ones of its day first, then new ones, then the others that are recorded. */
export function studyChoices<S extends RecordedStudy>(
  study: FoundStudy,
  recorded: readonly S[],
  nameOf: (study: S) => string,
  modalityLabel: (code: string) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const fitting = studiesOfDate(about(study), recorded)
  const add = studyToAdd(about(study))
  const modalities = add ? [...new Set([add.modality, ...(about(study).modality === 'CT' ? ['hrct', 'ct'] : [])])] : []
  const named = (each: S) => ({ value: each.id, label: nameOf(each) })
  return [
    ...fitting.map(named),
    ...modalities.map((modality) => ({
      value: `${newStudy}${modality}`,
      label: `New study: ${modalityLabel(modality)}, ${formatPartialDate(study.date!)}`,
    })),
    ...recorded.filter((each) => !fitting.includes(each)).map(named),
    { value: '', label: 'None' },
  ]
}

/** The wanted images of a series; undefined where what was typed is no range of it. */
export function whichOf(
  { range }: SeriesChoice,
  { images }: Pick<FoundSeries, 'images'>,
): Exclude<WhichImages, { readonly numbers: unknown }> | undefined {
  if (range === 'all') return 'all'
  const [from, to, every] = [range.from, range.to, range.every].map((typed) =>
    /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN,
  ) as [number, number, number]
  const which = { from, to, every }
  return placesOf(which, images) ? which : undefined
}

interface Ready {
  readonly series: SeriesToTake[]
  readonly images: number
  readonly bytes: number
}

/** What is asked of the backend; undefined while a range is wrong. */
export function wishesOf(found: FoundImages, plan: ImportPlan): Ready | undefined {
  const series: SeriesToTake[] = []
  let images = 0
  let bytes = 0
  for (const study of found.studies)
    for (const each of study.series) {
      const choice = plan.series[each.key]
      if (!choice?.isTaken) continue
      const which = whichOf(choice, each)
      if (which === undefined) return undefined
      const count = placesOf(which, each.images)!.length
      images += count
      bytes += Math.round((each.bytes * count) / each.images)
      const label = choice.label.trim()
      series.push({
        key: each.key,
        which,
        ...(label && { label }),
        imaging: imagingOf(plan.studies[study.key] ?? '', study),
      })
    }
  return { series, images, bytes }
}

function imagingOf(value: string, { date }: FoundStudy): SeriesToTake['imaging'] {
  if (value === '') return null
  if (!value.startsWith(newStudy)) return { id: value }
  return date === undefined ? null : { add: { date, modality: value.slice(newStudy.length) } }
}
