/** How SQLCipher 4 lays out a page: https://www.zetetic.net/sqlcipher/design/ */
import { createHmac, createSecretKey, pbkdf2Sync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export const pageSize = 4096
/** HMAC-SHA-512 over the encrypted page and its number. */
export const macSize = 64
export const ivSize = 16
/** The first page begins with the salt, in the clear. */
export const saltSize = 16
/** SQLite never uses the page with its lock bytes, at 1 GiB: it has no seal and no content. */
export const lockBytePage = 0x4000_0000 / pageSize + 1

/** The key of the seals. A raw data key encrypts the pages as it is; only this one is derived. */
export const pageMacKey = (dataKey: Buffer, salt: Uint8Array): KeyObject =>
  createSecretKey(
    pbkdf2Sync(
      dataKey,
      salt.map((byte) => byte ^ 0x3a),
      2,
      32,
      'sha512',
    ),
  )

/** @param page the whole page, of which the place of the seal is left out */
export function sealOfPage(page: Buffer, pageNumber: number, macKey: KeyObject): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(pageNumber)
  const body = page.subarray(pageNumber === 1 ? saltSize : 0, pageSize - macSize)
  return createHmac('sha512', macKey).update(body).update(number).digest()
}
