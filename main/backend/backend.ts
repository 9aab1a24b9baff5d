/**
 * The backend: everything that touches the registry file, behind the contract. It knows no Electron; the same function
 * runs in the app's utility process, in tests and behind the command line.
 */
import { createServer } from '#shared/ipc/server.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { Reply } from '#shared/ipc/wire.ts'
import type { Kdf } from '#main/database/key-envelope.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { attachmentOperations } from './operations/attachments.ts'
import { caseOperations } from './operations/cases.ts'
import { changeOperations } from './operations/changes.ts'
import { dictionaryOperations } from './operations/dictionary.ts'
import { draftOperations } from './operations/drafts.ts'
import { dueOperations } from './operations/due.ts'
import { duplicateOperations } from './operations/duplicates.ts'
import { healthOperations } from './operations/health.ts'
import { mergeOperations } from './operations/merges.ts'
import { qualityOperations } from './operations/quality.ts'
import { recordOperations } from './operations/records.ts'
import { registryOperations } from './operations/registry.ts'
import { shareOperations } from './operations/share.ts'
import { createSession, systemClock } from './session.ts'
import type { Clock } from './session.ts'

export interface BackendOptions {
  readonly appVersion: string
  /** Tells what changed without having been asked: damage found, for example. */
  readonly changed?: (topics: readonly Topic[]) => void
  /** Keeps an unexpected error; answers where. Receives no patient data but what the error itself holds. */
  readonly report?: (error: unknown, operation: string) => string
  readonly clock?: Clock
  /** Cheaper key derivation, for tests. */
  readonly kdf?: Kdf
  /** Looks only: takes no lock and writes nothing (command line queries). */
  readonly readOnly?: boolean
  readonly checkOutput?: boolean
}

export interface Backend {
  call(name: string, inputJson: string, context?: Partial<CallContext>): Promise<Reply>
  close(): Promise<void>
}

export function createBackend({
  appVersion,
  changed = () => {},
  report = () => 'none',
  clock = systemClock,
  kdf,
  readOnly,
  checkOutput,
}: BackendOptions): Backend {
  const session = createSession(clock)
  const handlers: Handlers<'backend'> = {
    ...registryOperations({ session, appVersion, kdf, readOnly, changed }),
    ...caseOperations(session),
    ...recordOperations(session),
    ...dueOperations(session),
    ...healthOperations(session),
    ...duplicateOperations(session),
    ...mergeOperations(session),
    ...changeOperations(session),
    ...draftOperations(session),
    ...qualityOperations(session),
    ...attachmentOperations(session),
    ...dictionaryOperations(session),
    ...shareOperations(session, appVersion),
  }
  const server = createServer({
    place: 'backend',
    handlers,
    demand: (right) => session.demand(right),
    report,
    translate: translateStorageError,
    ...(checkOutput && { checkOutput }),
  })
  return {
    call: (name, inputJson, context) => server.call(name, inputJson, context),
    async close() {
      session.close()
    },
  }
}
