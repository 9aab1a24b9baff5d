/**
 * keys.json: the registry's random data key, encrypted (AES-256-GCM) under a key that argon2id makes of each user's
 * passphrase. Changing a passphrase re-wraps the data key; the database stays as it is.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import { writeWhole } from './write-whole.ts'

/** RFC 9106, second recommended option: 64 MiB, 3 passes, 4 lanes. */
export const defaultKdf = { memoryKiB: 65_536, iterations: 3, parallelism: 4 } as const
const kdfSchema = z.object({
  memoryKiB: z.int().min(8).max(4_194_304),
  iterations: z.int().min(1).max(100),
  parallelism: z.int().min(1).max(64),
})
export type Kdf = z.infer<typeof kdfSchema>

const base64 = z.base64()
const slotSchema = z.object({
  user: z.string(),
  kdf: kdfSchema.extend({ name: z.literal('argon2id'), salt: base64 }),
  nonce: base64,
  wrappedKey: base64,
  tag: base64,
})
const envelopeSchema = z.object({
  format: z.literal('as-ild-registry-keys'),
  version: z.literal(1),
  registryId: z.string(),
  name: z.string(),
  /** The demo registry, whose passphrase everybody knows. */
  demo: z.boolean(),
  createdAt: z.string(),
  slots: z.array(slotSchema).min(1),
})
export type KeyEnvelope = z.infer<typeof envelopeSchema>
type Slot = KeyEnvelope['slots'][number]

export const newDataKey = (): Buffer => randomBytes(32)

async function slotKey(passphrase: string, { kdf }: Pick<Slot, 'kdf'>): Promise<Uint8Array> {
  return argon2id({
    // The same passphrase typed on another keyboard may be composed differently.
    password: passphrase.normalize('NFKC'),
    salt: Buffer.from(kdf.salt, 'base64'),
    memorySize: kdf.memoryKiB,
    iterations: kdf.iterations,
    parallelism: kdf.parallelism,
    hashLength: 32,
    outputType: 'binary',
  })
}

/** Wraps the data key for one user. The registry's id is bound to it: a slot can't be moved to another registry. */
export async function wrapKey(
  dataKey: Buffer,
  user: string,
  passphrase: string,
  registryId: string,
  kdf: Kdf = defaultKdf,
): Promise<Slot> {
  const parameters = { name: 'argon2id', salt: randomBytes(16).toString('base64'), ...kdf } as const
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await slotKey(passphrase, { kdf: parameters }), nonce)
  cipher.setAAD(Buffer.from(registryId))
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()])
  return {
    user,
    kdf: parameters,
    nonce: nonce.toString('base64'),
    wrappedKey: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/**
 * Unwraps the data key with a passphrase.
 * @param user tries only this user's slot where given
 * @returns the key and whose slot it was
 * @throws AppError `wrong-key`
 */
export async function unwrapKey(
  envelope: KeyEnvelope,
  passphrase: string,
  user?: string,
): Promise<{ dataKey: Buffer; user: string }> {
  const slots = user === undefined ? envelope.slots : envelope.slots.filter((slot) => slot.user === user)
  for (const slot of slots) {
    const decipher = createDecipheriv('aes-256-gcm', await slotKey(passphrase, slot), Buffer.from(slot.nonce, 'base64'))
    decipher.setAAD(Buffer.from(envelope.registryId))
    decipher.setAuthTag(Buffer.from(slot.tag, 'base64'))
    try {
      return {
        dataKey: Buffer.concat([decipher.update(Buffer.from(slot.wrappedKey, 'base64')), decipher.final()]),
        user: slot.user,
      }
    } catch {
      // Not this slot's passphrase.
    }
  }
  throw new AppError(
    'wrong-key',
    'This passphrase does not open the registry. Check the keyboard and capital letters, or use the recovery sheet.',
  )
}

/** @throws AppError `corrupt` where keys.json is missing or unreadable: the recovery sheet still opens the registry. */
export function readEnvelope(file: string): KeyEnvelope {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error
    throw keysDamaged(
      'The key file keys.json is missing from this folder. The recovery sheet still opens the registry.',
    )
  }
  try {
    return envelopeSchema.parse(JSON.parse(text))
  } catch {
    throw keysDamaged('The key file keys.json is damaged. The recovery sheet still opens the registry.')
  }
}

/** The issue tells it from a damaged database: here there is another way in. */
const keysDamaged = (message: string): AppError =>
  new AppError('corrupt', message, { issues: [{ path: 'keys.json', message }] })

export function writeEnvelope(file: string, envelope: KeyEnvelope): void {
  writeWhole(file, `${JSON.stringify(envelope, null, 2)}\n`, 0o600)
}
