// oxlint-disable-next-line typescript/triple-slash-reference -- the tests’ program reads this file without the folder’s ambient types
/// <reference path="./codec-modules.d.ts" />
/** The four compressions whose decoders are WebAssembly, each behind a check of its header. */
import { damaged, refusalOfPrecision } from '../dicom-refusal.ts'
import type { PixelLayout } from '../pixel-layout.ts'
import { emptySamples, interleaved, type UnsignedPixels } from '../stored-values.ts'
import { withColorTransform } from './jpeg-color-transform.ts'
import { readJpegHeader } from './jpeg-header.ts'
import { jpeg2000Codestream, readJpeg2000Header } from './jpeg-2000-header.ts'
import { wasmCodec, type DecodedSamples, type RunCodec } from './wasm-codec.ts'

const libjpegTurbo = wasmCodec(
  'JPEGDecoder',
  'libjpeg-turbo',
  () => import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
  'JPEG',
)
const charls = wasmCodec('JpegLSDecoder', 'charls', () => import('@cornerstonejs/codec-charls/decodewasmjs'), 'JPEG-LS')
const openjpeg = wasmCodec(
  'J2KDecoder',
  'openjpeg',
  () => import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  'JPEG 2000',
)
const openjph = wasmCodec(
  'HTJ2KDecoder',
  'openjph',
  () => import('@cornerstonejs/codec-openjph/wasmjs'),
  'High-Throughput JPEG 2000',
)

/**
 * JPEG of 8 bits. Color comes out as RGB.
 * @throws DicomRefusal `truncated`, `damaged`, `transfer-syntax` (12 bits, progressive and other processes)
 */
export async function decodeJpeg(bytes: Uint8Array, layout: PixelLayout): Promise<UnsignedPixels> {
  const header = readJpegHeader(bytes)
  if (header.precision !== 8) throw refusalOfPrecision('JPEG Extended', header.precision)
  if (header.frameMarker !== 0xc0 && header.frameMarker !== 0xc1) throw damaged('its JPEG codestream is not sequential')
  refuseOther(header, header.components.length, layout)
  const samples = await libjpegTurbo(withColorTransform(bytes, header, layout.photometric))
  return words(samples, layout, 8)
}

/**
 * JPEG-LS, without loss or nearly so.
 * @throws DicomRefusal `truncated`, `damaged`, `transfer-syntax`
 */
export async function decodeJpegLs(bytes: Uint8Array, layout: PixelLayout): Promise<UnsignedPixels> {
  const header = readJpegHeader(bytes)
  if (header.frameMarker !== 0xf7) throw damaged('its JPEG-LS codestream is another kind of JPEG')
  if (header.precision > 16) throw refusalOfPrecision('JPEG-LS', header.precision)
  refuseOther(header, header.components.length, layout)
  const samples = await charls(bytes)
  const result = words(samples, layout, header.precision)
  return samples.interleaveMode === 0 && layout.samplesPerPixel === 3
    ? interleaved(result, layout.rows * layout.columns)
    : result
}

/**
 * JPEG 2000. A transform of colors that the codestream has is undone.
 * @throws DicomRefusal `truncated`, `damaged`, `too-large`, `transfer-syntax`
 */
export function decodeJpeg2000(bytes: Uint8Array, layout: PixelLayout): Promise<UnsignedPixels> {
  return decodeWavelets(openjpeg, 'JPEG 2000', bytes, layout)
}

/** The same for High-Throughput JPEG 2000. */
export function decodeHighThroughput(bytes: Uint8Array, layout: PixelLayout): Promise<UnsignedPixels> {
  return decodeWavelets(openjph, 'High-Throughput JPEG 2000', bytes, layout)
}

async function decodeWavelets(
  codec: RunCodec,
  name: string,
  bytes: Uint8Array,
  layout: PixelLayout,
): Promise<UnsignedPixels> {
  const codestream = jpeg2000Codestream(bytes)
  const header = readJpeg2000Header(codestream)
  refuseOther(header, header.components.length, layout)
  const [first] = header.components
  const isUniform = header.components.every(
    ({ bits, isSigned, isSubsampled }) => bits === first?.bits && isSigned === first.isSigned && !isSubsampled,
  )
  if (!first || !isUniform) throw damaged(`its ${name} codestream mixes components`)
  if (first.bits > 16) throw refusalOfPrecision(name, first.bits)
  return words(await codec(codestream), layout, first.bits)
}

function refuseOther(
  header: { readonly rows: number; readonly columns: number },
  components: number,
  layout: PixelLayout,
): void {
  if (header.rows !== layout.rows || header.columns !== layout.columns)
    throw damaged('its codestream has another size than the image')
  if (components !== layout.samplesPerPixel) throw damaged('its codestream has another number of colors than the image')
}

/** The codec's bytes, one or two a sample after the precision, as words of the size that is allocated. */
function words({ bytes, info }: DecodedSamples, layout: PixelLayout, bits: number): UnsignedPixels {
  const count = layout.rows * layout.columns * layout.samplesPerPixel
  const sampleBytes = bits <= 8 ? 1 : 2
  if (info.width !== layout.columns || info.height !== layout.rows || bytes.length < count * sampleBytes)
    throw damaged('its codestream is shorter than the image')
  if (bits > layout.bitsAllocated) throw damaged('its codestream has more bits than the image')
  const result = emptySamples(layout, count)
  // Signed values are extended, so that what a file calls signed and its codestream doesn't is right either way.
  if (sampleBytes === 1) result.set(info.isSigned ? new Int8Array(bytes.buffer, 0, count) : bytes.subarray(0, count))
  else result.set(info.isSigned ? new Int16Array(bytes.buffer, 0, count) : new Uint16Array(bytes.buffer, 0, count))
  return result
}
