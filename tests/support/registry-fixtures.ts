/**
 * Registries that earlier steps of the schema have left, kept in tests/fixtures/registries. Encrypted pages can't be compressed,
 * so a fixture holds them in the clear with what encrypted them: unpacked, it is the same file again, byte for byte.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pageMacKey, pageSize } from '#main/database/checks/page-layout.ts'
import { wordsOfKey } from '#main/database/keys/recovery-words.ts'
import { registryFiles } from '#main/database/registry-folder.ts'

const place = path.join(import.meta.dirname, '../fixtures/registries')

export const fixturePassphrase = 'a fixture holds no patient'
/** The key of all fixtures, which is no secret. */
export const fixtureKey = (): Buffer => createHash('sha256').update('as-ild-registry fixtures').digest()
export const fixtureWords = wordsOfKey(fixtureKey()).join(' ')

const packedFolder = (step: number): string => path.join(place, `step-${String(step).padStart(4, '0')}`)

/** The steps that have one. */
export const fixtureSteps = (): number[] =>
  fs
    .readdirSync(place)
    .map((name) => Number(/^step-(\d+)$/.exec(name)?.[1]))
    .filter((step) => !Number.isNaN(step))
    .toSorted((a, b) => a - b)

const saltSize = 16
const ivSize = 16
const macSize = 64
const bodyEnd = pageSize - ivSize - macSize

/** Where the encrypted part of a page begins: the first begins with the salt. */
const bodyStart = (index: number): number => (index === 0 ? saltSize : 0)

/** @throws where the fixture is there already: it is what that version of the program wrote, and never made again */
export function packFixture(folder: string, step: number): void {
  const files = registryFiles(folder)
  const file = fs.readFileSync(files.database)
  const packed = packedFolder(step)
  fs.mkdirSync(packed)
  const ivs: Buffer[] = []
  const bodies: Buffer[] = []
  for (let index = 0; index < file.length / pageSize; index++) {
    const page = file.subarray(index * pageSize, (index + 1) * pageSize)
    const iv = page.subarray(bodyEnd, bodyEnd + ivSize)
    const cipher = createDecipheriv('aes-256-cbc', fixtureKey(), iv).setAutoPadding(false)
    ivs.push(iv)
    bodies.push(cipher.update(page.subarray(bodyStart(index), bodyEnd)), cipher.final())
  }
  const clear = Buffer.concat([file.subarray(0, saltSize), ...ivs, ...bodies])
  fs.writeFileSync(path.join(packed, 'pages.gz'), gzipSync(clear, { level: 9 }))
  fs.copyFileSync(files.keys, path.join(packed, 'keys.json'))
}

/** Makes the registry of a fixture in a folder that is made for it. */
export function unpackFixture(step: number, folder: string): void {
  const files = registryFiles(folder)
  const clear = gunzipSync(fs.readFileSync(path.join(packedFolder(step), 'pages.gz')))
  const salt = clear.subarray(0, saltSize)
  const seal = pageMacKey(fixtureKey(), salt)
  // The first page has a salt more in the file, which stands at the beginning here: a page is an initialization vector and a body.
  const pages = clear.length / (ivSize + bodyEnd)
  const bodies = clear.subarray(saltSize + pages * ivSize)
  const file: Buffer[] = []
  for (let index = 0, at = 0; index < pages; index++) {
    const iv = clear.subarray(saltSize + index * ivSize, saltSize + (index + 1) * ivSize)
    const size = bodyEnd - bodyStart(index)
    const cipher = createCipheriv('aes-256-cbc', fixtureKey(), iv).setAutoPadding(false)
    const sealed = Buffer.concat([cipher.update(bodies.subarray(at, at + size)), cipher.final(), iv])
    const number = Buffer.alloc(4)
    number.writeUInt32LE(index + 1)
    const mac = createHmac('sha512', seal).update(sealed).update(number).digest()
    file.push(...(index === 0 ? [salt] : []), sealed, mac)
    at += size
  }
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(files.database, Buffer.concat(file), { mode: 0o600 })
  fs.copyFileSync(path.join(packedFolder(step), 'keys.json'), files.keys)
}
