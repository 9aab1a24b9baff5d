/**
 * Makes imported images records of a case: one audited change for all series of an import, which can be undone as any other.
 * Their packs are whole on the disk before it; whatever fails, none of them stays.
 */
import fs from 'node:fs'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { imageSeriesForm } from '#shared/dictionary/forms/image-series.ts'
import type { RecordSource, RecordValues } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import { formatOfImages, registryFiles } from '#main/database/registry-folder.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import { findRecord, insertRecord } from '#main/database/repositories/records.ts'
import { packFiles } from '#main/imaging/store/image-files.ts'
import type { FinishedPack } from '#main/imaging/store/image-pack.ts'
import { headMagic } from '#main/imaging/store/pack-format.ts'
import { adoptPack, dropNewPack } from '#main/imaging/store/settle-packs.ts'
import { contentOf } from '../operations/record-content.ts'
import { addRecord, writingIn } from '../operations/record-writes.ts'
import type { TypedRecord } from '../operations/record-writes.ts'
import type { Session } from '../session.ts'

/** What the importer says of a series; columns of the form `image_series`. What the pack itself says is added. */
export interface SeriesFacts {
  readonly series_uid?: string | undefined
  readonly study_uid?: string | undefined
  readonly image_rows?: number | undefined
  readonly image_columns?: number | undefined
  readonly orientation?: string | undefined
  readonly kernel?: string | undefined
  readonly slice_thickness?: number | undefined
  readonly slice_spacing?: number | undefined
  readonly pixel_spacing?: number | undefined
  readonly removed?: string | undefined
}

export interface NewSeries {
  readonly pack: FinishedPack
  /** What a person typed: date and label, a comment. */
  readonly values: RecordValues
  readonly facts: SeriesFacts
}

export interface StoreWish {
  readonly caseId: string
  /** The imaging study that the series belong to: one that is there, or one that is added with them. */
  readonly imaging?: { readonly id: string } | { readonly add: TypedRecord } | undefined
  readonly series: readonly NewSeries[]
  readonly source?: RecordSource
}

export interface StoredSeries {
  readonly changeId: string
  /** Ids of the series, in the order in which they were given. */
  readonly seriesIds: readonly string[]
  readonly imagingId: string | undefined
}

/**
 * @throws AppError as adding a record does; `cancelled` where the registry that the packs were written for is not the one that is
 * open, or has another key by now
 */
export function storeSeries(
  session: Session,
  wish: StoreWish,
  { changed }: Pick<CallContext, 'changed'>,
): StoredSeries {
  const { caseId, series } = wish
  const { folder: registry, dataKey } = session.registry()
  const placeOf = ({ pack }: NewSeries) => ({ registry, dataKey, seriesId: pack.seriesId })
  try {
    demandPacks(series, placeOf, keyIdOf(dataKey))
    const stored = save(session, wish)
    // A pack that can't get its name now is found under the other one, and gets it at the next opening.
    for (const one of series) trying(() => adoptPack(placeOf(one)))
    trying(() => describeFormat(registryFiles(registry).readme))
    changed('cases', 'changes', 'health', `case:${caseId}`)
    return stored
  } catch (error) {
    for (const { pack } of series) trying(() => dropNewPack(registry, pack))
    throw error
  }
}

function demandPacks(
  series: readonly NewSeries[],
  placeOf: (one: NewSeries) => Parameters<typeof packFiles>[0],
  keyId: string,
): void {
  if (series.length === 0) throw new AppError('invalid-input', 'No images were chosen: nothing was imported.')
  for (const one of series)
    if (one.pack.keyId !== keyId || !fs.existsSync(packFiles(placeOf(one)).fresh))
      throw new AppError(
        'cancelled',
        'The registry was closed, or got another key, while the images were being imported. Nothing of them was kept; import them again.',
      )
}

function save(session: Session, { caseId, imaging, series, source = 'recorded' }: StoreWish): StoredSeries {
  const today = session.clock.today()
  const count = series.reduce((sum, { pack }) => sum + pack.contents.images.length, 0)
  const label = `${count === 1 ? '1 image' : `${count} images`} imported`
  const { changeId, imagingId } = session.change({ operation: 'images.import', reason: undefined, label }, (db, at) => {
    const caseRow = findRecord(db, 'case', caseId)?.record
    if (!caseRow) throw new AppError('not-found', 'This case is not in the registry any more.')
    const writing = writingIn(db, at, today)
    const imagingId = imaging && ('id' in imaging ? imaging.id : addRecord(writing, caseId, 'imaging', imaging.add).id)
    for (const { pack, values, facts } of series)
      insertRecord(db, 'image_series', {
        id: pack.seriesId,
        caseId,
        at,
        ...contentOf(db, {
          form: 'image_series',
          caseId,
          caseRow,
          values,
          source,
          today,
          byProgram: { ...known(facts), ...ofPack(pack), ...(imagingId !== undefined && { imaging: imagingId }) },
        }),
      })
    outdateCaseRow(db, caseId, today)
    return { imagingId }
  })
  session.undo.push({ changeId, label, caseId })
  return { changeId, imagingId, seriesIds: series.map(({ pack }) => pack.seriesId) }
}

const ofPack = ({ sha256, sizeBytes, contents }: FinishedPack) => ({
  sha256,
  size_bytes: sizeBytes,
  images: contents.images.length,
  modality: contents.modality,
})

const columns = new Set(columnsOf(imageSeriesForm).map(({ name }) => name))
const known = (facts: SeriesFacts) => Object.fromEntries(Object.entries(facts).filter(([name]) => columns.has(name)))

/** Registries of before there were images say nothing of them to whoever finds the folder. */
function describeFormat(readme: string): void {
  if (!fs.readFileSync(readme, 'utf8').includes(headMagic.toString())) fs.appendFileSync(readme, formatOfImages)
}

function trying(act: () => void): void {
  try {
    act()
  } catch {}
}
