/** Images that are kept in the registry. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { markErased, seriesWithImages } from '#main/database/repositories/image-series.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { imagesFolder, namesIn, newPack, packExtension } from '#main/imaging/store/image-files.ts'
import type { PackContents } from '#main/imaging/store/pack-contents.ts'
import type { BackupKeeper } from '../backups/backup-keeper.ts'
import { noteImageView } from '../images/image-views.ts'
import type { SeriesPacks } from '../images/series-packs.ts'
import type { Session } from '../session.ts'
import { stale } from './record-writes.ts'

interface Needs {
  readonly session: Session
  readonly packs: SeriesPacks
  readonly keeper: Pick<BackupKeeper, 'isRunning'>
}

type Area = Pick<Handlers<'backend'>, 'images.geometry' | 'images.erase'>

export function imageOperations({ session, packs, keeper }: Needs): Area {
  return {
    'images.geometry'({ seriesId }) {
      const { geometry, images, modality } = packs.contentsOf(seriesId)
      noteImageView(session, 'images.geometry', packs.seriesOf(seriesId))
      return { geometry, modality, images: images.length, windows: windowsOf(images) }
    },

    'images.erase'({ id, version, reason }, { changed }) {
      if (keeper.isRunning())
        throw new AppError('in-use', 'A backup is being made at this moment. Erase the images when it is done.')
      const { record, caseId } = erasable(session, id)
      if (record.version !== version) throw stale()
      const day = session.clock.today()
      session.write('images.erase', reason, (db, at) => markErased(db, id, { day, at }))
      packs.letGo(id)
      removePack(session, id)
      changed('cases', 'changes', 'health', `case:${caseId}`)
      return { words: wordsOfErasure }
    },
  }
}

const wordsOfErasure =
  'The images were erased: their file was removed from the registry folder. They were encrypted; a disk may keep traces of a removed file, which nobody can read without the key. Backups that were made before still hold them, until they are thinned out.'

function erasable(session: Session, id: string) {
  const db = session.reader()
  const found = findRecord(db, 'image_series', id)
  if (!found) throw new AppError('not-found', 'This series of images is not in the registry.')
  if (!seriesWithImages(db, id)) throw new AppError('conflict', 'The images of this series were erased before.')
  if (found.record.voided_at === undefined)
    throw new AppError('conflict', 'Only the images of a series that was voided are erased. Void it first.')
  return found
}

/** Under earlier keys as well. @throws AppError saying that the record says so already, and what becomes of the file */
function removePack(session: Session, seriesId: string): void {
  const images = imagesFolder(session.registry().folder)
  try {
    for (const keyId of namesIn(images))
      for (const extension of [packExtension, newPack]) {
        const file = path.join(images, keyId, `${seriesId}${extension}`)
        if (!fs.existsSync(file)) continue
        fs.rmSync(file)
        syncFolder(path.dirname(file))
      }
  } catch {
    throw new AppError(
      'read-only',
      'The record says that the images were erased, but their file could not be removed now. It goes when the registry is opened the next time.',
    )
  }
}

const mostWindows = 8

function windowsOf(images: PackContents['images']): { center: number; width: number }[] {
  const windows = new Map<string, { center: number; width: number }>()
  for (const { windowCenter: center, windowWidth: width } of images)
    if (center !== undefined && width !== undefined) windows.set(`${center} ${width}`, { center, width })
  return [...windows.values()].slice(0, mostWindows)
}
