/** Imports CT images as the window does: from DICOM files, de-identified, over the contract. */
import path from 'node:path'
import type { Client } from '#shared/ipc/client.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { writeDicomSeries } from '#tests/support/dicom-series.ts'

let made = 0

/** A few small slices of a chest that nobody has imported before, as DICOM files. @returns their folder */
export async function newDicomSeries(parent: string): Promise<string> {
  made += 1
  const folder = path.join(parent, `series-${made}`)
  const chest = chestPhantom({ size: 64, spacingMm: 6, slices: 4, firstZMm: -20, seed: made })
  await writeDicomSeries(folder, { ...chest, study: `study ${made}`, series: `series ${made}` })
  return folder
}

/** @returns the id of the series, which is in. @throws AppError where it was refused */
export async function importASeries(client: Client, caseId: string, source: string): Promise<string> {
  const { scanId, studies } = await client.call('images.scan', { caseId, sources: [source] })
  const { series } = await client.call('images.import', {
    scanId,
    caseId,
    series: studies
      .flatMap((study) => study.series)
      .map(({ key }) => ({ key, which: 'all', imaging: { add: { date: '2024-01-15', modality: 'hrct' } } })),
  })
  const [one] = series
  if (one?.outcome !== 'taken' || one.seriesId === undefined)
    throw new Error(`images that nobody has were not taken: ${one?.words}`)
  return one.seriesId
}
