const digitBits = 11
const digits = 1 << digitBits

/**
 * The order that sorts numbers upward: `values[order[0]]` is the least. Equal values keep their order.
 * A radix sort over the bits of the doubles, least significant first, which skips digits that all values share.
 */
export function sortOrder(values: Float64Array): Uint32Array {
  const count = values.length
  const { low, high } = sortableWords(values)
  let order = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) order[row] = row
  let next = new Uint32Array(count)
  for (const word of [low, high])
    for (let shift = 0; shift < 32; shift += digitBits) {
      const places = new Uint32Array(digits)
      for (let row = 0; row < count; row += 1) places[(word[row]! >>> shift) & (digits - 1)]! += 1
      if (places.includes(count)) continue
      let place = 0
      for (let digit = 0; digit < digits; digit += 1) {
        const held = places[digit]!
        places[digit] = place
        place += held
      }
      for (let at = 0; at < count; at += 1) {
        const row = order[at]!
        const digit = (word[row]! >>> shift) & (digits - 1)
        const to = places[digit]!
        next[to] = row
        places[digit] = to + 1
      }
      ;[order, next] = [next, order]
    }
  return order
}

/** The two halves of each double, so changed that as unsigned numbers they sort as the doubles do. */
function sortableWords(values: Float64Array): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const words = new Uint32Array(values.slice().buffer)
  const low = new Uint32Array(values.length)
  const high = new Uint32Array(values.length)
  for (let row = 0; row < values.length; row += 1) {
    // −0 equals 0 and must sort as it does.
    const top = values[row] === 0 ? 0 : words[2 * row + 1]!
    // Bits of positive doubles sort as the numbers do once the sign is flipped, those of negative ones once all are.
    const flip = top >>> 31 ? 0xffffffff : 0
    low[row] = words[2 * row]! ^ flip
    high[row] = top ^ (flip | 0x80000000)
  }
  return { low, high }
}

/** The values of rows in an order, put into an array of its length. */
export function gathered<T extends Float64Array | Int32Array>(
  order: Uint32Array,
  values: ArrayLike<number>,
  into: T,
): T {
  for (let at = 0; at < order.length; at += 1) into[at] = values[order[at]!]!
  return into
}
