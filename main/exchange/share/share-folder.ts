/**
 * The folder of an export: written beside its place as `NAME.….part`, table by table as the cases come, and renamed when it is
 * whole. What fails or is cancelled leaves nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import { syncFolder } from '#main/database/sync-folder.ts'
import { csvLines } from '../csv.ts'
import type { CsvRow } from '../csv.ts'
import { problemOfFile } from '../problem-of-file.ts'

export interface WrittenFile {
  readonly name: string
  /** Without the header. */
  readonly rows?: number
  readonly sha256: string
}

export interface ShareFolder {
  /** Adds rows to a table; the first call of a name writes its header. */
  add(name: string, header: readonly string[], rows: readonly CsvRow[]): void
  text(name: string, content: string): void
  /** What was written so far. */
  files(): readonly WrittenFile[]
  /** Makes the folder appear. */
  finish(): void
  /** Takes everything away again. */
  discard(): void
}

interface OpenTable {
  readonly handle: number
  readonly hash: ReturnType<typeof createHash>
  rows: number
}

/** @throws AppError that says why nothing can be written there */
export function openShareFolder(folder: string): ShareFolder {
  if (fs.existsSync(folder))
    throw new AppError('invalid-input', `${folder} exists already. Choose another name: nothing is written over.`)
  // A name that nobody has: what lies beside it is never touched.
  const part = `${folder}.${randomBytes(4).toString('hex')}.part`
  const tables = new Map<string, OpenTable>()
  const texts: WrittenFile[] = []
  const closeTables = () => {
    for (const { handle } of tables.values()) fs.closeSync(handle)
  }
  translated(folder, () => fs.mkdirSync(part, { mode: 0o700 }))

  const write = ({ handle, hash }: Pick<OpenTable, 'handle' | 'hash'>, text: string) => {
    translated(folder, () => fs.writeSync(handle, text))
    hash.update(text)
  }
  const open = (name: string): OpenTable => {
    const handle = translated(folder, () => fs.openSync(path.join(part, name), 'wx', 0o600))
    return { handle, hash: createHash('sha256'), rows: 0 }
  }

  let isDone = false
  return {
    add(name, header, rows) {
      let table = tables.get(name)
      if (!table) {
        tables.set(name, (table = open(name)))
        write(table, csvLines([header]))
      }
      if (rows.length === 0) return
      write(table, csvLines(rows))
      table.rows += rows.length
    },
    text(name, content) {
      const file = open(name)
      try {
        write(file, content)
        fs.fsyncSync(file.handle)
      } finally {
        fs.closeSync(file.handle)
      }
      texts.push({ name, sha256: file.hash.digest('hex') })
    },
    files: () => [
      ...[...tables].map(([name, { rows, hash }]) => ({ name, rows, sha256: hash.copy().digest('hex') })),
      ...texts,
    ],
    finish() {
      translated(folder, () => {
        for (const { handle } of tables.values()) fs.fsyncSync(handle)
        closeTables()
        isDone = true
        syncFolder(part)
        fs.renameSync(part, folder)
        syncFolder(path.dirname(folder))
      })
    },
    discard() {
      if (!isDone) closeTables()
      fs.rmSync(part, { recursive: true, force: true })
    },
  }
}

/** What the file system says, in words with a way on. */
function translated<T>(folder: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOTEMPTY')
      throw new AppError('invalid-input', `${folder} exists already. Choose another name: nothing is written over.`)
    throw problemOfFile(error, folder)
  }
}
