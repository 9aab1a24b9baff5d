/**
 * Wrong passphrases, remembered beside the registry until somebody is let in: guessing grows slow, and whoever unlocks next finds
 * in the audit chain what was tried. Keeps when, where and whose passphrase was tried; never what was typed. It can't stop
 * whoever takes the folder away: against them stand the key derivation and the passphrase itself.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import { wordsOfWait } from '#shared/domain/words-of-wait.ts'
import { registryFiles } from '../registry-folder.ts'
import { writeWhole } from '../write-whole.ts'

const attemptSchema = z.object({
  at: z.string().max(40),
  host: z.string().max(255),
  /** Whose passphrase was tried, where that was said and is a user's name. */
  user: z.string().max(100).optional(),
  how: z.enum(['passphrase', 'recovery sheet', 'this computer']),
})
export type FailedAttempt = z.infer<typeof attemptSchema>
export type WayIn = FailedAttempt['how']

/** More are counted, not kept. */
const most = 200
const fileSchema = z.object({
  version: z.literal(1),
  failed: z.array(attemptSchema).max(most),
  /** How many older ones there were. */
  older: z.int().min(0),
})
type Attempts = Pick<z.infer<typeof fileSchema>, 'failed' | 'older'>

const none: Attempts = { failed: [], older: 0 }

/** What could not be written, for as long as the program runs. */
const inMemory = new Map<string, Attempts>()

/** Reads what was tried. A file that can't be read counts as none: it must never shut anybody out. */
export function failedAttempts(folder: string): Attempts {
  const remembered = inMemory.get(path.resolve(folder))
  if (remembered) return remembered
  try {
    return fileSchema.parse(JSON.parse(fs.readFileSync(registryFiles(folder).attempts, 'utf8')))
  } catch {
    return none
  }
}

function keep(folder: string, { failed, older }: Attempts): void {
  const kept = { failed: failed.slice(-most), older: older + Math.max(0, failed.length - most) }
  try {
    writeWhole(registryFiles(folder).attempts, `${JSON.stringify({ version: 1, ...kept }, undefined, 2)}\n`)
    inMemory.delete(path.resolve(folder))
  } catch {
    inMemory.set(path.resolve(folder), kept)
  }
}

/** Somebody was let in, and what was tried stands in the audit chain. */
export function forgetAttempts(folder: string): void {
  inMemory.delete(path.resolve(folder))
  fs.rmSync(registryFiles(folder).attempts, { force: true })
}

const freeAttempts = 4
const longestSeconds = 300

/**
 * Until the next passphrase may be tried: 2 seconds after the fifth wrong one, twice as long after each further one, up to five
 * minutes. An attempt that is dated later than now says that a clock was set: it is counted, but nobody waits for it.
 * @param now UTC ISO time
 */
export function secondsToWait(folder: string, now: string): number {
  const { failed, older } = failedAttempts(folder)
  const typed = failed.filter(({ how }) => how === 'passphrase')
  const count = typed.length + older
  const last = typed.map(({ at }) => Date.parse(at)).findLast((at) => at <= Date.parse(now))
  if (count <= freeAttempts || last === undefined) return 0
  const wait = Math.min(2 ** (count - freeAttempts), longestSeconds)
  return Math.max(0, Math.ceil((last + wait * 1000 - Date.parse(now)) / 1000))
}

/** One after another: many that are asked at once would all be made before the first has failed. */
const running = new Map<string, Promise<unknown>>()

interface Attempt {
  readonly folder: string
  readonly how: WayIn
  /** Kept where it is a user's name. */
  readonly user: string | undefined
  /** UTC ISO time. */
  readonly at: string
}

/**
 * Tries to get at the key, in turn; notes where that fails.
 * @throws AppError `wrong-key`, with the time to wait
 */
export async function inTurn<T>(attempt: Attempt, tryIt: () => Promise<T>): Promise<T> {
  const place = path.resolve(attempt.folder)
  const before = running.get(place)
  const mine = (async () => {
    await before?.catch(() => {})
    return throttled(attempt, tryIt)
  })()
  running.set(place, mine)
  try {
    return await mine
  } finally {
    if (running.get(place) === mine) running.delete(place)
  }
}

async function throttled<T>({ folder, how, user, at }: Attempt, tryIt: () => Promise<T>): Promise<T> {
  const wait = how === 'passphrase' ? secondsToWait(folder, at) : 0
  if (wait > 0)
    throw new AppError(
      'wrong-key',
      `After several wrong passphrases the next one can be tried in ${wordsOfWait(wait)}. The recovery sheet opens the registry at once.`,
    )
  try {
    return await tryIt()
  } catch (error) {
    if (error instanceof AppError && error.kind === 'wrong-key') noteFailedAttempt({ folder, how, user, at })
    throw error
  }
}

export function noteFailedAttempt({ folder, how, user, at }: Attempt): void {
  const { failed, older } = failedAttempts(folder)
  keep(folder, { failed: [...failed, { at, host: os.hostname(), ...(user !== undefined && { user }), how }], older })
}

/** For the audit chain. */
export const wordsOfAttempt = ({ at, host, user, how }: FailedAttempt): string =>
  `wrong ${how === 'this computer' ? 'secret of a computer' : how}${user === undefined ? '' : ` for ${user}`}, at ${at} on ${host}`
