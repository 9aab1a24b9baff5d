/** The imaging studies of a case with their series, the newest first. */
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { comparePartialDates, formatPartialDate } from '#shared/domain/partial-date.ts'

export type Study = RecordTypes['imaging']
export type Series = RecordTypes['image_series']

export interface StudyWithSeries {
  /** Missing for images that belong to no study. */
  readonly study: Study | undefined
  readonly series: readonly Series[]
}

export function studiesOf({ records }: CaseRecord): readonly StudyWithSeries[] {
  const studies = records.imaging
    .map((study) => ({ study, series: records.image_series.filter(({ imaging }) => imaging === study.id) }))
    .toSorted((a, b) => (a.study.date && b.study.date ? comparePartialDates(b.study.date, a.study.date) : 0))
  const known = new Set<string | undefined>(records.imaging.map(({ id }) => id))
  const others = records.image_series.filter(({ imaging }) => !known.has(imaging))
  return others.length > 0 ? [...studies, { study: undefined, series: others }] : studies
}

export function studyWords(study: Study | undefined): string {
  if (!study) return 'Without a study'
  const { date, modality } = study
  return [date ? formatPartialDate(date) : 'No date', modality && labelOf('imaging', 'modality', modality)]
    .filter(Boolean)
    .join(' · ')
}

/** What tells a series from others of its study. */
export function seriesName(series: Series): string {
  return series.label ?? (capital(factsOf(series).join(', ')) || series.modality) ?? 'Series'
}

/** What else is known of it: `4 mm, B60f · 72 images`. */
export function seriesDetails(series: Series): string {
  const count = series.images === 1 ? '1 image' : `${String(series.images ?? 'no')} images`
  return [series.label === undefined ? '' : factsOf(series).join(', '), count].filter(Boolean).join(' · ')
}

/** The day of its study, short. */
export const seriesDay = ({ date }: Series): string => (date === undefined ? 'undated' : formatPartialDate(date))

function factsOf({ orientation, kernel, slice_thickness }: Series): readonly string[] {
  const thickness = slice_thickness === undefined ? undefined : `${String(slice_thickness)} mm`
  return [orientation, thickness, kernel].filter((fact) => fact !== undefined)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Which of two stands on the left: the earlier one. */
export function inOrder(a: Series, b: Series): readonly [earlier: Series, later: Series] {
  return a.date && b.date && comparePartialDates(a.date, b.date) > 0 ? [b, a] : [a, b]
}
