/**
 * One program at a time writes to a registry. The lock is a lock of the operating system, taken through SQLite on a small
 * file of its own: it ends with the process that holds it, however that ends, so no stale lock can shut anybody out.
 */
import fs from 'node:fs'
import os from 'node:os'
import Database from 'better-sqlite3'
import { AppError } from '#shared/ipc/app-error.ts'
import { registryFiles } from './registry-folder.ts'

export interface RegistryLock {
  release(): void
}

/** @throws AppError `in-use`, naming who holds it where that is known */
export function lockRegistry(folder: string): RegistryLock {
  const { lock, holder } = registryFiles(folder)
  const db = new Database(lock, { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY'))
      throw new AppError(
        'in-use',
        `This registry is already open${wordsOfHolder(holder)}. Close it there first, then try again.`,
      )
    throw error
  }
  fs.writeFileSync(holder, JSON.stringify({ host: os.hostname(), user: userName(), since: new Date().toISOString() }), {
    mode: 0o600,
  })
  return {
    release() {
      fs.rmSync(holder, { force: true })
      // The file itself stays: deleting it would let two programs hold locks on two files of the same name.
      db.close()
    },
  }
}

function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return 'unknown'
  }
}

function wordsOfHolder(file: string): string {
  try {
    const { host, user, since } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
    return ` (on the computer ${String(host)}, by ${String(user)}, since ${String(since).slice(0, 16).replace('T', ' ')} UTC)`
  } catch {
    return ' in another window or program'
  }
}
