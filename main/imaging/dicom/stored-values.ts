import type { FramePixels } from '#shared/domain/imaging/decoded-frame.ts'
import type { PixelLayout } from './pixel-layout.ts'

export type UnsignedPixels = Uint8Array | Uint16Array | Uint32Array

/** An array for a frame's samples as they are allocated, before sign and unused bits are dealt with. */
export function emptySamples(layout: PixelLayout, samples: number): UnsignedPixels {
  if (layout.bitsAllocated === 32) return new Uint32Array(samples)
  return layout.bitsAllocated === 16 ? new Uint16Array(samples) : new Uint8Array(samples)
}

/**
 * Stored values out of allocated words: bits that aren't stored (overlays lay there once) are cut off, the sign is extended.
 * @param words overwritten where that is enough
 */
export function storedValues(words: UnsignedPixels, layout: PixelLayout): FramePixels {
  const { bitsAllocated, bitsStored, highBit, isSigned } = layout
  const pixels = isSigned ? asSigned(words) : words
  if (bitsStored === bitsAllocated || bitsAllocated === 1) return pixels
  const up = 31 - highBit
  const down = 32 - bitsStored
  if (isSigned) for (let at = 0; at < pixels.length; at += 1) pixels[at] = (words[at]! << up) >> down
  else for (let at = 0; at < pixels.length; at += 1) pixels[at] = (words[at]! << up) >>> down
  return pixels
}

function asSigned(words: UnsignedPixels): Int8Array | Int16Array | Int32Array {
  const { buffer, byteOffset, length } = words
  if (words instanceof Uint8Array) return new Int8Array(buffer, byteOffset, length)
  return words instanceof Uint16Array
    ? new Int16Array(buffer, byteOffset, length)
    : new Int32Array(buffer, byteOffset, length)
}

/** From color by color to pixel by pixel. */
export function interleaved<T extends UnsignedPixels>(planes: T, pixels: number): T {
  const result = new (planes.constructor as new (length: number) => T)(planes.length)
  for (let sample = 0; sample < 3; sample += 1)
    for (let at = 0; at < pixels; at += 1) result[3 * at + sample] = planes[sample * pixels + at]!
  return result
}
