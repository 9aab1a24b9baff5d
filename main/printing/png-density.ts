import { crc32 } from 'node:zlib'

const metersPerInch = 0.0254

/** Says in the file how large it is meant to be: a pHYs chunk after the header (PNG specification, 11.3.5.3). */
export function withDensity(png: Buffer, dotsPerInch: number): Buffer {
  const dotsPerMeter = Math.round(dotsPerInch / metersPerInch)
  const chunk = Buffer.alloc(21)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(dotsPerMeter, 8)
  chunk.writeUInt32BE(dotsPerMeter, 12)
  chunk.writeUInt8(1, 16) // the unit is the meter
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  const headerEnd = 8 + 25 // signature, IHDR
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)])
}
