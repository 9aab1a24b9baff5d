/**
 * Reads rows out of the pages of SQLite's trees, as far as they are whole: a page that is destroyed or makes no sense is left
 * out, and what hangs on other branches is read all the same. Layout: https://www.sqlite.org/fileformat2.html
 */
import { usableSize } from './salvage-pages.ts'
import type { SalvagePages } from './salvage-pages.ts'

export type SalvagedValue = number | string | Buffer | null
export interface SalvagedRow {
  /** Missing in a table without rowids. */
  readonly rowid: number | undefined
  readonly values: readonly SalvagedValue[]
}

const kinds = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const
type Kind = (typeof kinds)[keyof typeof kinds]
/** A row larger than this makes no sense here: attachments are limited far below it. */
const largestRow = 256 * 1024 * 1024

export interface TreeReader {
  /** All rows of the tree that can be reached from its root, which is a page's number. */
  rowsOf(root: number): Generator<SalvagedRow>
  /** Rows of table leaves that no tree led to: the page that led there is destroyed. Each page's rows by themselves. */
  orphans(): Generator<readonly SalvagedRow[]>
  /** Pages that could not be read, found so far. */
  readonly destroyed: ReadonlySet<number>
  /** How many pages were looked at. */
  seen(): number
}

export function treeReader(pages: SalvagePages): TreeReader {
  const visited = new Set<number>()
  const destroyed = new Set<number>()

  function read(number: number): Buffer | undefined {
    const page = pages.read(number)
    if (!page) destroyed.add(number)
    return page
  }

  function* rowsOf(root: number): Generator<SalvagedRow> {
    const waiting = [root]
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      if (number < 1 || number > pages.count || visited.has(number)) continue
      visited.add(number)
      const page = read(number)
      if (!page) continue
      yield* rowsOn(page, number, read, visited)
      waiting.push(...childrenOf(page, number).toReversed())
    }
  }

  return {
    rowsOf,
    *orphans() {
      for (let number = 1; number <= pages.count; number++) {
        if (visited.has(number)) continue
        const page = read(number)
        if (page && page[headerAt(number)] === kinds.tableLeaf) yield [...rowsOn(page, number, read, visited)]
      }
    },
    destroyed,
    seen: () => visited.size,
  }
}

const headerAt = (number: number): number => (number === 1 ? 100 : 0)

function kindOf(page: Buffer, number: number): Kind | undefined {
  const kind = page[headerAt(number)]
  return Object.values(kinds).find((known) => known === kind)
}

function cellsOf(page: Buffer, number: number, kind: Kind): number[] {
  const at = headerAt(number)
  const first = at + (kind === kinds.tableInterior || kind === kinds.indexInterior ? 12 : 8)
  const count = Math.min(page.readUInt16BE(at + 3), Math.floor((page.length - first) / 2))
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(first + 2 * index)).filter(
    (cell) => cell >= first && cell < page.length,
  )
}

function childrenOf(page: Buffer, number: number): number[] {
  const kind = kindOf(page, number)
  if (kind !== kinds.tableInterior && kind !== kinds.indexInterior) return []
  const cells = cellsOf(page, number, kind).filter((cell) => cell + 4 <= page.length)
  return [...cells.map((cell) => page.readUInt32BE(cell)), page.readUInt32BE(headerAt(number) + 8)]
}

type ReadPage = (number: number) => Buffer | undefined

function* rowsOn(page: Buffer, number: number, read: ReadPage, visited: Set<number>): Generator<SalvagedRow> {
  const kind = kindOf(page, number)
  if (kind === undefined || kind === kinds.tableInterior) return
  for (const cell of cellsOf(page, number, kind)) {
    try {
      const row = rowAt(page, cell, kind, read, visited)
      if (row) yield row
    } catch {
      // It ends where the page ends: nothing that can be read.
    }
  }
}

function rowAt(page: Buffer, cell: number, kind: Kind, read: ReadPage, visited: Set<number>): SalvagedRow | undefined {
  const size = readVarint(page, kind === kinds.indexInterior ? cell + 4 : cell)
  const rowid = kind === kinds.tableLeaf ? readVarint(page, size.end) : undefined
  const payload = wholePayload(page, rowid?.end ?? size.end, { size: size.value, isTable: !!rowid }, read, visited)
  return payload && { rowid: rowid?.value, values: valuesOf(payload) }
}

/** What doesn't fit on the page goes on in a chain of others. Undefined where a link of it is destroyed. */
function wholePayload(
  page: Buffer,
  at: number,
  { size, isTable }: { readonly size: number; readonly isTable: boolean },
  read: ReadPage,
  visited: Set<number>,
): Buffer | undefined {
  if (size > largestRow) return undefined
  const largest = isTable ? usableSize - 35 : Math.floor(((usableSize - 12) * 64) / 255) - 23
  if (size <= largest) return at + size <= page.length ? page.subarray(at, at + size) : undefined
  const smallest = Math.floor(((usableSize - 12) * 32) / 255) - 23
  const wished = smallest + ((size - smallest) % (usableSize - 4))
  const local = wished <= largest ? wished : smallest
  const parts = [page.subarray(at, at + local)]
  let next = page.readUInt32BE(at + local)
  for (let left = size - local; left > 0;) {
    const more = next > 0 ? read(next) : undefined
    if (!more) return undefined
    visited.add(next)
    const part = more.subarray(4, 4 + Math.min(left, usableSize - 4))
    parts.push(part)
    left -= part.length
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

function valuesOf(record: Buffer): SalvagedValue[] {
  const header = readVarint(record, 0)
  const values: SalvagedValue[] = []
  let content = header.value
  for (let at = header.end; at < header.value;) {
    const type = readVarint(record, at)
    at = type.end
    const { value, size } = valueAt(record, content, type.value)
    values.push(value)
    content += size
  }
  if (content > record.length) throw new RangeError('a record longer than its payload')
  return values
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8]

function valueAt(record: Buffer, at: number, type: number): { value: SalvagedValue; size: number } {
  if (type === 0) return { value: null, size: 0 }
  if (type === 7) return { value: record.readDoubleBE(at), size: 8 }
  if (type === 8 || type === 9) return { value: type - 8, size: 0 }
  if (type < 8) {
    const size = integerSizes[type]!
    const value = size === 8 ? Number(record.readBigInt64BE(at)) : record.readIntBE(at, size)
    return { value, size }
  }
  const size = Math.floor((type - 12) / 2)
  const bytes = record.subarray(at, at + size)
  return { value: type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8'), size }
}

/** One to nine bytes, seven bits in each but the ninth. */
function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0n
  for (let index = 0; index < 9; index++) {
    const byte = bytes.readUInt8(at + index)
    if (index === 8) return { value: Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), end: at + 9 }
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value: Number(value), end: at + index + 1 }
  }
  throw new RangeError('unreachable')
}
