/** What stands in the memory of a process, on Linux: read from outside, past whatever the program itself would tell. */
import fs from 'node:fs'

const chunkBytes = 16 * 1024 * 1024

/** How often a text stands in the memory that a process may write to: one byte or two a character. */
export function countInMemory(pid: number, text: string): number {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r')
  try {
    return writable(pid)
      .map((region) => countIn(memory, region, needles))
      .reduce((sum, count) => sum + count, 0)
  } finally {
    fs.closeSync(memory)
  }
}

interface Region {
  readonly from: number
  readonly to: number
}

/** Address space that was set aside and never touched holds nothing: most of what a page's process has. */
function writable(pid: number): readonly Region[] {
  const regions: Region[] = []
  let region: Region | undefined
  for (const line of fs.readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const [, from, to, rights] = /^([\da-f]+)-([\da-f]+) (\S+)/.exec(line) ?? []
    if (from && to && rights) {
      const place = { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }
      region = rights.startsWith('rw') ? place : undefined
    } else if (region && /^(Rss|Swap): +[1-9]/.test(line) && regions.at(-1) !== region) regions.push(region)
  }
  return regions
}

function countIn(memory: number, { from, to }: Region, needles: readonly Buffer[]): number {
  const overlap = Math.max(...needles.map(({ length }) => length)) - 1
  const chunk = Buffer.alloc(Math.min(chunkBytes, to - from))
  let count = 0
  for (let at = from; at < to; at += chunk.length - overlap) {
    const read = readAt(memory, chunk, at, Math.min(chunk.length, to - at))
    for (const needle of needles) count += countOf(chunk.subarray(0, read), needle)
    if (at + chunk.length >= to) break
  }
  return count
}

/** Pages that were never touched can't be read. */
function readAt(memory: number, chunk: Buffer, at: number, length: number): number {
  try {
    return fs.readSync(memory, chunk, 0, length, at)
  } catch {
    return 0
  }
}

function countOf(haystack: Buffer, needle: Buffer): number {
  let count = 0
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) count += 1
  return count
}
