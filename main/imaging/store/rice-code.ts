/**
 * Rice's code of 16-bit numbers that differ little from their neighbors, as FITS files hold images: RICE_1 of the FITS Standard
 * 4.0, section 10.4.1, of two bytes a number in blocks of 32, all of it one tile. Programs for FITS read it, decades later.
 *
 * The first number stands in 16 bits. Then block by block the steps from each number to the next (the first one's is 0) are folded
 * to small whole numbers (0, -1, 1, -2, … become 0, 1, 2, 3, …). 4 bits say how: 0 for a block without any step, 15 for steps in 16
 * bits each, and n from 1 to 14 for what is above the n - 1 lowest bits as that many zeros, a one, and those bits. Bits fill
 * bytes from the top.
 */
const blockLength = 32
const mostLowBits = 13
const noSteps = 0
const wholeSteps = 15
const wordBits = 16
const blockHeadBits = 4

/** The longest is that of blocks with whole steps; two words of 32 bits are written at once. */
const mostWords = (count: number): number =>
  Math.ceil((wordBits + count * wordBits + Math.ceil(count / blockLength) * blockHeadBits) / 32) + 2

/** The code of the numbers. */
export function riceCoded(numbers: Uint16Array): Buffer {
  const out = new Int32Array(mostWords(numbers.length))
  const steps = new Int32Array(blockLength)
  let before = numbers[0] ?? 0
  out[0] = before << 16
  /** How many bits are written. Of the word that they end in, the rest is zeros. */
  let at = wordBits
  for (let start = 0; start < numbers.length; start += blockLength) {
    const length = Math.min(blockLength, numbers.length - start)
    const sum = foldSteps(numbers, start, length, before, steps)
    before = numbers[start + length - 1]!
    const lowBits = lowBitsFor(sum, length)
    const head = sum === 0 ? noSteps : lowBits > mostLowBits ? wholeSteps : lowBits + 1
    put(out, at, head << (32 - blockHeadBits))
    at += blockHeadBits
    if (head === wholeSteps) at = putWhole(out, at, steps, length)
    else if (head !== noSteps) at = putSteps(out, at, steps, length, lowBits)
  }
  const bytes = Buffer.from(out.buffer)
  return bytes.swap32().subarray(0, Math.ceil(at / 8))
}

/** @returns the sum of the folded steps */
function foldSteps(numbers: Uint16Array, start: number, length: number, first: number, steps: Int32Array): number {
  let before = first
  let sum = 0
  for (let index = 0; index < length; index += 1) {
    const number = numbers[start + index]!
    const step = ((number - before) << 16) >> 16
    before = number
    const folded = (step << 1) ^ (step >> 31)
    steps[index] = folded
    sum += folded
  }
  return sum
}

/** As CFITSIO chooses it: half of the mean step is above the lowest bits. */
function lowBitsFor(sum: number, length: number): number {
  const mean = Math.max(0, Math.trunc((sum - (length >> 1) - 1) / length))
  return 32 - Math.clz32(mean >> 1)
}

/** @returns where the bits end now */
function putSteps(out: Int32Array, start: number, steps: Int32Array, length: number, lowBits: number): number {
  const mark = 1 << lowBits
  const mask = mark - 1
  const own = lowBits + 1
  const widest = 32 - own
  let at = start
  let index = 0
  // Two at once, where both fit in a word: most do.
  for (; index + 1 < length; index += 2) {
    const one = steps[index]!
    const other = steps[index + 1]!
    const above = other >> lowBits
    const wide = above + own
    at += one >> lowBits
    if (wide <= widest) {
      put(out, at, (((mark | (one & mask)) << wide) | mark | (other & mask)) << (widest - wide))
      at += own + wide
    } else {
      put(out, at, (mark | (one & mask)) << widest)
      at += own + above
      put(out, at, (mark | (other & mask)) << widest)
      at += own
    }
  }
  if (index < length) {
    const last = steps[index]!
    at += last >> lowBits
    put(out, at, (mark | (last & mask)) << widest)
    at += own
  }
  return at
}

function putWhole(out: Int32Array, start: number, steps: Int32Array, length: number): number {
  for (let index = 0; index < length; index += 1) put(out, start + index * wordBits, steps[index]! << 16)
  return start + length * wordBits
}

/** Bits from the top of a word, behind those that are there. Without a branch: that is most of the speed. */
function put(out: Int32Array, at: number, top: number): void {
  const place = at >> 5
  const used = at & 31
  out[place]! |= top >>> used
  out[place + 1] = (top << 1) << (31 - used)
}

/**
 * The numbers of a code.
 * @returns undefined for what is no code of so many numbers
 */
export function riceDecoded(code: Uint8Array, count: number): Uint16Array | undefined {
  const padded = Buffer.alloc(Math.ceil(code.length / 4) * 4 + 8)
  padded.set(code)
  padded.swap32()
  const words = new Int32Array(padded.buffer, padded.byteOffset, padded.length / 4)
  const numbers = new Uint16Array(count)
  const end = code.length * 8
  let before = words[0]! >>> 16
  let at = wordBits
  for (let start = 0; start < count; start += blockLength) {
    const stop = Math.min(start + blockLength, count)
    if (at + blockHeadBits > end) return undefined
    const head = bitsAt(words, at) >>> (32 - blockHeadBits)
    at += blockHeadBits
    if (head === noSteps) numbers.fill(before, start, stop)
    else if (head === wholeSteps) at = takeWhole(words, at, numbers, start, stop, before)
    else at = takeSteps(words, at, numbers, start, stop, before, head - 1)
    if (at > end) return undefined
    before = numbers[stop - 1]!
  }
  return numbers
}

/** @returns where the next bits are; beyond the end where there are too few */
function takeSteps(
  words: Int32Array,
  from: number,
  numbers: Uint16Array,
  start: number,
  stop: number,
  first: number,
  lowBits: number,
): number {
  const down = 31 - lowBits
  const end = words.length * 32
  let at = from
  let before = first
  for (let index = start; index < stop; index += 1) {
    let bits = bitsAt(words, at)
    let above = Math.clz32(bits)
    // More zeros than are seen at once, or too few bits behind them.
    if (above + lowBits > 31) {
      let seen = at
      for (; bits === 0 && seen < end; bits = bitsAt(words, seen)) seen += 32
      above = seen - at + Math.clz32(bits)
      bits = bitsAt(words, at + above)
    } else bits <<= above
    at += above + 1 + lowBits
    const step = (above << lowBits) | ((bits & 0x7fffffff) >>> down)
    before += (step >>> 1) ^ -(step & 1)
    numbers[index] = before
  }
  return at
}

function takeWhole(
  words: Int32Array,
  from: number,
  numbers: Uint16Array,
  start: number,
  stop: number,
  first: number,
): number {
  let before = first
  for (let index = start; index < stop; index += 1) {
    const step = bitsAt(words, from + (index - start) * wordBits) >>> 16
    before += (step >>> 1) ^ -(step & 1)
    numbers[index] = before
  }
  return from + (stop - start) * wordBits
}

/** The 32 bits from a place on; zeros behind the end. */
function bitsAt(words: Int32Array, at: number): number {
  const place = at >> 5
  const used = at & 31
  return (words[place]! << used) | ((words[place + 1]! >>> 1) >>> (31 - used))
}
