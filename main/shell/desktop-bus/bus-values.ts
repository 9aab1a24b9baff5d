/** Values as they lie in a message of D-Bus (specification, “Marshaling”). Read only; what breaks the rules is refused. */

export type BusValue = boolean | number | bigint | string | readonly BusValue[] | ReadonlyMap<BusValue, BusValue>

/** The specification allows 32 arrays in 32 structures. */
const deepest = 64

const sizes: Readonly<Record<string, number>> = { y: 1, n: 2, q: 2, i: 4, u: 4, b: 4, h: 4, x: 8, t: 8, d: 8 }

/** Where a complete type begins and ends in a signature. */
function typeAt(signature: string, from: number, depth = 0): string {
  if (depth > deepest) throw new Error('a signature is nested too deep')
  const first = signature[from] ?? ''
  if (first === 'a') return first + typeAt(signature, from + 1, depth + 1)
  if (first !== '(' && first !== '{') {
    if (!/^[ynqiubhxtdsogv]$/.test(first)) throw new Error('a signature has an unknown type')
    return first
  }
  const end = first === '(' ? ')' : '}'
  let type = first
  while (signature[from + type.length] !== end) type += typeAt(signature, from + type.length, depth + 1)
  // An empty one would take no room: a list of them would have no end.
  if (type === first) throw new Error('a signature has an empty structure')
  return type + end
}

const typesOf = (signature: string): readonly string[] => {
  const types: string[] = []
  for (let at = 0; at < signature.length; at += types.at(-1)!.length) types.push(typeAt(signature, at))
  return types
}

const alignmentOf = (type: string): number =>
  /^[({]/.test(type) ? 8 : /^[gv]/.test(type) ? 1 : /^[aso]/.test(type) ? 4 : sizes[type]!

export interface ValueReader {
  /** Offset of what is read next. */
  at(): number
  /** The values of a whole signature. */
  read(signature: string): readonly BusValue[]
}

/** @param bytes offsets in it count for the alignment @throws where they do not hold what they should */
export function valueReader(bytes: Buffer, isLittle: boolean, start = 0): ValueReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = start
  const align = (to: number) => (at = Math.ceil(at / to) * to)
  const take = (length: number): number => {
    const from = at
    at += length
    if (at > bytes.length) throw new Error('a message ends too early')
    return from
  }
  const uint32 = () => view.getUint32(take(4), isLittle)
  const text = (length: number) => {
    const from = take(length + 1)
    return bytes.toString('utf8', from, from + length)
  }

  function value(type: string, depth: number): BusValue {
    if (depth > deepest) throw new Error('a message is nested too deep')
    align(alignmentOf(type))
    switch (type[0]) {
      case 'b':
        return uint32() === 1
      case 'y':
        return view.getUint8(take(1))
      case 'n':
        return view.getInt16(take(2), isLittle)
      case 'q':
        return view.getUint16(take(2), isLittle)
      case 'i':
        return view.getInt32(take(4), isLittle)
      case 'u':
      case 'h':
        return uint32()
      case 'x':
        return view.getBigInt64(take(8), isLittle)
      case 't':
        return view.getBigUint64(take(8), isLittle)
      case 'd':
        return view.getFloat64(take(8), isLittle)
      case 's':
      case 'o':
        return text(uint32())
      case 'g':
        return text(view.getUint8(take(1)))
      case 'v': {
        const types = typesOf(text(view.getUint8(take(1))))
        if (types.length !== 1) throw new Error('a variant holds one value')
        return value(types[0]!, depth + 1)
      }
      case 'a':
        return list(type.slice(1), depth)
      default:
        return typesOf(type.slice(1, -1)).map((inner) => value(inner, depth + 1))
    }
  }

  function list(of: string, depth: number): BusValue {
    const length = uint32()
    align(alignmentOf(of))
    const end = at + length
    if (end > bytes.length) throw new Error('a list is longer than its message')
    const values: BusValue[] = []
    while (at < end) values.push(value(of, depth + 1))
    return of.startsWith('{') ? new Map(values as unknown as readonly [BusValue, BusValue][]) : values
  }

  return {
    at: () => at,
    read: (signature) => typesOf(signature).map((type) => value(type, 0)),
  }
}
