/** Color models of DICOM (PS3.3, section C.7.6.3.1.2) to RGB. */
import { damaged } from './dicom-refusal.ts'
import { bytesOf, numbersOf } from './element-values.ts'
import { pixelFormat } from './pixel-layout.ts'
import type { DicomFile } from './read-dicom.ts'
import type { UnsignedPixels } from './stored-values.ts'
import { tags } from './tags.ts'

/** YBR_FULL to RGB, both of 8 bits and pixel by pixel; in place. */
export function rgbOfYbrFull(pixels: Uint8Array): Uint8Array {
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const y = pixels[at]!
    const cb = pixels[at + 1]! - 128
    const cr = pixels[at + 2]! - 128
    pixels[at] = clamped(y + 1.402 * cr)
    pixels[at + 1] = clamped(y - ((0.114 * 1.772) / 0.587) * cb - ((0.299 * 1.402) / 0.587) * cr)
    pixels[at + 2] = clamped(y + 1.772 * cb)
  }
  return pixels
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.floor(value + 0.5)))
}

interface Palette {
  /** The stored value that the first entry is for. */
  readonly first: number
  /** Entries of 8 bits. */
  readonly entries: Uint8Array
}

/**
 * PALETTE COLOR to RGB of 8 bits: entries of 16 bits keep their upper half. Values below and above the palette get its ends.
 * @throws DicomRefusal `damaged`, `pixel-format` (segmented palettes)
 */
export function rgbOfPalette(file: DicomFile, words: UnsignedPixels, isSigned: boolean): Uint8Array {
  const palettes = [
    palette(file, tags.redPaletteDescriptor, tags.redPaletteData, isSigned),
    palette(file, tags.greenPaletteDescriptor, tags.greenPaletteData, isSigned),
    palette(file, tags.bluePaletteDescriptor, tags.bluePaletteData, isSigned),
  ]
  const result = new Uint8Array(words.length * 3)
  palettes.forEach(({ first, entries }, sample) => {
    for (let at = 0; at < words.length; at += 1) {
      const index = Math.max(0, Math.min(entries.length - 1, words[at]! - first))
      result[3 * at + sample] = entries[index]!
    }
  })
  return result
}

function palette(file: DicomFile, descriptorTag: number, dataTag: number, isSigned: boolean): Palette {
  const descriptor = numbersOf(file.dataSet, descriptorTag)
  const element = file.element(dataTag)
  if (descriptor?.length !== 3) throw damaged('its palette is not described')
  if (!element) throw pixelFormat('a palette in segments')
  const [stated, start, bits] = descriptor as [number, number, number]
  const count = stated === 0 ? 2 ** 16 : stated
  const first = isSigned && start >= 2 ** 15 ? start - 2 ** 16 : start
  const bytes = bytesOf(file.dataSet, element)
  if (bytes.length < count) throw damaged('its palette is shorter than it says')
  // Entries of 8 bits lie two in a word, or one in the lower half of each.
  if (bytes.length < 2 * count) return { first, entries: bytes.slice(0, count) }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const shift = bits > 8 ? 8 : 0
  return {
    first,
    entries: Uint8Array.from({ length: count }, (_, index) => view.getUint16(2 * index, file.isLittleEndian) >> shift),
  }
}
