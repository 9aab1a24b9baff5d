/**
 * Checks every page of an encrypted file by the seal that SQLCipher 4 puts on it (HMAC-SHA-512 over the encrypted page
 * and its number), without decrypting and without SQLite: a changed byte anywhere is found, free pages included, and the
 * place is named. Layout: https://www.zetetic.net/sqlcipher/design/
 */
import { createHmac, createSecretKey, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import fs from 'node:fs'

export const pageSize = 4096
const macSize = 64
const saltSize = 16
const pagesASlice = 1024

export interface PageDamage {
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
  readonly firstByte: number
  readonly lastByte: number
}

/**
 * Yields after each slice of 4 MB how far it is, so that the caller can breathe between them.
 * @returns the first damaged page, or undefined for a sound file
 */
export function* checkPages(
  file: string,
  dataKey: Buffer,
): Generator<{ done: number; total: number }, PageDamage | undefined> {
  const handle = fs.openSync(file, 'r')
  try {
    const size = fs.fstatSync(handle).size
    const pages = Math.ceil(size / pageSize)
    const slice = Buffer.alloc(pageSize * pagesASlice)
    let macKey: KeyObject | undefined
    for (let first = 0; first < pages; first += pagesASlice) {
      const bytes = fs.readSync(handle, slice, 0, slice.length, first * pageSize)
      macKey ??= sealKey(dataKey, slice.subarray(0, saltSize))
      for (let at = 0; at < bytes; at += pageSize) {
        const index = first + at / pageSize
        if (!isSound(slice.subarray(at, Math.min(at + pageSize, bytes)), index + 1, macKey))
          return {
            page: index + 1,
            pages,
            firstByte: index * pageSize,
            lastByte: Math.min((index + 1) * pageSize, size) - 1,
          }
      }
      yield { done: Math.min(first + pagesASlice, pages), total: pages }
    }
    return undefined
  } finally {
    fs.closeSync(handle)
  }
}

/** The key of the seals, from the data key and the salt that the file begins with. */
export function sealKey(dataKey: Buffer, salt: Buffer): KeyObject {
  const sealSalt = salt.map((byte) => byte ^ 0x3a)
  return createSecretKey(pbkdf2Sync(dataKey, sealSalt, 2, 32, 'sha512'))
}

export function isSound(page: Buffer, pageNumber: number, macKey: KeyObject): boolean {
  if (page.length !== pageSize) return false
  const number = Buffer.alloc(4)
  number.writeUInt32LE(pageNumber)
  const body = page.subarray(pageNumber === 1 ? saltSize : 0, pageSize - macSize)
  return timingSafeEqual(
    createHmac('sha512', macKey).update(body).update(number).digest(),
    page.subarray(pageSize - macSize),
  )
}

/** In words, for messages. */
export const wordsOfDamage = ({ page, pages, firstByte, lastByte }: PageDamage): string =>
  `page ${page} of ${pages} (bytes ${firstByte} to ${lastByte}) was changed or destroyed`
