/** What a backup holds, and what restoring it would lose. Changes nothing. */
import fs from 'node:fs'
import path from 'node:path'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { RestorePreview } from '#shared/ipc/areas/backups.ts'
import { auditHead } from '#main/database/audit.ts'
import { addedSince, isOnChain } from '#main/database/backup/backup-differences.ts'
import { datedName, freePath, lookAtBackup } from '#main/database/backup/backup-folder.ts'
import type { BackupManifest } from '#main/database/backup/backup-manifest.ts'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { readEnvelope } from '#main/database/keys/key-envelope.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { Session } from '../session.ts'
import { demandManifest, demandSeal, keyOfBackup } from './key-of-backup.ts'
import type { KeyWish } from './key-of-backup.ts'

export interface RestoreWish extends KeyWish {
  readonly backup: string
  readonly target: string
}

/** The open registry, where it lies at that place. */
export const openAt = (session: Session, folder: string) =>
  session.status().state === 'open' && path.resolve(session.registry().folder) === path.resolve(folder)
    ? session.registry()
    : undefined

export async function previewRestore(session: Session, wish: RestoreWish): Promise<RestorePreview> {
  const found = await lookAtBackup(wish.backup)
  const manifest = demandManifest(found)
  const open = session.status().state === 'open' ? session.registry() : undefined
  const { dataKey } = await keyOfBackup(found, wish, open)
  demandSeal(manifest, dataKey)
  demandPlace(wish.target, manifest)
  const { name, madeAt, appVersion, schema, counts, files, auditEntries } = manifest
  const isThere = fs.existsSync(wish.target)
  return {
    backup: {
      path: wish.backup,
      name,
      madeAt,
      appVersion,
      schema,
      cases: counts['cases'] ?? 0,
      records: forms.reduce((sum, form) => sum + (form.id === 'case' ? 0 : (counts[tableOf(form)] ?? 0)), 0),
      entries: auditEntries,
      bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
    },
    ...(isThere && { keptAs: keptName(wish.target, session.clock.now()) }),
    ...differences(session, wish.target, manifest, dataKey),
  }
}

const nothingLost = { entries: 0, changes: 0, cases: [], moreCases: 0 }

function differences(
  session: Session,
  target: string,
  manifest: BackupManifest,
  dataKey: Buffer,
): Pick<RestorePreview, 'relation' | 'lost'> {
  if (!fs.existsSync(target)) return { relation: 'nothing-there', lost: nothingLost }
  try {
    return readTarget(session, target, dataKey, (reader) => {
      if (!isOnChain(reader, manifest)) return { relation: 'different-history', lost: addedSince(reader, 0) }
      const lost = addedSince(reader, manifest.auditEntries)
      return { relation: lost.entries === 0 ? 'same' : 'earlier', lost }
    })
  } catch {
    return { relation: 'unreadable', lost: nothingLost }
  }
}

/** The chain of the registry that is at the place now; undefined where it can't be read. */
export function headAt(session: Session, target: string, dataKey: Buffer): ReturnType<typeof auditHead> | undefined {
  try {
    return readTarget(session, target, dataKey, auditHead)
  } catch {
    return undefined
  }
}

function readTarget<T>(session: Session, target: string, dataKey: Buffer, read: (reader: Reader) => T): T {
  const open = openAt(session, target)
  if (open) return read(open.reader)
  const reader = openReader(registryFiles(target).database, dataKey)
  try {
    return read(reader)
  } finally {
    reader.close()
  }
}

/** Where the registry that is there now goes: beside its place. */
export const keptName = (target: string, at: string): string =>
  freePath(path.dirname(target), datedName(`${path.basename(target, '.asild')} before restore`, at), '.asild')

/**
 * Only a registry of the same id gives way to a backup, and nothing that is no registry.
 * @throws AppError `invalid-input`
 */
export function demandPlace(target: string, manifest: BackupManifest): void {
  const refuse = (message: string) => {
    throw new AppError('invalid-input', message, { issues: [{ path: 'target', message }] })
  }
  if (path.extname(target) !== '.asild') refuse('The name of a registry folder ends in .asild.')
  if (!fs.existsSync(target)) {
    if (!fs.existsSync(path.dirname(target))) refuse(`There is no folder ${path.dirname(target)}.`)
    return
  }
  const { keys, database } = registryFiles(target)
  if (!fs.existsSync(keys) && !fs.existsSync(database))
    refuse(`What is at ${target} is no registry. Choose another place.`)
  const id = idAt(keys)
  if (id !== undefined && id !== manifest.registryId)
    refuse(`At ${target} lies another registry than the one of this backup. Choose another place.`)
}

function idAt(keys: string): string | undefined {
  try {
    return readEnvelope(keys).registryId
  } catch {
    return undefined
  }
}
