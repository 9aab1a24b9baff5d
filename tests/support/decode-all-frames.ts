import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import type { DecodedFrame } from '#shared/domain/imaging/decoded-frame.ts'

export interface DecodedImage {
  readonly transferSyntax: string
  readonly last: DecodedFrame
  /** Values of all frames, little endian as this machine is. */
  readonly bytes: Buffer
  /** As numpy calls it. */
  readonly type: string
}

/** @throws DicomRefusal */
export async function decodeAllFrames(bytes: Uint8Array): Promise<DecodedImage> {
  const file = readDicom(bytes)
  const frames: DecodedFrame[] = []
  // What says that it has millions of frames is refused at the first that it doesn't have.
  for (let frame = 1; frame <= (imageFacts(file).frames ?? 1); frame += 1) frames.push(await decodeFrame(file, frame))
  const last = frames.at(-1)!
  return {
    transferSyntax: file.transferSyntax,
    last,
    bytes: Buffer.concat(
      frames.map(({ pixels: { buffer, byteOffset, byteLength } }) => Buffer.from(buffer, byteOffset, byteLength)),
    ),
    type: last.pixels.constructor.name.replace('Array', '').toLowerCase(),
  }
}
