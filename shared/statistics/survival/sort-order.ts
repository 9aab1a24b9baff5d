/**
 * The order that sorts numbers upward: `values[order[0]]` is the least. Equal values keep their order.
 * A radix sort over the bytes of the doubles (least significant first), which skips bytes that all values share.
 */
export function sortOrder(values: Float64Array): Uint32Array {
  const count = values.length
  const words = new Uint32Array(new Float64Array(values).buffer)
  const counts = new Uint32Array(8 * 256)
  for (let index = 0; index < count; index += 1) {
    // −0 equals 0 and must sort as it does.
    if (values[index] === 0) words[2 * index + 1] = 0
    const high = words[2 * index + 1]!
    // Bits of positive doubles sort as the numbers do once the sign is flipped, those of negative ones once all are.
    const flip = high >>> 31 ? 0xffffffff : 0
    words[2 * index] = words[2 * index]! ^ flip
    words[2 * index + 1] = high ^ (flip | 0x80000000)
    for (let byte = 0; byte < 8; byte += 1) {
      const at = byte * 256 + ((words[2 * index + (byte >> 2)]! >>> ((byte & 3) * 8)) & 255)
      counts[at] = counts[at]! + 1
    }
  }
  let order = Uint32Array.from({ length: count }, (_, index) => index)
  let next = new Uint32Array(count)
  for (let byte = 0; byte < 8; byte += 1) {
    const places = counts.subarray(byte * 256, byte * 256 + 256)
    if (places.includes(count)) continue
    let place = 0
    for (let digit = 0; digit < 256; digit += 1) {
      const held = places[digit]!
      places[digit] = place
      place += held
    }
    const word = byte >> 2
    const shift = (byte & 3) * 8
    for (let index = 0; index < count; index += 1) {
      const row = order[index]!
      const digit = (words[2 * row + word]! >>> shift) & 255
      next[places[digit]!] = row
      places[digit] = places[digit]! + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}
