/** A registry with a chest of two dates in it, the second lying higher on the table by a known shift, and a marked pair. */
import { storeSeries } from '#main/backend/images/store-series.ts'
import type { Session } from '#main/backend/session.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import type { FinishedPack } from '#main/imaging/store/image-pack.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import { chestPhantom } from './chest-phantom.ts'
import type { ChestOptions, ChestPhantom } from './chest-phantom.ts'
import { dicomSeries } from './dicom-series.ts'
import { explicitLittleEndian } from './image-pack.ts'
import { inSession } from './import-images.ts'

const datesOfPair = ['2021-02-11', '2022-03-09'] as const

export interface PhantomOfPair {
  readonly seriesId: string
  readonly chest: ChestPhantom
}

/** Where the images of a phantom lie, as its DICOM files say it. */
function geometryOfChest({ images, rows, columns, spacingMm, thicknessMm, firstZMm }: ChestPhantom): SeriesGeometry {
  return {
    rows,
    columns,
    rowSpacingMm: spacingMm,
    columnSpacingMm: spacingMm,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origins: images.map((_, at) => [
      (-spacingMm * (columns - 1)) / 2,
      (-spacingMm * (rows - 1)) / 2,
      firstZMm + at * thicknessMm,
    ]),
  }
}

async function packOfChest(session: Session, chest: ChestPhantom, studyDate: string): Promise<FinishedPack> {
  const { folder, dataKey } = session.registry()
  const pack = beginPack({ registry: folder, dataKey, seriesId: uuidV7() })
  for (const [index, bytes] of dicomSeries({ ...chest, studyDate }).entries())
    await pack.add(Buffer.from(bytes), {
      sopInstanceUid: `2.25.${index + 1}`,
      transferSyntax: explicitLittleEndian,
      frames: 1,
    })
  return pack.finish({ modality: 'CT', geometry: geometryOfChest(chest) })
}

/**
 * Puts two series into a case of a registry that nobody has open.
 * @returns the earlier one first
 */
export const storeChests = (
  folder: string,
  passphrase: string,
  { caseId, chests }: { readonly caseId: string; readonly chests: readonly [ChestOptions, ChestOptions] },
): Promise<readonly PhantomOfPair[]> =>
  inSession(folder, passphrase, async (session) => {
    const stored: PhantomOfPair[] = []
    for (const [number, options] of chests.entries()) {
      const date = datesOfPair[number]!
      const chest = chestPhantom(options)
      const pack = await packOfChest(session, chest, date.replaceAll('-', ''))
      const { thicknessMm, spacingMm } = chest
      const facts = { orientation: 'axial', kernel: 'B60f', slice_thickness: thicknessMm, pixel_spacing: spacingMm }
      const imaging = { add: { values: { date, modality: 'hrct' } } }
      const wish = { caseId, imaging, series: [{ pack, values: { date, label: 'lung' }, facts }] }
      const { seriesIds } = storeSeries(session, wish, { changed() {} })
      stored.push({ seriesId: seriesIds[0]!, chest })
    }
    return stored
  })
