/** Damage is looked for page by page while the registry is open: SQLite sees it only in the pages that it happens to read. */
import { wordsOfUnreadable } from '#main/database/checks/unreadable.ts'
import fs from 'node:fs'
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import { checkPages, wordsOfDamage } from '#main/database/checks/page-check.ts'
import type { PageDamage } from '#main/database/checks/page-check.ts'
import type { Writer } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Session } from '../session.ts'

interface Manner extends Partial<Pick<CallContext, 'progress' | 'signal'>> {
  /** Nobody waits for the answer: whatever else the program has to do goes first. */
  readonly inNoHurry?: boolean
}

/** How long it works at a time, and how long it rests where it is in no hurry. */
const workMs = 8
const pauseMs = 16

/** Reads all pages, a slice at a time. Undefined for a sound file, or one that was closed meanwhile. */
export async function findDamageSlowly(session: Session, manner: Manner = {}): Promise<PageDamage | undefined> {
  // What is found is looked at again: a page may have been missing while the log was being taken in.
  return (await readAllPages(session, manner)) && readAllPages(session, manner)
}

async function readAllPages(
  session: Session,
  { progress, signal, inNoHurry }: Manner,
): Promise<PageDamage | undefined> {
  if (session.status().state === 'closed') return undefined
  const registry = session.registry()
  const { database } = registryFiles(registry.folder)
  const isOver = () => session.status().state === 'closed' || session.registry() !== registry
  // While somebody reads an older state, the log is taken in with gaps, and a gap would look like damage of the file.
  while (registry.write && !isLogTakenIn(registry.write.db)) {
    if (signal?.aborted) throw new AppError('cancelled', 'The check was cancelled.')
    await wait(betweenTriesMs, undefined, { ref: false })
    if (isOver()) return undefined
  }
  const check = checkPages(database, registry.dataKey)
  for (let begun = performance.now(); ;) {
    const step = check.next()
    if (step.done) return step.value
    if (performance.now() - begun < workMs) continue
    progress?.({ ...step.value, what: 'Reading every page of the file' })
    if (signal?.aborted) throw new AppError('cancelled', 'The check was cancelled.')
    await (inNoHurry ? wait(pauseMs, undefined, { ref: false }) : breathe())
    if (isOver()) {
      check.return(undefined)
      return undefined
    }
    begun = performance.now()
  }
}

const betweenTriesMs = 250

/** Takes the log into the file as far as nobody still reads behind it. */
function isLogTakenIn(db: Writer): boolean {
  const [{ log, checkpointed }] = db.pragma('wal_checkpoint(PASSIVE)') as [{ log: number; checkpointed: number }]
  return log === checkpointed
}

/** Files up to this size are looked through before the registry is shown; larger ones once its first screen has had its time. */
const lookedThroughAtOnceBytes = 32 * 1024 * 1024
const laterMs = 5_000

/** What is said of damage wherever it is found, and by everything that would have written. */
export const damagedFile = (found: string): string =>
  `The registry file is damaged: ${found}. It is kept as it is and nothing more is written to it. Make a copy of the whole folder, then restore a backup of the registry, or salvage what can still be read.`

/** Looks through the file that has just been opened; what it finds stops all writing. */
export async function watchForDamage(session: Session, changed: (topics: readonly Topic[]) => void): Promise<void> {
  const registry = session.registry()
  const look = async (inNoHurry: boolean) => {
    if (session.status().state === 'closed' || session.registry() !== registry) return
    const found = await findDamageSlowly(session, { inNoHurry }).then(
      (damage) => damage && wordsOfDamage(damage),
      wordsOfUnreadable,
    )
    if (!found) return
    session.damaged(damagedFile(found))
    changed(['registry'])
  }
  if (fs.statSync(registryFiles(registry.folder).database).size <= lookedThroughAtOnceBytes) await look(false)
  else setTimeout(() => void look(true), laterMs).unref()
}
