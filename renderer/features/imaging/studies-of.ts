/** The imaging studies of a case with their series, the newest first. */
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { comparePartialDates, dateInWords } from '#shared/domain/partial-date.ts'

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
  return [date ? dateInWords(date) : 'No date', modality && labelOf('imaging', 'modality', modality)]
    .filter(Boolean)
    .join(' · ')
}

/** What tells a series from others of its study. */
export function seriesName({ label, orientation, kernel, slice_thickness, modality }: Series): string {
  if (label) return label
  const thickness = slice_thickness === undefined ? undefined : `${String(slice_thickness)} mm`
  return [orientation, thickness, kernel].filter(Boolean).join(', ') || modality || 'Series'
}

/** Which of two stands on the left: the earlier one. */
export function inOrder(a: Series, b: Series): readonly [earlier: Series, later: Series] {
  return a.date && b.date && comparePartialDates(a.date, b.date) > 0 ? [b, a] : [a, b]
}
