/**
 * keys.json: the registry's random data key, encrypted (AES-256-GCM) under a key that argon2id makes of each user's
 * passphrase. Changing a passphrase re-wraps the data key; the database stays as it is.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import { writeWhole } from '../write-whole.ts'

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
  /** A slot that a computer opens with a secret in its keychain. It counts only beside the passphrase slot of its user. */
  device: z.object({ id: z.string(), host: z.string(), since: z.string() }).optional(),
  /** Which data key it holds; missing in slots of older versions. */
  keyId: z.string().optional(),
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
  /** While the data key is being changed there are slots of both keys (see `settle-key-rotation.ts`). */
  keyChange: z.object({ keyId: z.string(), kept: z.array(z.string()).max(2) }).optional(),
})
export type KeyEnvelope = z.infer<typeof envelopeSchema>
export type Slot = KeyEnvelope['slots'][number]

export const newDataKey = (): Buffer => randomBytes(32)

/** Tells data keys apart, on recovery sheets and in slots, and tells nothing about them. */
export const keyIdOf = (dataKey: Buffer): string =>
  Buffer.from(hkdfSync('sha256', dataKey, '', 'as-ild-registry key id v1', 4)).toString('hex')

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
    keyId: keyIdOf(dataKey),
    kdf: parameters,
    nonce: nonce.toString('base64'),
    wrappedKey: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** @returns the data key, or undefined where the slot has another passphrase */
async function openSlot(slot: Slot, passphrase: string, registryId: string): Promise<Buffer | undefined> {
  const decipher = createDecipheriv('aes-256-gcm', await slotKey(passphrase, slot), Buffer.from(slot.nonce, 'base64'))
  decipher.setAAD(Buffer.from(registryId))
  decipher.setAuthTag(Buffer.from(slot.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(slot.wrappedKey, 'base64')), decipher.final()])
  } catch {
    return undefined
  }
}

/**
 * Unwraps the data key with a passphrase.
 * @param user tries only this user's slot where given
 * @param fits whether a key is that of the file: a change of the key that was cut off left slots of two keys
 * @returns the key and whose slot it was; a key that doesn't fit only where no other was found
 * @throws AppError `wrong-key`
 */
export async function unwrapKey(
  envelope: KeyEnvelope,
  passphrase: string,
  user?: string,
  fits: (dataKey: Buffer) => boolean = () => true,
): Promise<{ dataKey: Buffer; user: string }> {
  let unfit: { dataKey: Buffer; user: string } | undefined
  for (const slot of envelope.slots) {
    if (slot.device || (user !== undefined && !isSameName(slot.user, user))) continue
    const dataKey = await openSlot(slot, passphrase, envelope.registryId)
    if (dataKey && fits(dataKey)) return { dataKey, user: slot.user }
    if (dataKey) unfit ??= { dataKey, user: slot.user }
  }
  if (unfit) return unfit
  throw new AppError(
    'wrong-key',
    'This passphrase does not open the registry. Check the keyboard and capital letters, or use the recovery sheet.',
  )
}

/** Parameters for a secret of 256 random bits: nobody guesses it, however fast. */
const deviceKdf: Kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }

export interface Device {
  readonly id: string
  readonly host: string
  /** UTC ISO time. */
  readonly since: string
}

/** Wraps the data key for one user on one computer. */
export async function wrapKeyForDevice(
  dataKey: Buffer,
  { user, device, secret, registryId }: { user: string; device: Device; secret: string; registryId: string },
): Promise<Slot> {
  return { ...(await wrapKey(dataKey, user, secret, registryId, deviceKdf)), device }
}

/**
 * Unwraps the data key with the secret of a computer's keychain.
 * @throws AppError `wrong-key`, also where the passphrase slot of the same user is gone
 */
export async function unwrapKeyByDevice(
  envelope: KeyEnvelope,
  secret: string,
): Promise<{ dataKey: Buffer; user: string }> {
  for (const slot of envelope.slots) {
    if (!slot.device || !hasPassphrase(envelope, slot.user)) continue
    const dataKey = await openSlot(slot, secret, envelope.registryId)
    if (dataKey) return { dataKey, user: slot.user }
  }
  throw new AppError(
    'wrong-key',
    'What this computer had kept does not open the registry any more: the passphrase was changed, or the key file was. Type the passphrase.',
  )
}

/** Names of users are the same in any case, however a keyboard composed them. */
export const isSameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()

export const hasPassphrase = ({ slots }: { readonly slots: readonly Slot[] }, user: string): boolean =>
  slots.some((slot) => !slot.device && isSameName(slot.user, user))

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
