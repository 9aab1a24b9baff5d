/** Readings of one study: whose they are, and which of them may be seen. */
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isOfReader } from '#shared/domain/imaging/kept-back-readings.ts'

export type CtReading = CaseRecord['records']['ct_reading'][number]
export type ImagingStudy = CaseRecord['records']['imaging'][number]

interface ReadingsOfStudy {
  /** Of the user, in the order in which they were saved. */
  readonly own: readonly CtReading[]
  readonly others: readonly CtReading[]
  /** The user may still read, and has not: what others saw is kept from the page until then. */
  readonly areOthersHidden: boolean
}

export function readingsOf(record: CaseRecord, imagingId: string, user: string, mayRead: boolean): ReadingsOfStudy {
  const all = record.records.ct_reading
    .filter(({ imaging }) => imaging === imagingId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const own = all.filter((reading) => isOfReader(reading, user))
  return {
    own,
    others: all.filter((reading) => !own.includes(reading)),
    areOthersHidden: mayRead && own.length === 0,
  }
}

/** The case as a blinded reader sees it: readings of others are not in it, whatever a field would tell of them. */
export function ownRecord(record: CaseRecord, user: string): CaseRecord {
  const ct_reading = record.records.ct_reading.filter((reading) => isOfReader(reading, user))
  return { ...record, records: { ...record.records, ct_reading } }
}

/** The study that a reading is compared with unless told otherwise: the one that the study names, else the CT before it. */
export function linkedStudy(record: CaseRecord, imaging: ImagingStudy): string | undefined {
  if (imaging.compared_with !== undefined) return imaging.compared_with
  const isCt = ({ modality }: ImagingStudy) => modality === 'hrct' || modality === 'ct'
  const { date } = imaging
  return record.records.imaging.findLast(
    (each) => each.id !== imaging.id && isCt(each) && each.date !== undefined && date !== undefined && each.date < date,
  )?.id
}

/** The user's newest reading of a study. */
export function ownReadingOf(record: CaseRecord, imagingId: string | undefined, user: string): CtReading | undefined {
  if (imagingId === undefined) return undefined
  return record.records.ct_reading
    .filter((reading) => reading.imaging === imagingId && isOfReader(reading, user))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .at(-1)
}

export const asRecord = (reading: CtReading | ImagingStudy): AnyRecord => reading as unknown as AnyRecord
