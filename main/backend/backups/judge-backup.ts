/** What a found backup is worth to a registry: from its manifest and its files' sizes, without reading its content. */
import path from 'node:path'
import { backupExtension } from '#main/database/backup/backup-folder.ts'
import type { FoundBackup } from '#main/database/backup/backup-folder.ts'
import { changesSince, isOnChain, mostCounted } from '#main/database/backup/backup-differences.ts'
import { isSealed, keyIdOf } from '#main/database/backup/backup-manifest.ts'
import type { Reader } from '#main/database/connection.ts'
import type { ListedBackup } from '#shared/ipc/areas/backups.ts'

interface Registry {
  readonly id: string
  readonly dataKey: Buffer
  readonly reader: Reader
}

/** @param registry the open one; without it a seal can't be checked and is not claimed to hold */
export function judgeBackup(found: FoundBackup, registry?: Registry): ListedBackup {
  const { manifest, wrongFiles } = found
  if (!manifest)
    return {
      path: found.path,
      name: path.basename(found.path, backupExtension),
      bytes: 0,
      state: 'unfinished',
      words: 'It has no readable manifest: it was not finished, or was damaged. It is not counted.',
    }
  const { name, madeAt, verifiedAt, appVersion, files, counts, auditEntries, missingImages = [] } = manifest
  const common = {
    path: found.path,
    name,
    madeAt,
    verifiedAt,
    appVersion,
    bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
    ...(counts['cases'] !== undefined && { cases: counts['cases'] }),
    entries: auditEntries,
  }
  if (registry && manifest.registryId !== registry.id)
    return { ...common, state: 'other-registry', words: `It is a backup of another registry, “${name}”.` }
  if (wrongFiles.length > 0)
    return { ...common, state: 'damaged', words: `Missing or of another size: ${wrongFiles.join(', ')}.` }
  if (!registry) return { ...common, state: 'unchecked', words: '' }
  if (manifest.keyId !== keyIdOf(registry.dataKey))
    return {
      ...common,
      state: 'other-key',
      words: 'It was made under an earlier key: the passphrase or the recovery sheet of that time opens it.',
    }
  if (!isSealed(manifest, registry.dataKey))
    return { ...common, state: 'damaged', words: 'Its manifest was changed after it was made.' }
  if (!isOnChain(registry.reader, manifest))
    return {
      ...common,
      state: 'verified',
      words: 'It has another history: the registry was restored from an earlier backup since.',
    }
  const changes = changesSince(registry.reader, auditEntries)
  return {
    ...common,
    state: 'verified',
    changesSince: changes,
    words: `${changes === 0 ? 'Nothing was changed since.' : `${wordsOfChanges(changes)} since.`}${wordsOfMissing(missingImages.length)}`,
  }
}

const wordsOfMissing = (series: number): string =>
  series === 0
    ? ''
    : ` It is without the images of ${series} series: their files were missing or damaged when it was made.`

/** `3 changes`, `10,000 or more changes`. */
export const wordsOfChanges = (changes: number): string =>
  `${changes.toLocaleString('en-US')}${changes >= mostCounted ? ' or more' : ''} change${changes === 1 ? '' : 's'}`
