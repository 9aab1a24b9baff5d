import zlib from 'node:zlib'

/** An entry of a zip that no honest program writes: every field may lie. */
export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array
  readonly isStored?: boolean
  readonly isEncrypted?: boolean
  /** What its directory says instead of its real length. */
  readonly statedBytes?: number
  /** Unix mode; plain file when absent. */
  readonly mode?: number
  /** Points to the bytes of the first entry, as overlapping bombs do. */
  readonly overlaps?: boolean
}

/** The bytes of a zip file. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const data = entry.isStored ? Buffer.from(entry.content) : zlib.deflateRawSync(entry.content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE((entry.isEncrypted ? 1 : 0) | 0x800, 2)
    fields.writeUInt16LE(entry.isStored ? 0 : 8, 4)
    fields.writeUInt32LE(zlib.crc32(entry.content), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(entry.statedBytes ?? entry.content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const offset = entry.overlaps ? 0 : at
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(0x031e, 4)
    fields.copy(central, 6)
    central.writeUInt32LE((((entry.mode ?? 0o100644) << 16) >>> 0) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, name)
    if (entry.overlaps) continue
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, data])
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, central, end])
}
