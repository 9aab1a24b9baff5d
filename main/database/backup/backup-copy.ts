/**
 * Copies a registry file byte by byte and proves that the copy is good. Runs in a worker thread: checking the structure of
 * a large file takes seconds that nobody should wait for.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { AppError } from '#shared/ipc/app-error.ts'
import { auditHead, firstBrokenLink } from '../audit.ts'
import { openReader, openWriter } from '../connection.ts'
import type { Reader } from '../connection.ts'
import { schemaNumber } from '../migrate.ts'
import { checkPages, wordsOfDamage } from '../checks/page-check.ts'

/** How the work tells how far it is, and learns that it is no longer wanted. */
export interface Watch {
  /** Throws where the work was cancelled. @param bytes done since the last call */
  step(bytes: number, what: string): void
}

const sliceBytes = 4 * 1024 * 1024

/** Reads a file from its beginning to its end. */
function readThrough(file: string, watch: Watch, what: string, use: (slice: Buffer) => void): void {
  const handle = fs.openSync(file, 'r')
  try {
    const slice = Buffer.alloc(sliceBytes)
    for (let at = 0; ;) {
      const bytes = fs.readSync(handle, slice, 0, slice.length, at)
      if (bytes === 0) return
      use(slice.subarray(0, bytes))
      at += bytes
      watch.step(bytes, what)
    }
  } finally {
    fs.closeSync(handle)
  }
}

/** @returns SHA-256, hexadecimal */
export function hashFile(file: string, watch: Watch, what = 'Comparing the copy'): string {
  const hash = createHash('sha256')
  readThrough(file, watch, what, (slice) => hash.update(slice))
  return hash.digest('hex')
}

/** Copies and syncs. @returns SHA-256 of what was read */
export function copyFile(from: string, to: string, watch: Watch, what: string): string {
  const hash = createHash('sha256')
  const handle = fs.openSync(to, 'wx', 0o600)
  try {
    readThrough(from, watch, what, (slice) => {
      hash.update(slice)
      for (let written = 0; written < slice.length;) written += fs.writeSync(handle, slice, written)
    })
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  return hash.digest('hex')
}

/** Ends the use of a log beside the file: registry.db alone holds everything, readable from a read-only place as well. */
export function makeSelfContained(file: string, dataKey: Buffer): void {
  openWriter(file, dataKey, { rollbackJournal: true }).close()
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

export interface CopyFacts {
  readonly schema: number
  readonly counts: Readonly<Record<string, number>>
  readonly auditEntries: number
  readonly auditHead: string
}

/**
 * Every page, the structure, every reference; and what the copy holds.
 * @param deep walks the whole audit chain as well
 * @throws AppError `corrupt`, in words
 */
export function proveSound(file: string, dataKey: Buffer, watch: Watch, { deep = false } = {}): CopyFacts {
  const pages = checkPages(file, dataKey)
  for (let done = 0; ;) {
    const step = pages.next()
    if (step.done) {
      if (step.value) throw new AppError('corrupt', `${wordsOfDamage(step.value)}.`)
      break
    }
    watch.step((step.value.done - done) * 4096, 'Checking every page of the copy')
    done = step.value.done
  }
  const db = openReader(file, dataKey)
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }))
    if (found !== 'ok') throw new AppError('corrupt', 'tables and indexes do not agree.')
    watch.step(0, 'Checking the structure of the copy')
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new AppError('corrupt', 'a reference leads to no record.')
    watch.step(0, 'Checking the structure of the copy')
    const broken = deep ? firstBrokenLink(db, dataKey) : undefined
    if (broken !== undefined)
      throw new AppError('corrupt', `entry ${broken} of the audit chain was changed or removed.`)
    const { entries, head } = auditHead(db)
    return { schema: schemaNumber(db), counts: countsOf(db), auditEntries: entries, auditHead: head }
  } finally {
    db.close()
  }
}

/** Rows by table, from the schema itself: a new table can't be forgotten. An index over others is none. */
function countsOf(db: Reader): Record<string, number> {
  const listed = db.pragma('table_list') as { schema: string; name: string; type: string }[]
  const tables = listed.filter(
    ({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'),
  )
  return Object.fromEntries(
    tables
      .map(({ name }) => name)
      .toSorted()
      .map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]),
  )
}
