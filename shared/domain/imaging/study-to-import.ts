/** Which imaging study of a case images belong to: one that is recorded, or a new one. */
import type { PartialDate } from '../partial-date.ts'

export interface RecordedStudy {
  readonly id: string
  readonly date?: PartialDate | undefined
  readonly modality?: string | undefined
}

/** What a new record of a study is made of. */
export interface StudyToAdd {
  readonly date: PartialDate
  readonly modality: string
}

/** Modalities of images with the modalities of the record that they may be of, the likeliest first. */
const modalities: Readonly<Record<string, readonly string[]>> = {
  CT: ['hrct', 'ct', 'pet-ct'],
  PT: ['pet-ct'],
  CR: ['chest-radiograph'],
  DX: ['chest-radiograph'],
  MR: ['mri-muscle', 'mri-heart'],
  US: ['ultrasound'],
}

/** Slices above this are no high resolution (mm). */
const thickestOfHrctMm = 1.5

export interface FoundStudy {
  readonly date?: string | undefined
  /** Of its images, as DICOM has it. */
  readonly modality: string
  /** Of its thinnest series. */
  readonly thicknessMm?: number | undefined
}

/**
 * The recorded studies that images could be of, the likeliest first: of the same day, then those whose date is known to the month or
 * year only and covers it. Of another modality there is none.
 */
export function studiesOfDate<S extends RecordedStudy>(
  { date, modality }: FoundStudy,
  recorded: readonly S[],
): readonly S[] {
  if (date === undefined) return []
  const fitting = modalities[modality]
  return recorded
    .filter((study) => study.date !== undefined && date.startsWith(study.date))
    .filter((study) => !fitting || study.modality === undefined || fitting.includes(study.modality))
    .toSorted((one, other) => other.date!.length - one.date!.length)
}

/** @returns undefined where the images don't say of which day they are */
export function studyToAdd({ date, modality, thicknessMm }: FoundStudy): StudyToAdd | undefined {
  if (date === undefined) return undefined
  const isThin = thicknessMm !== undefined && thicknessMm <= thickestOfHrctMm
  const likeliest = modality === 'CT' && !isThin ? 'ct' : modalities[modality]?.[0]
  return { date, modality: likeliest ?? 'other' }
}
