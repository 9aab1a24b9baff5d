/** The images of the open registry, for whoever shows, measures or exports them. A few files are kept open. */
import { AppError } from '#shared/ipc/app-error.ts'
import { seriesWithImages } from '#main/database/repositories/image-series.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { openPack } from '#main/imaging/store/open-pack.ts'
import type { OpenPack } from '#main/imaging/store/open-pack.ts'
import type { PackContents } from '#main/imaging/store/pack-contents.ts'
import type { Session } from '../session.ts'

export interface SeriesPacks {
  /** @throws AppError `locked`, `forbidden`, `not-found` (also: erased), `corrupt` */
  contentsOf(seriesId: string): PackContents
  /**
   * One image, a DICOM file.
   * @param index from 0, in the order of the series
   * @throws AppError as `contentsOf`
   */
  imageBytes(seriesId: string, index: number): Promise<Buffer>
  /** The record of a series whose images are there. @throws AppError as `contentsOf` */
  seriesOf(seriesId: string): KnownSeries
  /** Lets go of a file: it is about to be erased. */
  letGo(seriesId: string): void
}

/** A pair that is compared, and one of each to come. */
const mostOpen = 4

export function createSeriesPacks(session: Session): SeriesPacks {
  /** The one that was used last stands last. */
  const open = new Map<string, OpenPack>()
  let of: OpenRegistry | undefined

  function closeAll(): void {
    open.forEach((pack) => pack.close())
    open.clear()
    of = undefined
  }

  function letGo(seriesId: string): void {
    open.get(seriesId)?.close()
    open.delete(seriesId)
  }

  function seriesOf(seriesId: string): KnownSeries {
    session.demand('read')
    const db = session.reader()
    const series = seriesWithImages(db, seriesId)
    if (series) return series
    throw new AppError(
      'not-found',
      findRecord(db, 'image_series', seriesId)
        ? 'The images of this series were erased; only the record of them is left.'
        : 'This series of images is not in the registry.',
    )
  }

  function packOf(seriesId: string): OpenPack {
    seriesOf(seriesId)
    const registry = session.registry()
    if (of !== registry) closeAll()
    of = registry
    session.beforeClosing.add(closeAll)
    const known = open.get(seriesId)
    open.delete(seriesId)
    const pack = known ?? openPack({ registry: registry.folder, dataKey: registry.dataKey, seriesId })
    open.set(seriesId, pack)
    const [oldest] = open.keys()
    if (open.size > mostOpen && oldest !== undefined) letGo(oldest)
    return pack
  }

  return {
    seriesOf,
    letGo,
    contentsOf: (seriesId) => packOf(seriesId).contents,
    imageBytes: async (seriesId, index) => packOf(seriesId).read(index),
  }
}
