import { readSegment, type JpegHeader } from './jpeg-header.ts'

const jfif = 0xe0
const adobe = 0xee

/**
 * The codestream with its application segments replaced by one that tells the decoder what the color is: libjpeg guesses by them,
 * and DICOM says it in Photometric Interpretation. Where that says RGB, an Adobe segment of the file's still decides, or a JFIF one,
 * which promise YCbCr often enough where a writer forgot to change the attribute.
 */
export function withColorTransform(bytes: Uint8Array, header: JpegHeader, photometric: string): Uint8Array {
  if (header.components.length !== 3) return bytes
  const isTransformed = photometric === 'RGB' ? isYcc(header) : true
  const segment = Uint8Array.of(0xff, adobe, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, isTransformed ? 1 : 0)
  const result = new Uint8Array(bytes.length + segment.length)
  let from = 0
  let to = 0
  const copy = (end: number): void => {
    result.set(bytes.subarray(from, end), to)
    to += end - from
    from = end
  }
  copy(2)
  result.set(segment, to)
  to += segment.length
  while (from < header.scanOffset) {
    const { marker, offset, content } = readSegment(bytes, from)
    if (marker === jfif || marker === adobe) from = offset + 4 + content.length
    else copy(offset + 4 + content.length)
  }
  copy(bytes.length)
  return result.subarray(0, to)
}

function isYcc(header: JpegHeader): boolean {
  const ofAdobe = header.segments.find(
    ({ marker, content }) => marker === adobe && content.length >= 12 && startsWith(content, 'Adobe'),
  )
  if (ofAdobe) return ofAdobe.content[11] !== 0
  return header.segments.some(({ marker, content }) => marker === jfif && startsWith(content, 'JFIF'))
}

function startsWith(content: Uint8Array, word: string): boolean {
  return Buffer.from(content.subarray(0, word.length)).toString('latin1') === word
}
