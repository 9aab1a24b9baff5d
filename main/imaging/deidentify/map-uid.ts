import { createHmac, createSecretKey } from 'node:crypto'

/** What 16 bytes of a UUID hold here: the first ten stand for the original, the last six prove that this registry made it. */
const identityBytes = 10

/**
 * Gives every identifier of a source another one, always the same for the same original and secret, from which nobody without the
 * secret can tell the original. What it gave, it leaves as it is: images that were exported and come back are known again.
 *
 * The new one is a UUID of version 8 (RFC 9562) under `2.25.` (PS3.5, Annex B.2): 74 bits of HMAC-SHA-256 of the original, and 48 bits of
 * HMAC-SHA-256 of those. Two of a hundred million originals share one with a chance of 1 in 4 million; one that was made elsewhere is
 * taken for our own with 1 in 281 million million.
 * @param secret of the registry, at least 16 bytes
 */
export function uidMapper(secret: Uint8Array): (original: string) => string {
  if (secret.length < 16) throw new Error('The secret for identifiers of images is shorter than 16 bytes.')
  const known = new Map<string, string>()
  const key = createSecretKey(secret)
  const digest = (what: string, value: Uint8Array | string): Buffer =>
    createHmac('sha256', key).update(`${what}\0`).update(value).digest()
  const proof = (identity: Uint8Array): Buffer => digest('made here', identity).subarray(0, 16 - identityBytes)

  function isOurs(uid: string): boolean {
    const bytes = uuidOf(uid)
    return bytes !== undefined && proof(bytes.subarray(0, identityBytes)).equals(bytes.subarray(identityBytes))
  }

  return (original) => {
    const before = known.get(original)
    if (before !== undefined) return before
    let uid = original
    if (!isOurs(original)) {
      const identity = digest('uid', original).subarray(0, identityBytes)
      identity[6] = (identity[6]! & 0x0f) | 0x80
      identity[8] = (identity[8]! & 0x3f) | 0x80
      uid = `2.25.${BigInt(`0x${Buffer.concat([identity, proof(identity)]).toString('hex')}`)}`
    }
    known.set(original, uid)
    return uid
  }
}

function uuidOf(uid: string): Buffer | undefined {
  const digits = /^2\.25\.([1-9]\d{0,38})$/.exec(uid)?.[1]
  const hex = digits === undefined ? '' : BigInt(digits).toString(16)
  return hex.length > 0 && hex.length <= 32 ? Buffer.from(hex.padStart(32, '0'), 'hex') : undefined
}
