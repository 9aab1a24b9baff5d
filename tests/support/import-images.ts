/** Puts series of images into a registry that is closed, as the importer does it. */
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import { openRegistry } from '#main/database/registry.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { storeSeries } from '#main/backend/images/store-series.ts'
import type { StoredSeries } from '#main/backend/images/store-series.ts'
import { createSession, systemClock } from '#main/backend/session.ts'
import type { Session } from '#main/backend/session.ts'
import { imagesUnder } from '#main/imaging/store/image-files.ts'
import { newPackOf, someImages } from './image-pack.ts'

/** A session of its own on a registry that nobody has open; closed at the end, whatever happened. */
export async function inSession<T>(
  folder: string,
  passphrase: string,
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  const session = createSession(systemClock)
  session.replace(await openRegistry({ folder, passphrase, appVersion: '0.0.0-test', at: systemClock.now() }))
  try {
    return await work(session)
  } finally {
    session.close()
  }
}

export interface Imported extends StoredSeries {
  /** The folder in which the files of the images lie. */
  readonly images: string
  /** Of each series, its images as they went in. */
  readonly bytes: readonly (readonly Buffer[])[]
}

/** Imports series of noise into a case, in one change. */
export const importImages = (
  folder: string,
  passphrase: string,
  { caseId, series = 1, images = 8 }: { readonly caseId: string; readonly series?: number; readonly images?: number },
): Promise<Imported> => inSession(folder, passphrase, (session) => importInto(session, { caseId, series, images }))

export async function importInto(
  session: Session,
  { caseId, series, images }: { readonly caseId: string; readonly series: number; readonly images: number },
): Promise<Imported> {
  const { dataKey } = session.registry()
  const bytes: Buffer[][] = []
  const packed = []
  for (let number = 0; number < series; number += 1) {
    const given = someImages(images, 24 + number)
    bytes.push(given.map((image) => image.bytes))
    packed.push({
      pack: await newPackOf({ registry: folderOf(session), dataKey, seriesId: uuidV7() }, given),
      values: { date: '2026-01-15', label: `Series ${number + 1}` },
      facts: { orientation: 'axial', kernel: 'B70f', slice_thickness: 1, series_uid: `2.25.${number}` },
    })
  }
  const wish = { caseId, imaging: { add: { values: { date: '2026-01-15', modality: 'hrct' } } }, series: packed }
  const stored = storeSeries(session, wish, { changed() {} })
  return { ...stored, bytes, images: imagesUnder(folderOf(session), keyIdOf(dataKey)) }
}

const folderOf = (session: Session): string => session.registry().folder
