/** A registry with one case that has a CT of 400 images of 512 × 512 pixels. */
import fs from 'node:fs'
import { createRegistry } from '#main/database/registry.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { refreshCaseRow } from '#main/database/repositories/cases.ts'
import { systemClock } from '#main/backend/session.ts'
import { storeSeries } from '#main/backend/images/store-series.ts'
import { addCase, writingIn } from '#main/backend/operations/record-writes.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import { appVersion } from '#main/version.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { dicomSeries } from '#tests/support/dicom-series.ts'
import { axialGeometry, explicitLittleEndian } from '#tests/support/image-pack.ts'
import { inSession } from '#tests/support/import-images.ts'
import { passphrase } from './bench-registry.ts'

export const imageCount = 400
const side = 512
/** Different images; more would only take longer to make. */
const kinds = 20

export interface CtRegistry {
  readonly folder: string
  readonly caseId: string
  readonly seriesId: string
  /** One of its images, as it was imported. */
  readonly image: Uint8Array
}

export async function makeCtRegistry(folder: string): Promise<CtRegistry> {
  const at = systemClock.now()
  if (fs.existsSync(folder)) throw new Error(`${folder} is there already`)
  await createRegistry({ folder, name: 'CT', user: 'Bench', passphrase, appVersion, at }, () => {})
  const chest = chestPhantom({
    size: side,
    spacingMm: 0.75,
    thicknessMm: 12,
    slices: kinds,
    firstZMm: -100,
    blurred: true,
  })
  const images = dicomSeries({ ...chest, kernel: 'B70f' })
  return inSession(folder, passphrase, async (session) => {
    const today = session.clock.today()
    // Another one, so that the table can be walked.
    const [caseId = ''] = ['AS-0001', 'AS-0002'].map(
      (code) =>
        session.change({ operation: 'bench', reason: undefined, label: code }, (db, now) => {
          const { id } = addCase(writingIn(db, now, today), { values: { code, status: 'active' } })
          refreshCaseRow(db, id, today)
          return { id }
        }).id,
    )
    const { dataKey } = session.registry()
    const pack = beginPack({ registry: folder, dataKey, seriesId: uuidV7() })
    for (let index = 0; index < imageCount; index++)
      await pack.add(images[index % kinds]!, {
        sopInstanceUid: `2.25.${index + 1}`,
        transferSyntax: explicitLittleEndian,
        frames: 1,
        slope: 1,
        intercept: -1024,
      })
    const finished = await pack.finish({ modality: 'CT', geometry: axialGeometry(imageCount, side) })
    const { seriesIds } = storeSeries(
      session,
      {
        caseId,
        imaging: { add: { values: { date: '2026-01-15', modality: 'hrct' } } },
        series: [{ pack: finished, values: { date: '2026-01-15' }, facts: { orientation: 'axial', kernel: 'B70f' } }],
      },
      { changed() {} },
    )
    return { folder, caseId, seriesId: seriesIds[0]!, image: images[0]! }
  })
}
