/** Looks for secrets in the memory of a running process. Linux, and as root or its owner: it is read from /proc. */
import fs from 'node:fs'

const slice = 4 * 1024 * 1024

/** How often each thing stands in the process's memory. @param patterns of each thing, the ways in which it may be written */
export function countInMemory(pid: number, patterns: readonly (readonly Buffer[])[]): readonly number[] {
  const counts = patterns.map(() => 0)
  const overlap = Math.max(...patterns.flat().map(({ length }) => length))
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r')
  const buffer = Buffer.alloc(slice + overlap)
  try {
    for (const line of fs.readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '0', to = '0'] = /^(\w+)-(\w+) rw/.exec(line) ?? []
      for (let at = BigInt(`0x${from}`); at < BigInt(`0x${to}`); at += BigInt(slice)) {
        const wanted = Number(BigInt(`0x${to}`) - at)
        const bytes = read(memory, buffer, Math.min(wanted, buffer.length), at)
        const here = buffer.subarray(0, bytes)
        patterns.forEach((ways, index) => ways.forEach((way) => (counts[index]! += occurrences(here, way, slice))))
      }
    }
  } finally {
    fs.closeSync(memory)
  }
  return counts
}

/** Places that the system alone may read have nothing to tell. */
function read(memory: number, buffer: Buffer, length: number, at: bigint): number {
  try {
    return fs.readSync(memory, buffer, 0, length, at)
  } catch {
    return 0
  }
}

function occurrences(bytes: Buffer, pattern: Buffer, upTo: number): number {
  let count = 0
  for (let at = bytes.indexOf(pattern); at !== -1 && at < upTo; at = bytes.indexOf(pattern, at + 1)) count += 1
  return count
}
