import { projectRequire } from '#main/tooling/project.ts'

interface Encoder {
  readonly getDecodedBuffer: (info: object) => Uint8Array
  readonly setQuality: (isReversible: boolean, quantization: number) => void
  readonly encode: () => void
  readonly getEncodedBuffer: () => Uint8Array
}

type Load = (options: object) => Promise<{ readonly HTJ2KEncoder: new () => Encoder }>

/** A High-Throughput JPEG 2000 codestream without loss, by the encoder that comes with the decoder: nothing in Debian writes it. */
export async function encodeHtj2k(
  pixels: Uint16Array | Int16Array | Uint8Array,
  rows: number,
  columns: number,
  colors = 1,
): Promise<Uint8Array> {
  const load = projectRequire('@cornerstonejs/codec-openjph/wasmjs') as Load
  const encoder = new (await load({})).HTJ2KEncoder()
  const buffer = encoder.getDecodedBuffer({
    width: columns,
    height: rows,
    bitsPerSample: pixels.BYTES_PER_ELEMENT * 8,
    componentCount: colors,
    isSigned: pixels instanceof Int16Array,
    isUsingColorTransform: colors === 3,
  })
  buffer.set(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
  encoder.setQuality(true, 0)
  encoder.encode()
  return encoder.getEncodedBuffer().slice()
}
