/** What is to be imported: series of a scan, with the images that are wanted of each. */
import { findRecord } from '#main/database/repositories/records.ts'
import type { ScannedSeries } from '#shared/domain/imaging/scan.ts'
import { placesOf } from '#shared/domain/imaging/which-images.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ParsedInputOf } from '#shared/ipc/contract.ts'
import type { Session } from '../session.ts'
import type { FoundScans } from './found-images.ts'

type Wish = ParsedInputOf<'images.import'>
export type SeriesWish = Wish['series'][number]

interface Needs {
  readonly session: Session
  readonly scans: FoundScans
}

/** A series of the wish with the images that are wanted of it. */
export interface ChosenSeries {
  readonly wish: SeriesWish
  readonly found: ScannedSeries
  readonly date: string | undefined
  readonly images: ScannedSeries['images']
  readonly bytes: number
}

/** @throws AppError `not-found`, `invalid-input` before anything is read */
export function chosenSeries({ session, scans }: Needs, { scanId, caseId, series }: Wish): readonly ChosenSeries[] {
  if (!findRecord(session.reader(), 'case', caseId))
    throw new AppError('not-found', 'This case is not in the registry any more.')
  if (new Set(series.map(({ key }) => key)).size < series.length)
    throw new AppError('invalid-input', 'A series was named twice. Name each once.')
  return series.map((wish) => {
    const found = scans.series(scanId, wish.key)
    const places = placesOf(wish.which, found.images.length)
    if (!places)
      throw new AppError(
        'invalid-input',
        `A series has ${found.images.length} images: choose a first and a last one among them.`,
      )
    if (wish.imaging && 'id' in wish.imaging) demandStudy(session, caseId, wish.imaging.id)
    const images = places.map((place) => found.images[place]!)
    return {
      wish,
      found,
      date: scans.dateOf(scanId, wish.key),
      images,
      bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  })
}

function demandStudy(session: Session, caseId: string, id: string): void {
  const study = findRecord(session.reader(), 'imaging', id)
  if (study?.caseId !== caseId || study.record.voided_at !== undefined)
    throw new AppError(
      'invalid-input',
      'The imaging study that was chosen is not one of this case. Choose another one.',
    )
}
