/** What a file is, told from its content: its name may say anything. */
const signatures: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
]

/** Undefined for what the registry doesn't keep. */
export function mediaTypeOf(content: Uint8Array): string | undefined {
  const known = signatures.find(({ begins }) => begins.every((byte, index) => content[index] === byte))
  return known?.type ?? (isText(content) ? 'text/plain' : undefined)
}

/** UTF-8 without control characters other than tab, line feed, form feed and carriage return. */
function isText(content: Uint8Array): boolean {
  if (content.length === 0) return false
  for (let index = 0; index < content.length;) {
    const first = content[index]!
    if (first < 0x80) {
      if ((first < 0x20 && !layout.has(first)) || first === 0x7f) return false
      index += 1
      continue
    }
    const shape = shapes.find(({ from, to }) => first >= from && first <= to)
    if (!shape) return false
    const rest = content.subarray(index + 1, index + shape.length)
    if (rest.length < shape.length - 1 || !rest.every((byte) => byte >= 0x80 && byte <= 0xbf)) return false
    if (rest[0]! < shape.second[0] || rest[0]! > shape.second[1]) return false
    index += shape.length
  }
  return true
}

const layout: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d])

/** Lead bytes of UTF-8 with what may follow each: no longer form than needed, no surrogates, no control characters. */
const shapes: readonly {
  readonly from: number
  readonly to: number
  readonly length: number
  readonly second: readonly [number, number]
}[] = [
  { from: 0xc2, to: 0xc2, length: 2, second: [0xa0, 0xbf] },
  { from: 0xc3, to: 0xdf, length: 2, second: [0x80, 0xbf] },
  { from: 0xe0, to: 0xe0, length: 3, second: [0xa0, 0xbf] },
  { from: 0xed, to: 0xed, length: 3, second: [0x80, 0x9f] },
  { from: 0xe1, to: 0xef, length: 3, second: [0x80, 0xbf] },
  { from: 0xf0, to: 0xf0, length: 4, second: [0x90, 0xbf] },
  { from: 0xf4, to: 0xf4, length: 4, second: [0x80, 0x8f] },
  { from: 0xf1, to: 0xf3, length: 4, second: [0x80, 0xbf] },
]
