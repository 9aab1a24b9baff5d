/** The long work on backups, one synchronous stretch after another: for the worker thread. */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { backUpImages, demandImages, imageBytesOf, stageImages } from '#main/database/backup/backup-images.ts'
import { copyFile, hashFile, makeSelfContained, proveSound } from '#main/database/backup/backup-copy.ts'
import type { CopyFacts, Watch } from '#main/database/backup/backup-copy.ts'
import { imagesOf, packsIn } from '#main/imaging/store/image-files.ts'
import {
  backupExtension,
  backupFiles,
  backupReadme,
  fileOfBackup,
  partExtension,
} from '#main/database/backup/backup-folder.ts'
import { isSealed, keyIdOf, parseManifest, sealedManifest } from '#main/database/backup/backup-manifest.ts'
import type { BackupManifest } from '#main/database/backup/backup-manifest.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { writeWhole } from '#main/database/write-whole.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { BackUpTask, StageTask, VerifyTask, WorkerTask } from './worker-messages.ts'

export interface TaskTelling {
  readonly progress: (done: number, total: number, what: string) => void
  readonly isCancelled: () => boolean
  readonly copied: () => void
}

export async function doTask(task: WorkerTask, telling: TaskTelling): Promise<CopyFacts> {
  switch (task.kind) {
    case 'back-up':
      return backUp(task, telling)
    case 'verify':
      return verify(task, telling)
    case 'stage':
      return stage(task, telling)
  }
}

/** @param total bytes to be gone through in all */
function watchOf({ progress, isCancelled }: TaskTelling, total: number): Watch {
  let done = 0
  return {
    step(bytes, what) {
      done += bytes
      if (isCancelled()) throw new AppError('cancelled', 'Cancelled; nothing was kept.')
      progress(Math.min(done, total), total, what)
    },
  }
}

async function backUp({ dataKey, registry, target, about }: BackUpTask, telling: TaskTelling): Promise<CopyFacts> {
  const key = Buffer.from(dataKey)
  const source = registryFiles(registry)
  const part = `${target.slice(0, -backupExtension.length)}${partExtension}`
  const to = backupFiles(part)
  const size = fs.statSync(source.database).size
  const imageBytes = packsIn(imagesOf(registry, key)).reduce((sum, { bytes }) => sum + bytes, 0)
  const watch = watchOf(telling, 4 * size + 3 * imageBytes)
  try {
    fs.mkdirSync(part, { mode: 0o700 })
    fs.writeFileSync(to.owner, JSON.stringify({ registryId: about.registryId }), { mode: 0o600 })
    const read = copyFile(source.database, to.database, watch, 'Copying the registry')
    telling.copied()
    if (hashFile(to.database, watch) !== read)
      throw new AppError('corrupt', 'The copy is not what was written: the disk of the backup may be failing.')
    makeSelfContained(to.database, key)
    const facts = proveSound(to.database, key, watch)
    if (facts.auditEntries !== about.auditEntries || facts.auditHead !== about.auditHead)
      throw new AppError('corrupt', 'The copy does not hold what the registry held when it was begun.')
    const images = backUpImages({ dataKey: key, registry, part, registryId: about.registryId }, watch)
    if (fs.existsSync(source.keys)) writeWhole(to.keys, fs.readFileSync(source.keys))
    writeWhole(to.readme, backupReadme(about.name, about.registryId, about.madeAt))
    const present = [to.database, to.keys, to.readme].filter((file) => fs.existsSync(file))
    const ownFiles = Object.fromEntries(
      present.map((file) => [
        path.basename(file),
        { bytes: fs.statSync(file).size, sha256: hashFile(file, watch, 'Sealing the backup') },
      ]),
    )
    const { schema, counts } = facts
    const files = { ...ownFiles, ...images.files }
    const missing = images.missingImages.length > 0 && { missingImages: images.missingImages }
    const content = {
      format: 'as-ild-registry-backup',
      version: 1,
      ...about,
      schema,
      counts,
      files,
      ...missing,
    } as const
    const verifiedAt = new Date().toISOString()
    writeWhole(to.manifest, sealedManifest({ ...content, verifiedAt, keyId: keyIdOf(key) }, key))
    fs.rmSync(to.owner)
    await renameFolder(part, target)
    syncFolder(path.dirname(target))
    return facts
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true })
    throw error
  }
}

/** A virus scanner that looks into the new files holds the folder for a moment on Windows. */
async function renameFolder(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return fs.renameSync(from, to)
    } catch (error) {
      if (attempt === 10 || !['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error
      await wait(attempt * 50)
    }
  }
}

/** @throws AppError `corrupt` where the manifest is missing or was changed, `wrong-key` where another key sealed it */
function manifestOf(backup: string, key: Buffer): BackupManifest {
  const manifest = parseManifest(fs.readFileSync(backupFiles(backup).manifest, 'utf8'))
  if (!manifest) throw new AppError('corrupt', 'its manifest is damaged.')
  if (manifest.keyId !== keyIdOf(key))
    throw new AppError('wrong-key', 'This backup was encrypted with another key of the registry.')
  if (!isSealed(manifest, key)) throw new AppError('corrupt', 'its manifest was changed.')
  return manifest
}

function verify({ dataKey, backup }: VerifyTask, telling: TaskTelling): CopyFacts {
  const key = Buffer.from(dataKey)
  const manifest = manifestOf(backup, key)
  const watch = watchOf(telling, 2 * (manifest.files['registry.db']?.bytes ?? 0) + imageBytesOf(manifest))
  for (const [name, { sha256 }] of Object.entries(manifest.files))
    if (hashFile(fileOfBackup(backup, name), watch, 'Reading the backup') !== sha256)
      throw new AppError('corrupt', `its file ${name} was changed or destroyed.`)
  const facts = compared(proveSound(backupFiles(backup).database, key, watch, { deep: true }), manifest)
  demandImages(backup, key, manifest)
  return facts
}

function compared(facts: CopyFacts, manifest: BackupManifest): CopyFacts {
  const { schema, counts, auditEntries, auditHead } = manifest
  const tables = Object.keys(counts)
  const same =
    facts.schema === schema &&
    facts.auditEntries === auditEntries &&
    facts.auditHead === auditHead &&
    tables.length === Object.keys(facts.counts).length &&
    tables.every((table) => facts.counts[table] === counts[table])
  if (!same) throw new AppError('corrupt', 'it does not hold what its manifest says.')
  return facts
}

function stage({ dataKey, backup, stage: into }: StageTask, telling: TaskTelling): CopyFacts {
  const key = Buffer.from(dataKey)
  const manifest = manifestOf(backup, key)
  const said = manifest.files['registry.db']
  const watch = watchOf(telling, 3 * (said?.bytes ?? 0) + 2 * imageBytesOf(manifest))
  const to = registryFiles(into).database
  const read = copyFile(backupFiles(backup).database, to, watch, 'Copying the backup')
  if (read !== said?.sha256) throw new AppError('corrupt', 'its file registry.db was changed or destroyed.')
  if (hashFile(to, watch) !== read)
    throw new AppError('corrupt', 'what was written is not what the backup holds: the disk may be failing.')
  const facts = compared(proveSound(to, key, watch, { deep: true }), manifest)
  stageImages(backup, into, manifest, watch)
  demandImages(into, key, manifest)
  return facts
}
