/**
 * Checks every page of an encrypted file by the seal that SQLCipher 4 puts on it (HMAC-SHA-512 over the encrypted page
 * and its number), without decrypting and without SQLite: a changed byte anywhere is found, free pages included, and the
 * place is named.
 */
import { timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import fs from 'node:fs'
import { lockBytePage, macSize, pageMacKey, pageSize, saltSize, sealOfPage } from './page-layout.ts'

/** Two milliseconds of work: who breathes between slices is heard at once. */
const pagesASlice = 128

export interface PageDamage {
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
  readonly firstByte: number
  readonly lastByte: number
}

/**
 * Yields after each slice of half a megabyte how far it is, so that the caller can breathe between them.
 * @param visit is given each sound page
 * @returns the first damaged page, or undefined for a sound file
 */
export function* checkPages(
  file: string,
  dataKey: Buffer,
  visit: (page: Buffer, pageNumber: number) => void = () => {},
): Generator<{ done: number; total: number }, PageDamage | undefined> {
  const handle = fs.openSync(file, 'r')
  try {
    const size = fs.fstatSync(handle).size
    const pages = Math.ceil(size / pageSize)
    const slice = Buffer.alloc(pageSize * pagesASlice)
    let macKey: KeyObject | undefined
    for (let first = 0; first < pages; first += pagesASlice) {
      const bytes = fs.readSync(handle, slice, 0, slice.length, first * pageSize)
      macKey ??= pageMacKey(dataKey, slice.subarray(0, saltSize))
      for (let at = 0; at < bytes; at += pageSize) {
        const index = first + at / pageSize
        const page = slice.subarray(at, Math.min(at + pageSize, bytes))
        if (!isSound(page, index + 1, macKey))
          return {
            page: index + 1,
            pages,
            firstByte: index * pageSize,
            lastByte: Math.min((index + 1) * pageSize, size) - 1,
          }
        visit(page, index + 1)
      }
      yield { done: Math.min(first + pagesASlice, pages), total: pages }
    }
    return undefined
  } finally {
    fs.closeSync(handle)
  }
}

export function isSound(page: Buffer, pageNumber: number, macKey: KeyObject): boolean {
  if (page.length !== pageSize) return false
  if (pageNumber === lockBytePage) return true
  return timingSafeEqual(sealOfPage(page, pageNumber, macKey), page.subarray(pageSize - macSize))
}

/** Pages looked at to tell whether a key is that of a file: one of them may be damaged. */
const pagesLookedAt = 3

/** Whether a file was written under this key. False where its very beginning is destroyed. */
export function keyFits(file: string, dataKey: Buffer): boolean {
  const start = Buffer.alloc(pageSize * pagesLookedAt)
  const handle = fs.openSync(file, 'r')
  try {
    const bytes = fs.readSync(handle, start, 0, start.length, 0)
    const macKey = pageMacKey(dataKey, start.subarray(0, saltSize))
    for (let at = 0; at < bytes; at += pageSize)
      if (isSound(start.subarray(at, Math.min(at + pageSize, bytes)), at / pageSize + 1, macKey)) return true
    return false
  } finally {
    fs.closeSync(handle)
  }
}

/** In words, for messages. */
export const wordsOfDamage = ({ page, pages, firstByte, lastByte }: PageDamage): string =>
  `page ${page} of ${pages} (bytes ${firstByte} to ${lastByte}) was changed or destroyed`
