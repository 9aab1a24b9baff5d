/**
 * The key that signs copies of the audit chain. It is derived from the data key, so that nothing more has to be kept; its
 * public half tells others that a copy comes from this registry. A registry whose data key was changed signs with another.
 */
import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** A PKCS #8 frame around the 32 bytes of an Ed25519 private key (RFC 8410). */
const pkcs8Frame = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param dataKey the registry's own, 32 bytes */
export function auditSigningKey(dataKey: Buffer): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', dataKey, '', 'as-ild-registry audit export v1', 32))
  return createPrivateKey({ key: Buffer.concat([pkcs8Frame, seed]), format: 'der', type: 'pkcs8' })
}

/** @returns SubjectPublicKeyInfo in base64, as it stands between the lines of a PEM file */
export function publicKeyText(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
}

/**
 * Reads a public key as it is handed on: base64 or a PEM file's text.
 * @throws where it is no Ed25519 key
 */
export function publicKeyOf(text: string): KeyObject {
  const base64 = text.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '')
  const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key')
  return key
}
