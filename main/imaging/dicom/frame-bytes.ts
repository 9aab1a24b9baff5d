import { damaged, truncated } from './dicom-refusal.ts'
import { numbersOf } from './element-values.ts'
import type { DicomElement, DicomFragment } from './parse-data-set.ts'
import type { DicomFile } from './read-dicom.ts'
import { tags } from './tags.ts'

/**
 * The compressed bytes of one frame of encapsulated pixel data (PS3.5, section A.4).
 * @param frame from 0
 * @throws DicomRefusal `damaged`, `truncated`
 */
export function encapsulatedFrame(file: DicomFile, element: DicomElement, frames: number, frame: number): Uint8Array {
  const fragments = fragmentsOfFrame(file, element, frames, frame)
  const total = fragments.reduce((sum, { length }) => sum + length, 0)
  if (total === 0) throw truncated()
  const [first] = fragments
  if (first && fragments.length === 1) return file.bytes.subarray(first.dataOffset, first.dataOffset + first.length)
  const joined = new Uint8Array(total)
  let at = 0
  for (const { dataOffset, length } of fragments) {
    joined.set(file.bytes.subarray(dataOffset, dataOffset + length), at)
    at += length
  }
  return joined
}

function fragmentsOfFrame(
  file: DicomFile,
  element: DicomElement,
  frames: number,
  frame: number,
): readonly DicomFragment[] {
  const fragments = element.fragments ?? []
  if (fragments.length < frames) throw truncated()
  if (frames === 1) return fragments
  const extended = numbersOf(file.dataSet, tags.extendedOffsetTable, 'OV')
  const offsets = extended ?? element.offsetTable ?? []
  // The extended table demands one fragment a frame, and says how long each is without padding.
  if (extended && offsets.length === frames) {
    const lengths = numbersOf(file.dataSet, tags.extendedOffsetTableLengths, 'OV')
    const found = fragments.find(({ offset }) => offset === offsets[frame])
    if (!found) throw damaged('its table of frames points between them')
    return [{ ...found, length: Math.min(found.length, lengths?.[frame] ?? found.length) }]
  }
  if (fragments.length === frames) return fragments.slice(frame, frame + 1)
  const starts =
    offsets.length === frames ? startsByOffset(fragments, offsets) : startsBySignature(file.bytes, fragments)
  if (starts.length !== frames) throw damaged('its frames can’t be told apart')
  return fragments.slice(starts[frame], starts[frame + 1])
}

function startsByOffset(fragments: readonly DicomFragment[], offsets: readonly number[]): readonly number[] {
  const indexes = new Map(fragments.map(({ offset }, index) => [offset, index]))
  const starts = offsets.map((offset) => indexes.get(offset))
  const isRising = starts.every(
    (start, index) => start !== undefined && start >= (index === 0 ? 0 : starts[index - 1]! + 1),
  )
  if (!isRising || starts[0] !== 0) throw damaged('its table of frames points between them')
  return starts as number[]
}

/** Without a table, a frame begins where a codestream does: JPEG and JPEG-LS with FFD8, JPEG 2000 with FF4F. */
function startsBySignature(bytes: Uint8Array, fragments: readonly DicomFragment[]): readonly number[] {
  return fragments.flatMap(({ dataOffset, length }, index) => {
    const second = bytes[dataOffset + 1]
    return length > 4 &&
      bytes[dataOffset] === 0xff &&
      (second === 0xd8 || second === 0x4f) &&
      bytes[dataOffset + 2] === 0xff
      ? [index]
      : []
  })
}
