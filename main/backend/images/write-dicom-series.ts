/**
 * Writes series of a case as DICOM files into a new folder, for other programs: de-identified as they are kept, under a code. The
 * folder appears when all of it is there.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from '#main/database/sync-folder.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { secretOf } from '#main/database/repositories/secrets.ts'
import { problemOfFile } from '#main/exchange/problem-of-file.ts'
import { codesFor } from '#main/exchange/share/case-keys.ts'
import { withPatientCode } from '#main/imaging/deidentify/with-patient-code.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { Session } from '../session.ts'
import type { SeriesPacks } from './series-packs.ts'

interface Needs {
  readonly session: Session
  readonly packs: SeriesPacks
}

type Wish = ParsedInputOf<'images.writeDicom'>

/** @throws AppError; then nothing of it is there */
export async function writeDicomSeries(
  { session, packs }: Needs,
  { seriesIds, folder, withCaseCode }: Wish,
  { signal, progress }: CallContext,
): Promise<OutputOf<'images.writeDicom'>> {
  if (session.status().readOnly)
    throw new AppError(
      'read-only',
      'This registry is open for reading only: that images left could not be noted in it. Open it where it can be written to.',
    )
  if (existsSync(folder))
    throw new AppError('invalid-input', `${folder} exists already. Choose another name: nothing is written over.`)
  const series = ordered(session, [...new Set(seriesIds)])
  const { caseId, code } = codeOf(session, series, withCaseCode)
  const total = series.reduce((sum, { id }) => sum + packs.contentsOf(id).images.length, 0)
  // Before anything leaves: what can't be noted does not.
  session.note('images.writeDicom', 'export', {
    caseId,
    detail:
      `${series.length === 1 ? '1 series' : `${series.length} series`}, ${total === 1 ? '1 image' : `${total} images`}, as DICOM under the code ${code}: series ${series.map(({ id }) => id).join(', ')}`.slice(
        0,
        2000,
      ),
  })
  const part = `${folder}.${randomBytes(4).toString('hex')}.part`
  try {
    await fs.mkdir(part, { mode: 0o700 })
    const written: { id: string; folder: string; files: number }[] = []
    let done = 0
    for (const [index, { id, record }] of series.entries()) {
      const name = folderName(index, record, series[0]!.record)
      const into = path.join(part, name)
      await fs.mkdir(into, { mode: 0o700 })
      const { images } = packs.contentsOf(id)
      for (let image = 0; image < images.length; image += 1) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was written.')
        progress({
          done,
          total,
          what: `Series ${index + 1} of ${series.length}: image ${image + 1} of ${images.length}`,
        })
        const bytes = withPatientCode(await packs.imageBytes(id, image), code)
        await writeSynced(path.join(into, `IM${String(image + 1).padStart(5, '0')}.dcm`), bytes)
        done += 1
      }
      syncFolder(into)
      written.push({ id, folder: name, files: images.length })
    }
    syncFolder(part)
    await fs.rename(part, folder)
    syncFolder(path.dirname(folder))
    return { folder, files: total, code, series: written }
  } catch (error) {
    await fs.rm(part, { recursive: true, force: true })
    throw problemOfFile(error, folder)
  }
}

interface Exported {
  readonly id: string
  readonly caseId: string
  readonly record: AnyRecord
}

/** The oldest first. @throws AppError `not-found`, `invalid-input` for series of several cases */
function ordered(session: Session, ids: readonly string[]): readonly Exported[] {
  const series = ids.map((id): Exported => {
    const found = findRecord(session.reader(), 'image_series', id)
    if (!found || found.record.voided_at !== undefined)
      throw new AppError('not-found', 'One of these series is not in the registry any more.')
    return { id, ...found }
  })
  if (new Set(series.map(({ caseId }) => caseId)).size > 1)
    throw new AppError('invalid-input', 'These series belong to several cases. Export one case at a time.')
  return series.toSorted((one, other) => (dateOf(one.record) ?? '').localeCompare(dateOf(other.record) ?? ''))
}

function codeOf(
  session: Session,
  [first]: readonly Exported[],
  withCaseCode: boolean,
): { caseId: string; code: string } {
  const { caseId } = first!
  if (!withCaseCode) return { caseId, code: codesFor(secretOf(session.reader(), 'date-shift'), undefined)(caseId) }
  const code = findRecord(session.reader(), 'case', caseId)?.record['code']
  if (typeof code !== 'string' || code === '')
    throw new AppError('invalid-input', 'This case has no code. Export it without.')
  return { caseId, code }
}

const dateOf = (record: AnyRecord): string | undefined => {
  const date = record['date']
  return typeof date === 'string' ? date : undefined
}

/** The images themselves say no date: days since the first series tell which came when. */
function folderName(index: number, record: AnyRecord, first: AnyRecord): string {
  const [start, date] = [dateOf(first), dateOf(record)]
  const days = start?.length === 10 && date?.length === 10 ? ` day ${dayNumber(date) - dayNumber(start)}` : ''
  const modality = String(record['modality'] ?? '').replace(/[^A-Z]/g, '')
  return `${String(index + 1).padStart(2, '0')}${modality && ` ${modality}`}${days}`
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}
