/** Damages files in the ways that discs, networks and malice do; the same seed gives the same damage. */

export interface Mutation {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Numbers from 0 to below 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Change = (bytes: Buffer, below: (limit: number) => number) => Uint8Array

/** Pixel data begin here, where they do: the codecs' headers follow. */
function pixelsAt(bytes: Buffer): number {
  return Math.max(0, bytes.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00])))
}

const hugeLengths = [0xffffffff, 0x7fffffff, 0xfffffffe, 0x80000000, 0x10000000, 0]
const sides = [0, 1, 30_000, 30_001, 65_535, 8_000, 63, 65]

const changes: Readonly<Record<string, Change>> = {
  'flipped bytes': (bytes, below) => flip(bytes, 1 + below(8), () => below(bytes.length)),
  'flipped bytes of the header': (bytes, below) => flip(bytes, 1 + below(4), () => below(Math.max(1, pixelsAt(bytes)))),
  'flipped bytes of a codestream’s header': (bytes, below) =>
    flip(bytes, 1 + below(4), () => pixelsAt(bytes) + below(220)),
  'cut off': (bytes, below) => bytes.subarray(0, below(bytes.length)),
  'pixels cut off': (bytes, below) => bytes.subarray(0, pixelsAt(bytes) + below(bytes.length - pixelsAt(bytes))),
  'huge length': (bytes, below) => {
    const at = below(bytes.length - 4)
    bytes.writeUInt32LE(hugeLengths[below(hugeLengths.length)]!, at)
    return bytes
  },
  'repeated part': (bytes, below) => {
    const start = below(bytes.length)
    const part = bytes.subarray(start, start + 1 + below(400))
    return Buffer.concat([
      bytes.subarray(0, start),
      ...Array.from({ length: 1 + below(50) }, () => part),
      bytes.subarray(start),
    ])
  },
  'other dimensions': (bytes, below) => {
    for (const tag of [0x0010, 0x0011]) {
      const at = bytes.indexOf(Buffer.from([0x28, 0x00, tag & 255, 0x00]))
      if (at > 0 && below(3) > 0) bytes.writeUInt16LE(sides[below(sides.length)]!, at + 8)
    }
    return bytes
  },
  'other pixel attributes': (bytes, below) => {
    const tag = [0x02, 0x06, 0x08][below(3)]!
    const at = bytes.indexOf(
      below(2) === 0 ? Buffer.from([0x28, 0x00, tag, 0x00]) : Buffer.from([0x28, 0x00, below(4), 0x01]),
    )
    if (at > 0) bytes[at + 8] = below(256)
    return bytes
  },
  'part moved': (bytes, below) => {
    bytes.copyWithin(below(bytes.length), below(bytes.length), below(bytes.length))
    return bytes
  },
}

function flip(bytes: Buffer, count: number, place: () => number): Buffer {
  for (let done = 0; done < count; done += 1) {
    const at = Math.min(place(), bytes.length - 1)
    bytes[at] = bytes[at]! ^ (1 << ((at * 7 + done) % 8))
  }
  return bytes
}

/** One mutation of one of the files. */
export function mutateDicom(files: readonly Uint8Array[], seed: number): Mutation {
  const random = randomNumbers(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const names = Object.keys(changes)
  const name = names[below(names.length)]!
  const bytes = changes[name]!(Buffer.from(files[below(files.length)]!), below)
  return { name, bytes }
}
