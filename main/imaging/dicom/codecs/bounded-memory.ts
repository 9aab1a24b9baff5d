const memorySection = 5
const pageBytes = 65_536

/**
 * The same WebAssembly module with a lower limit to its memory: the codecs are compiled to take up to 2 GB.
 * What needs more gets an out-of-memory exception of its own.
 * @throws Error unless the module has one memory of its own with a maximum
 */
export function boundedMemory(wasm: Uint8Array, mostBytes: number): Uint8Array<ArrayBuffer> {
  const bounded = new Uint8Array(wasm)
  let at = 8
  while (at < bounded.length) {
    const id = bounded[at]!
    const length = readLeb(bounded, at + 1)
    if (id === memorySection) {
      const count = readLeb(bounded, length.end)
      const hasMaximum = bounded[count.end] === 1
      if (count.value !== 1 || !hasMaximum) break
      const least = readLeb(bounded, count.end + 1)
      const most = readLeb(bounded, least.end)
      writeLeb(bounded, least.end, most.end, Math.min(most.value, mostBytes / pageBytes))
      return bounded
    }
    at = length.end + length.value
  }
  throw new Error('This WebAssembly module has no memory that could be bounded.')
}

function readLeb(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0
  for (let at = start, factor = 1; ; at += 1, factor *= 128) {
    value += (bytes[at]! & 127) * factor
    if (bytes[at]! < 128) return { value, end: at + 1 }
  }
}

/** In as many bytes as there were: a number may be padded. */
function writeLeb(bytes: Uint8Array, start: number, end: number, value: number): void {
  let rest = value
  for (let at = start; at < end; at += 1) {
    bytes[at] = (rest % 128) + (at < end - 1 ? 128 : 0)
    rest = Math.floor(rest / 128)
  }
}
