/**
 * The file of a series, `SERIES.images`: images one after the other, each compressed and sealed by itself, so that one is read
 * without the rest; then what is to be known of them; then where that begins.
 *
 *     header     8 bytes "ASILIMG1", 32 bytes salt
 *     images     each: ciphertext, 16 bytes tag
 *     contents   ciphertext, 16 bytes tag: JSON (`pack-contents.ts`), compressed as raw deflate
 *     footer     8 bytes where the contents begin, 4 bytes how long they are, 4 bytes how many images there are (all
 *                little-endian), 8 bytes "ASILEND1"
 *
 * The cipher is AES-256-GCM of OpenSSL, which wraps the registry's keys as well: it is in every Node, runs on the
 * processor's own AES instructions, and needs no second library (libsodium's secretstream, in WebAssembly, is several times
 * slower and reads a stream from its beginning only). GCM's two weaknesses do not reach it here: each file has a key of its own,
 *
 *     HKDF-SHA-256(key: the registry's data key, salt: that of the header, info: "as-ild-registry images v1 " + series id)
 *
 * and is written once, front to back; the nonce is the number of the chunk (12 bytes, big-endian: images from 0, the contents
 * come after the last), so no nonce is ever used twice under a key. What is sealed beside each chunk is its place: the magic, the kind (1 byte:
 * 0 image, 1 contents), the number (4 bytes, big-endian) and the series id. A chunk can't be moved, swapped, left out or taken
 * from another file, and a file that was cut has no contents any more. Every byte of a file belongs to one of its parts.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

export const headMagic = Buffer.from('ASILIMG1')
const endMagic = Buffer.from('ASILEND1')
export const saltBytes = 32
export const headerBytes = headMagic.length + saltBytes
export const footerBytes = 16 + endMagic.length
export const tagBytes = 16
/** More images are in no series; the number of a chunk and a list of them in memory stay small. */
export const mostImages = 100_000
/** The largest image as it is stored, and as it comes out: 64 million pixels of 32 bits, and some. */
export const mostImageBytes = 288 * 1024 * 1024
/** The JSON that describes a series. */
export const mostContentsBytes = 128 * 1024 * 1024

type ChunkKind = 'image' | 'contents'

/** What a chunk is sealed to. */
interface ChunkPlace {
  readonly seriesId: string
  readonly kind: ChunkKind
  readonly number: number
}

export const fileKey = (dataKey: Uint8Array, salt: Uint8Array, seriesId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, salt, `as-ild-registry images v1 ${seriesId}`, 32))

function nonceOf({ number }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

function placeBytes({ seriesId, kind, number }: ChunkPlace): Buffer {
  const place = Buffer.alloc(5)
  place.writeUInt8(kind === 'image' ? 0 : 1, 0)
  place.writeUInt32BE(number, 1)
  return Buffer.concat([headMagic, place, Buffer.from(seriesId)])
}

/** @returns ciphertext and tag, to stand in the file one behind the other */
export function sealChunk(key: Buffer, place: ChunkPlace, bytes: Uint8Array): readonly [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place))
  cipher.setAAD(placeBytes(place))
  const sealed = cipher.update(bytes)
  // In this mode nothing is left over for the end.
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

/** @returns undefined for what was not sealed so, with this key, for this place */
export function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer | undefined {
  if (sealed.length < tagBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagBytes })
  decipher.setAAD(placeBytes(place))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
  } catch {
    return undefined
  }
}

export interface Footer {
  readonly contentsAt: number
  readonly contentsBytes: number
  readonly images: number
}

export function footerOf({ contentsAt, contentsBytes, images }: Footer): Buffer {
  const footer = Buffer.alloc(footerBytes)
  footer.writeBigUInt64LE(BigInt(contentsAt), 0)
  footer.writeUInt32LE(contentsBytes, 8)
  footer.writeUInt32LE(images, 12)
  endMagic.copy(footer, 16)
  return footer
}

/** @returns undefined for what is no footer of a file of this size */
export function parseFooter(footer: Buffer, fileBytes: number): Footer | undefined {
  if (footer.length !== footerBytes || !footer.subarray(16).equals(endMagic)) return undefined
  const contentsAt = Number(footer.readBigUInt64LE(0))
  const contentsBytes = footer.readUInt32LE(8)
  const images = footer.readUInt32LE(12)
  const isWhole =
    contentsAt >= headerBytes && contentsAt + contentsBytes + footerBytes === fileBytes && images <= mostImages
  return isWhole && contentsBytes <= mostContentsBytes ? { contentsAt, contentsBytes, images } : undefined
}
