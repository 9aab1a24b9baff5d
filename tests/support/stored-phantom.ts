/** A chest phantom, or any series of slices, kept in a registry as the importer keeps it. */
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { storeSeries } from '#main/backend/images/store-series.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { ChestPhantom } from './chest-phantom.ts'
import { dicomSeries } from './dicom-series.ts'
import { explicitLittleEndian } from './image-pack.ts'
import { inSession } from './import-images.ts'

interface PhantomWish {
  readonly caseId: string
  /** ISO date of the study. */
  readonly date?: string
  readonly label?: string
  readonly kernel?: string
}

/** Closed before and after. @returns ids of the series and of its study */
export function storePhantom(
  folder: string,
  passphrase: string,
  phantom: ChestPhantom,
  { caseId, date = '2026-01-15', label = 'Phantom', kernel = 'B30f' }: PhantomWish,
): Promise<{ readonly seriesId: string; readonly imagingId: string }> {
  return inSession(folder, passphrase, async (session) => {
    const { dataKey } = session.registry()
    const seriesId = uuidV7()
    const pack = beginPack({ registry: session.registry().folder, dataKey, seriesId })
    for (const [index, bytes] of dicomSeries({ ...phantom, kernel }).entries())
      await pack.add(bytes, {
        sopInstanceUid: `2.25.${index + 1}`,
        transferSyntax: explicitLittleEndian,
        frames: 1,
        rows: phantom.rows,
        columns: phantom.columns,
        slope: 1,
        intercept: -1024,
      })
    const finished = await pack.finish({ modality: 'CT', geometry: geometryOf(phantom) })
    const stored = storeSeries(
      session,
      {
        caseId,
        imaging: { add: { values: { date, modality: 'hrct' } } },
        series: [
          {
            pack: finished,
            values: { date, label },
            facts: {
              orientation: 'axial',
              kernel,
              slice_thickness: phantom.thicknessMm,
              series_uid: `2.25.${seriesId}`,
            },
          },
        ],
      },
      { changed() {} },
    )
    return { seriesId: stored.seriesIds[0]!, imagingId: stored.imagingId! }
  })
}

function geometryOf({ images, rows, columns, spacingMm, thicknessMm, firstZMm }: ChestPhantom): SeriesGeometry {
  const [left, front] = [(-spacingMm * (columns - 1)) / 2, (-spacingMm * (rows - 1)) / 2]
  return {
    rows,
    columns,
    rowSpacingMm: spacingMm,
    columnSpacingMm: spacingMm,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origins: images.map((_, at) => [left, front, firstZMm + at * thicknessMm]),
  }
}
