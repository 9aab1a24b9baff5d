/**
 * Copies an encrypted file page by page under another key, with another salt. SQLite has no part in it: what is copied is
 * what was there, free pages included, and the file that is read is not touched. (SQLite's own way changes the key in
 * place: a power cut in the midst of it is survived by a journal at best, and an empty key decrypts the file.)
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { checkPages } from '../checks/page-check.ts'
import type { PageDamage } from '../checks/page-check.ts'
import { ivSize, lockBytePage, macSize, pageMacKey, pageSize, saltSize, sealOfPage } from '../checks/page-layout.ts'

const ivAt = pageSize - macSize - ivSize

/**
 * Yields after each slice how far it is. What was written is on the disk when it ends; a file that it did not finish is
 * the caller's to remove.
 * @returns the first damaged page of the file that is read, at which it stops, or undefined
 */
export function* reencryptPages(
  from: string,
  to: string,
  { oldKey, newKey }: { readonly oldKey: Buffer; readonly newKey: Buffer },
): Generator<{ done: number; total: number }, PageDamage | undefined> {
  const salt = randomBytes(saltSize)
  const macKey = pageMacKey(newKey, salt)
  const handle = fs.openSync(to, 'wx', 0o600)
  try {
    const write = (page: Buffer, pageNumber: number): void => {
      const at = (pageNumber - 1) * pageSize
      if (pageNumber === lockBytePage) {
        fs.writeSync(handle, page, 0, pageSize, at)
        return
      }
      const start = pageNumber === 1 ? saltSize : 0
      const plain = decrypt(page.subarray(start, ivAt), oldKey, page.subarray(ivAt, ivAt + ivSize))
      const iv = randomBytes(ivSize)
      const written = Buffer.alloc(pageSize)
      if (pageNumber === 1) salt.copy(written)
      encrypt(plain, newKey, iv).copy(written, start)
      iv.copy(written, ivAt)
      sealOfPage(written, pageNumber, macKey).copy(written, pageSize - macSize)
      plain.fill(0)
      fs.writeSync(handle, written, 0, pageSize, at)
    }
    const damage = yield* checkPages(from, oldKey, write)
    fs.fsyncSync(handle)
    return damage
  } finally {
    fs.closeSync(handle)
  }
}

function decrypt(bytes: Buffer, key: Buffer, iv: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([decipher.update(bytes), decipher.final()])
}

function encrypt(bytes: Buffer, key: Buffer, iv: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(bytes), cipher.final()])
}
