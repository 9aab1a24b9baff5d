/** Ids that sort by the time they were made (RFC 9562, version 7). */
import { randomUUID } from 'node:crypto'

let lastMs = 0
let madeInMs = 0
/** Millisecond and version, as each id of `lastMs` begins. */
let beginning = ''
const mostInMs = 0xfff

/**
 * Ids of one millisecond count up (RFC 9562, 6.2, method 1), so that what is saved together keeps its order and stands together
 * in each index. Where the clock is set back, they go on from the latest time that was seen.
 */
export function uuidV7(now: number = Date.now()): string {
  if (now > lastMs) startMs(now)
  else if (madeInMs < mostInMs) madeInMs += 1
  else startMs(lastMs + 1)
  const count = madeInMs.toString(16).padStart(3, '0')
  // Variant and random part are those of version 4, which Node makes from a store of random bytes.
  return `${beginning}${count}-${randomUUID().slice(19)}`
}

function startMs(ms: number): void {
  lastMs = ms
  madeInMs = 0
  const time = ms.toString(16).padStart(12, '0')
  beginning = `${time.slice(0, 8)}-${time.slice(8)}-7`
}

/** Makes 16 bytes a UUID of the given version. */
export function formatUuid(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
