/**
 * Reads single pages out of a damaged registry.db without SQLite, which gives up on a tree whose root is destroyed. Nothing
 * is written, not even beside the file. Only pages whose seal is whole are read: what comes out is what was written.
 * Layout of pages: https://www.zetetic.net/sqlcipher/design/, of the log: https://www.sqlite.org/fileformat2.html#walformat
 */
import { createDecipheriv } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import fs from 'node:fs'
import { isSound } from '../checks/page-check.ts'
import { pageMacKey, pageSize } from '../checks/page-layout.ts'

const saltSize = 16
const ivSize = 16
const reservedSize = 80
/** Bytes of a page that hold content. */
export const usableSize = pageSize - reservedSize

const logHeaderSize = 32
const frameHeaderSize = 24

export interface SalvagePages {
  /** How many pages the file has, with what its log adds. */
  readonly count: number
  /** The content of a page, counted from 1; undefined where it is destroyed. */
  read(number: number): Buffer | undefined
  close(): void
}

/** @throws the file system's own errors where the file can't be opened at all */
export function salvagePages(database: string, dataKey: Buffer): SalvagePages {
  const file = fs.openSync(database, 'r')
  const log = openLog(`${database}-wal`)
  const size = fs.fstatSync(file).size
  const seal = sealOf(file, dataKey)
  const inLog = log === undefined ? new Map<number, number>() : committedPages(log)
  const count = Math.max(Math.ceil(size / pageSize), ...inLog.keys())

  const sealed = (handle: number, at: number, number: number): Buffer | undefined => {
    const page = Buffer.alloc(pageSize)
    try {
      // A bad sector of the disk is a destroyed page as well.
      if (fs.readSync(handle, page, 0, pageSize, at) !== pageSize) return undefined
    } catch {
      return undefined
    }
    return isSound(page, number, seal) ? page : undefined
  }
  return {
    count,
    read(number) {
      const frame = inLog.get(number)
      const page =
        (log !== undefined && frame !== undefined ? sealed(log, frame, number) : undefined) ??
        sealed(file, (number - 1) * pageSize, number)
      return page && decrypted(page, number, dataKey)
    },
    close() {
      fs.closeSync(file)
      if (log !== undefined) fs.closeSync(log)
    },
  }
}

/** All seals hang on the first bytes of the file. One wrong byte there is found by trying. */
function sealOf(file: number, dataKey: Buffer): KeyObject {
  const salt = Buffer.alloc(saltSize)
  fs.readSync(file, salt, 0, saltSize, 0)
  const written = pageMacKey(dataKey, salt)
  const page = Buffer.alloc(pageSize)
  fs.readSync(file, page, 0, pageSize, pageSize)
  if (isSound(page, 2, written)) return written
  for (let index = 0; index < saltSize; index++)
    for (let byte = 0; byte < 256; byte++) {
      const tried = pageMacKey(dataKey, Buffer.from(salt.with(index, byte)))
      if (isSound(page, 2, tried)) return tried
    }
  return written
}

function openLog(file: string): number | undefined {
  try {
    return fs.openSync(file, 'r')
  } catch {
    return undefined
  }
}

/** Where in the log the newest committed content of each page lies. Salts tell its frames from those of earlier rounds. */
function committedPages(log: number): Map<number, number> {
  const committed = new Map<number, number>()
  const header = Buffer.alloc(logHeaderSize)
  if (fs.readSync(log, header, 0, logHeaderSize, 0) !== logHeaderSize) return committed
  const salts = header.subarray(16, 24)
  const size = fs.fstatSync(log).size
  const frame = Buffer.alloc(frameHeaderSize)
  let pending = new Map<number, number>()
  for (let at = logHeaderSize; at + frameHeaderSize + pageSize <= size; at += frameHeaderSize + pageSize) {
    fs.readSync(log, frame, 0, frameHeaderSize, at)
    if (!frame.subarray(8, 16).equals(salts)) break
    pending.set(frame.readUInt32BE(0), at + frameHeaderSize)
    if (frame.readUInt32BE(4) === 0) continue
    for (const [number, place] of pending) committed.set(number, place)
    pending = new Map()
  }
  return committed
}

function decrypted(page: Buffer, number: number, dataKey: Buffer): Buffer {
  const iv = page.subarray(usableSize, usableSize + ivSize)
  const cipher = createDecipheriv('aes-256-cbc', dataKey, iv).setAutoPadding(false)
  const body = page.subarray(number === 1 ? saltSize : 0, usableSize)
  const clear = Buffer.concat([cipher.update(body), cipher.final()])
  // Where the salt stands, an unencrypted file says what it is.
  return number === 1 ? Buffer.concat([Buffer.from('SQLite format 3\0'), clear]) : clear
}
