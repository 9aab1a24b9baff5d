import fs from 'node:fs'

/** Changes one bit of a file in its place, as a bad disk or cable does. */
export function flipByte(file: string, at: number, bit = 0): void {
  const handle = fs.openSync(file, 'r+')
  try {
    const byte = Buffer.alloc(1)
    fs.readSync(handle, byte, 0, 1, at)
    byte[0]! ^= 1 << bit
    fs.writeSync(handle, byte, 0, 1, at)
  } finally {
    fs.closeSync(handle)
  }
}
