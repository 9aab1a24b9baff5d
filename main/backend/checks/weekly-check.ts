/** Once a week, while a registry is open, everything in it is checked, in steps that nobody notices. */
import { wordsOfUnreadable } from '#main/database/checks/unreadable.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { checkEverything } from '#main/database/checks/full-check.ts'
import { wordsOfDamage } from '#main/database/checks/page-check.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { checkKind, lastCheck, soundDetail } from '#main/database/repositories/checks.ts'
import type { RecordedCheck } from '#main/database/repositories/checks.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import { findWrongSeries } from '../images/check-images.ts'
import { damagedFile, findDamageSlowly } from './damage-watch.ts'
import type { Session } from '../session.ts'

const dayMs = 86_400_000
const everyMs = 7 * dayMs
/** Whether it is due is asked when the first work after opening is done, and then each hour. */
const firstLookMs = 60_000
const nextLookMs = 3_600_000
/** How long it works at a time, and how long it lets others: a call waits a few milliseconds at most. */
const workMs = 15
const pauseMs = 30

/** Remembered for each open registry: asking the chain each time would cost more than the answer is worth. */
const recorded = new WeakMap<OpenRegistry, { readonly check: RecordedCheck | undefined }>()

export function lastFullCheck(registry: OpenRegistry): RecordedCheck | undefined {
  const known = recorded.get(registry)
  if (known) return known.check
  const check = lastCheck(registry.reader)
  recorded.set(registry, { check })
  return check
}

export function isCheckDue(registry: OpenRegistry, now: string): boolean {
  const last = lastFullCheck(registry)
  return !last || last.problem !== undefined || Date.parse(now) - Date.parse(last.at) >= everyMs
}

/** Starts to look, each hour, whether the open registry is due. */
export function watchForWeeklyCheck(session: Session, changed: (topics: readonly Topic[]) => void): void {
  const registry = session.registry()
  const look = async (): Promise<void> => {
    if (session.status().state === 'closed' || session.registry() !== registry || session.status().damage) return
    if (registry.write && isCheckDue(registry, session.clock.now())) {
      // What keeps the check from its end, such as a drive that is gone, keeps it for an hour.
      await checkFully(session).catch(() => {})
      changed(['registry'])
    }
    setTimeout(() => void look(), nextLookMs).unref()
  }
  setTimeout(() => void look(), firstLookMs).unref()
}

/**
 * Checks everything and puts the result into the audit chain; what is wrong ends all writing. Closing the registry ends the
 * check without a result.
 * @returns what is wrong, in words
 */
export async function checkFully(session: Session): Promise<string | undefined> {
  const registry = session.registry()
  const page = await findDamageSlowly(session, { inNoHurry: true })
  if (session.status().state === 'closed' || session.registry() !== registry) return undefined
  const result = page ? wordsOfDamage(page) : await checkInSteps(session, registry)
  if (result === 'ended') return undefined
  const problem = result === soundDetail ? undefined : result
  session.note('registry.check', checkKind, { detail: result })
  recorded.set(registry, { check: { at: session.clock.now(), problem } })
  if (problem) session.damaged(damagedFile(problem))
  else await checkImages(session, registry)
  return problem
}

/** Wrong images stand on the health page: the records are sound, and work goes on. */
async function checkImages(session: Session, registry: OpenRegistry): Promise<void> {
  const wrong = await findWrongSeries(registry, async () => {
    await wait(pauseMs, undefined, { ref: false })
    if (session.status().state === 'closed' || session.registry() !== registry)
      throw new AppError('cancelled', 'The registry was closed.')
  }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'cancelled') return []
    throw error
  })
  if (wrong.length > 0)
    session.note('registry.check', 'image-check', { detail: wrong.map(({ seriesId }) => seriesId).join(', ') })
}

async function checkInSteps(session: Session, registry: OpenRegistry): Promise<string> {
  const check = checkEverything(registryFiles(registry.folder).database, registry.dataKey)
  let ended = false
  const stop = (): void => {
    ended = true
    check.return(undefined)
  }
  session.beforeClosing.add(stop)
  try {
    const problem = await inSteps(check, () => ended)
    return ended ? 'ended' : (problem ?? soundDetail)
  } catch (error) {
    const translated = translateStorageError(error)
    if (!(translated instanceof AppError) || translated.kind !== 'corrupt') throw error
    return wordsOfUnreadable(error)
  } finally {
    session.beforeClosing.delete(stop)
    check.return(undefined)
  }
}

async function inSteps(check: ReturnType<typeof checkEverything>, isEnded: () => boolean): Promise<string | undefined> {
  for (;;) {
    const until = performance.now() + workMs
    while (performance.now() < until) {
      const step = check.next()
      if (step.done) return step.value
    }
    await wait(pauseMs, undefined, { ref: false })
    if (isEnded()) return undefined
  }
}
