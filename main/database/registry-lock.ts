/**
 * One program at a time writes to a registry. The lock is a lock of the operating system, taken through SQLite on a small
 * file of its own: it ends with the process that holds it, however that ends, so no stale lock can shut anybody out.
 *
 * On some network drives such locks are granted to everybody. So whoever holds one also writes its name into a file and
 * touches it every minute: a fresh name of another computer keeps others out as well.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '#shared/ipc/app-error.ts'
import { registryFiles } from './registry-folder.ts'

export interface RegistryLock {
  /** Who held it last and did not let go of it: its program was killed, or the computer lost its power. */
  readonly leftBehind: Holder | undefined
  release(): void
}

export interface Holder {
  readonly host: string
  readonly user: string
  /** UTC ISO time. */
  readonly since: string
}

const touchEveryMs = 60_000
/** Three touches may fail before a holder counts as gone. */
const freshForMs = 3 * touchEveryMs

/** @throws AppError `in-use`, naming who holds it where that is known */
export function lockRegistry(folder: string): RegistryLock {
  const files = registryFiles(folder)
  const previous = holderIn(files.holder)
  const db = new Database(files.lock, { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    if (previous && previous.host !== os.hostname() && isFresh(folder, files.holder)) throw heldElsewhere(previous)
  } catch (error) {
    db.close()
    if ((error as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY')) throw held(previous)
    throw error
  }
  const me = JSON.stringify({ host: os.hostname(), user: userName(), since: new Date().toISOString() })
  const handle = fs.openSync(files.holder, 'w', 0o600)
  fs.writeSync(handle, me, 0)
  // Through the open file: should the folder be moved, nothing is written where it was.
  const touching = setInterval(() => touch(handle, me), touchEveryMs).unref()
  return {
    leftBehind: previous,
    release() {
      clearInterval(touching)
      fs.closeSync(handle)
      try {
        fs.rmSync(files.holder, { force: true })
      } catch {
        // Nothing may be deleted there any more: the next opening finds it and looks at the file.
      }
      // The file itself stays: deleting it would let two programs hold locks on two files of the same name.
      db.close()
    },
  }
}

function touch(handle: number, me: string): void {
  try {
    fs.writeSync(handle, me, 0)
  } catch {
    // The place is gone or full for now; whoever saves hears of it.
  }
}

function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return 'unknown'
  }
}

function holderIn(file: string): Holder | undefined {
  try {
    const { host, user, since } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
    return { host: String(host), user: String(user), since: String(since) }
  } catch {
    return undefined
  }
}

/** Measured by the clock of the place itself, which a network drive has of its own. */
function isFresh(folder: string, holder: string): boolean {
  const probe = path.join(folder, `.clock-${process.pid}`)
  try {
    fs.writeFileSync(probe, '')
    return fs.statSync(probe).mtimeMs - fs.statSync(holder).mtimeMs < freshForMs
  } catch {
    return false
  } finally {
    fs.rmSync(probe, { force: true })
  }
}

const when = (since: string): string => `${since.slice(0, 16).replace('T', ' ')} UTC`

function held(holder: Holder | undefined): AppError {
  if (!holder)
    return new AppError(
      'in-use',
      'This registry is already open in another window or program. Close it there first, then try again.',
    )
  const { host, user, since } = holder
  const where = host === os.hostname() ? `on this computer (${host})` : `on the computer ${host}`
  return new AppError(
    'in-use',
    `This registry is already open ${where}, by ${user}, since ${when(since)}. Close it there first, then try again.`,
  )
}

const heldElsewhere = ({ host, user, since }: Holder): AppError =>
  new AppError(
    'in-use',
    `This registry seems to be open on the computer ${host}, by ${user}, since ${when(since)}, although this drive did not keep a second program out. Close it there. If that computer has crashed, wait three minutes and try again.`,
  )

/** What is said of an end that was none. */
export const wordsOfLeftBehind = ({ host, user, since }: Holder): string =>
  `the program that opened it on ${host === os.hostname() ? 'this computer' : `the computer ${host}`} (${user}, ${when(since)}) ended without closing it`
