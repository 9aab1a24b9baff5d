/**
 * The backend: everything that touches the registry file, behind the contract. It knows no Electron; the same function
 * runs in the app's utility process, in tests and behind the command line.
 */
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { createServer } from '#shared/ipc/server.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { CancelSignal, Reply } from '#shared/ipc/wire.ts'
import type { Kdf } from '#main/database/keys/key-envelope.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { attachmentOperations } from './operations/attachments.ts'
import { auditOperations } from './operations/audit.ts'
import { backupsHealth } from './health/backups-health.ts'
import { createBackupKeeper } from './backups/backup-keeper.ts'
import { backupOperations } from './operations/backups.ts'
import { caseOperations } from './operations/cases.ts'
import { createAnalyst } from './cohort/analyst.ts'
import { changeOperations } from './operations/changes.ts'
import { cohortOperations } from './operations/cohorts.ts'
import { ctFigureOperations } from './operations/ct-figures.ts'
import { ctDensityOperations } from './operations/ct-density.ts'
import { ctReadingOperations } from './operations/ct-readings.ts'
import { createDensityMeter } from './density/density-meter.ts'
import { dictionaryOperations } from './operations/dictionary.ts'
import { draftOperations } from './operations/drafts.ts'
import { dueOperations } from './operations/due.ts'
import { duplicateOperations } from './operations/duplicates.ts'
import { healthOperations } from './operations/health.ts'
import { createSeriesPacks } from './images/series-packs.ts'
import { imageImportOperations } from './operations/image-imports.ts'
import { imageOperations } from './operations/images.ts'
import { mergeOperations } from './operations/merges.ts'
import { qualityOperations } from './operations/quality.ts'
import { recordOperations } from './operations/records.ts'
import { recoveryOperations } from './operations/recovery.ts'
import { registryOperations } from './operations/registry.ts'
import { userOperations } from './operations/users.ts'
import { signatureOperations } from './operations/signatures.ts'
import { shareOperations } from './operations/share.ts'
import { createImageDecoder } from './images/image-decoder.ts'
import { servePixels } from './images/pixel-port.ts'
import type { PixelPort } from './images/pixel-port.ts'
import { lookAfter } from './checks/look-after.ts'
import { createSession, systemClock } from './session.ts'
import type { Clock, Session } from './session.ts'

export interface BackendOptions {
  readonly appVersion: string
  /** Tells what changed without having been asked: damage found, for example. */
  readonly changed?: (topics: readonly Topic[]) => void
  /** Keeps an unexpected error; answers where. Receives no patient data but what the error itself holds. */
  readonly report?: (error: unknown, operation: string) => string
  readonly clock?: Clock
  /** Cheaper key derivation, for tests. */
  readonly kdf?: Kdf
  /** The script of worker threads, in the built program; the source otherwise. */
  readonly workerFile?: string
  /** Looks only: takes no lock and writes nothing (command line queries). */
  readonly readOnly?: boolean
  readonly checkOutput?: boolean
  /** Where images are read from, in place of the registry's own: for tests. */
  readonly images?: (session: Session) => ImageSource
}

export interface Backend {
  call(name: string, inputJson: string, context?: Partial<CallContext>): Promise<Reply>
  /** Answers for images over one end of a line, as long as a registry is open (pixel-wire.ts). */
  servePixels(port: PixelPort): void
  /** @param backup says that a backup is made first, where one is due; it ends early when the signal says so */
  close(backup?: { readonly signal: CancelSignal; readonly started: () => void }): Promise<void>
}

export function createBackend({
  appVersion,
  changed = () => {},
  report = () => 'none',
  clock = systemClock,
  kdf,
  readOnly,
  workerFile,
  checkOutput,
  images = (session) => createImageDecoder(session, workerFile),
}: BackendOptions): Backend {
  const session = createSession(clock)
  const keeper = createBackupKeeper({ session, appVersion, changed, workerFile })
  const analyst = createAnalyst(session, workerFile)
  const packs = createSeriesPacks(session)
  const source = images(session)
  const meter = createDensityMeter(session, workerFile)
  const handlers: Handlers<'backend'> = {
    ...registryOperations({ session, keeper, appVersion, kdf, readOnly, changed, workerFile }),
    ...recoveryOperations({ session, appVersion, kdf, lookAfter: () => lookAfter({ session, keeper, changed }) }),
    ...caseOperations(session),
    ...recordOperations(session),
    ...dueOperations(session),
    ...healthOperations(session, [backupsHealth(keeper.failures)]),
    ...backupOperations({ session, keeper, workerFile }),
    ...duplicateOperations(session),
    ...mergeOperations(session),
    ...changeOperations(session),
    ...cohortOperations(session, analyst),
    ...draftOperations(session),
    ...qualityOperations(session),
    ...attachmentOperations(session),
    ...imageOperations({ session, packs, keeper }),
    ...ctFigureOperations({ session, packs, source }),
    ...ctDensityOperations({ session, packs, meter }),
    ...ctReadingOperations(session),
    ...imageImportOperations({ session, packs, workerFile }),
    ...dictionaryOperations(session),
    ...userOperations(session, kdf),
    ...auditOperations(session),
    ...signatureOperations(session),
    ...shareOperations(session, analyst, appVersion),
  }
  const server = createServer({
    place: 'backend',
    handlers,
    demand: (right) => session.demand(right),
    report,
    translate(thrown) {
      const error = translateStorageError(thrown)
      // SQLite came upon a damaged page of the open file: from here on nothing is written to it.
      if (error !== thrown && error instanceof AppError && error.kind === 'corrupt' && isOpenAndSound(session)) {
        session.damaged(error.message)
        changed(['registry'])
      }
      return error
    },
    ...(checkOutput && { checkOutput }),
  })
  return {
    call: (name, inputJson, context) => server.call(name, inputJson, context),
    servePixels: (port) => servePixels({ session, source, port, report }),
    async close(backup) {
      if (backup) await keeper.makeBeforeClosing({ signal: backup.signal, progress: backup.started }).catch(() => {})
      session.close()
    },
  }
}

function isOpenAndSound(session: Session): boolean {
  const { state, damage } = session.status()
  return state === 'open' && damage === undefined
}
