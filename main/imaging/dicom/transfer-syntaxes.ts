import { DicomRefusal } from './dicom-refusal.ts'

/** What turns the pixels of a transfer syntax into stored values here. */
export type Codec = 'native' | 'rle' | 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k'

export interface TransferSyntax {
  readonly name: string
  /** None: refused by its name. */
  readonly codec?: Codec
  /** Whether each frame lies in fragments of its own instead of one after the other. */
  readonly isEncapsulated: boolean
  /** Whether stored values can differ from those that were compressed. */
  readonly isLossy?: boolean
}

const root = '1.2.840.10008.1.2'
const native = (name: string): TransferSyntax => ({ name, codec: 'native', isEncapsulated: false })
const coded = (name: string, codec: Codec): TransferSyntax => ({ name, codec, isEncapsulated: true })
const lossy = (name: string, codec: Codec): TransferSyntax => ({ ...coded(name, codec), isLossy: true })
const refused = (name: string): TransferSyntax => ({ name, isEncapsulated: true })

/** All that PS3.6, annex A, registers for data sets with pixels, retired ones included, by UID. */
export const transferSyntaxes: ReadonlyMap<string, TransferSyntax> = new Map([
  [root, native('Implicit VR Little Endian')],
  [`${root}.1`, native('Explicit VR Little Endian')],
  [`${root}.1.98`, coded('Encapsulated Uncompressed Explicit VR Little Endian', 'native')],
  [`${root}.1.99`, native('Deflated Explicit VR Little Endian')],
  [`${root}.2`, native('Explicit VR Big Endian')],
  [`${root}.4.50`, lossy('JPEG Baseline', 'jpeg')],
  // The 8-bit form only: of what has 12 bits, decoding says so by name.
  [`${root}.4.51`, lossy('JPEG Extended', 'jpeg')],
  [`${root}.4.52`, refused('JPEG Extended (Process 3 and 5)')],
  [`${root}.4.53`, refused('JPEG Spectral Selection (Process 6 and 8)')],
  [`${root}.4.54`, refused('JPEG Spectral Selection (Process 7 and 9)')],
  [`${root}.4.55`, refused('JPEG Full Progression (Process 10 and 12)')],
  [`${root}.4.56`, refused('JPEG Full Progression (Process 11 and 13)')],
  [`${root}.4.57`, coded('JPEG Lossless (Process 14)', 'jpeg-lossless')],
  [`${root}.4.58`, refused('JPEG Lossless (Process 15)')],
  [`${root}.4.59`, refused('JPEG Extended, Hierarchical (Process 16 and 18)')],
  [`${root}.4.60`, refused('JPEG Extended, Hierarchical (Process 17 and 19)')],
  [`${root}.4.61`, refused('JPEG Spectral Selection, Hierarchical (Process 20 and 22)')],
  [`${root}.4.62`, refused('JPEG Spectral Selection, Hierarchical (Process 21 and 23)')],
  [`${root}.4.63`, refused('JPEG Full Progression, Hierarchical (Process 24 and 26)')],
  [`${root}.4.64`, refused('JPEG Full Progression, Hierarchical (Process 25 and 27)')],
  [`${root}.4.65`, refused('JPEG Lossless, Hierarchical (Process 28)')],
  [`${root}.4.66`, refused('JPEG Lossless, Hierarchical (Process 29)')],
  [`${root}.4.70`, coded('JPEG Lossless, First-Order Prediction', 'jpeg-lossless')],
  [`${root}.4.80`, coded('JPEG-LS Lossless', 'jpeg-ls')],
  [`${root}.4.81`, lossy('JPEG-LS Near-Lossless', 'jpeg-ls')],
  [`${root}.4.90`, coded('JPEG 2000 (Lossless Only)', 'jpeg-2000')],
  [`${root}.4.91`, lossy('JPEG 2000', 'jpeg-2000')],
  [`${root}.4.92`, refused('JPEG 2000 Part 2 Multi-component (Lossless Only)')],
  [`${root}.4.93`, refused('JPEG 2000 Part 2 Multi-component')],
  [`${root}.4.94`, refused('JPIP Referenced')],
  [`${root}.4.95`, refused('JPIP Referenced Deflate')],
  [`${root}.4.100`, refused('MPEG2 Main Profile / Main Level')],
  [`${root}.4.100.1`, refused('Fragmentable MPEG2 Main Profile / Main Level')],
  [`${root}.4.101`, refused('MPEG2 Main Profile / High Level')],
  [`${root}.4.101.1`, refused('Fragmentable MPEG2 Main Profile / High Level')],
  [`${root}.4.102`, refused('MPEG-4 AVC/H.264 High Profile / Level 4.1')],
  [`${root}.4.102.1`, refused('Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1')],
  [`${root}.4.103`, refused('MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1')],
  [`${root}.4.103.1`, refused('Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1')],
  [`${root}.4.104`, refused('MPEG-4 AVC/H.264 High Profile / Level 4.2 for 2D Video')],
  [`${root}.4.104.1`, refused('Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 for 2D Video')],
  [`${root}.4.105`, refused('MPEG-4 AVC/H.264 High Profile / Level 4.2 for 3D Video')],
  [`${root}.4.105.1`, refused('Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 for 3D Video')],
  [`${root}.4.106`, refused('MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2')],
  [`${root}.4.106.1`, refused('Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2')],
  [`${root}.4.107`, refused('HEVC/H.265 Main Profile / Level 5.1')],
  [`${root}.4.108`, refused('HEVC/H.265 Main 10 Profile / Level 5.1')],
  [`${root}.4.110`, refused('JPEG XL Lossless')],
  [`${root}.4.111`, refused('JPEG XL JPEG Recompression')],
  [`${root}.4.112`, refused('JPEG XL')],
  [`${root}.4.201`, coded('High-Throughput JPEG 2000 (Lossless Only)', 'htj2k')],
  [`${root}.4.202`, coded('High-Throughput JPEG 2000 with RPCL Options (Lossless Only)', 'htj2k')],
  [`${root}.4.203`, lossy('High-Throughput JPEG 2000', 'htj2k')],
  [`${root}.4.204`, refused('JPIP HTJ2K Referenced')],
  [`${root}.4.205`, refused('JPIP HTJ2K Referenced Deflate')],
  [`${root}.5`, coded('RLE Lossless', 'rle')],
  [`${root}.6.1`, refused('RFC 2557 MIME encapsulation')],
  [`${root}.6.2`, refused('XML Encoding')],
  [`${root}.7.1`, refused('SMPTE ST 2110-20 Uncompressed Progressive Active Video')],
  [`${root}.7.2`, refused('SMPTE ST 2110-20 Uncompressed Interlaced Active Video')],
  [`${root}.7.3`, refused('SMPTE ST 2110-30 PCM Digital Audio')],
  [`${root}.8.1`, refused('Deflated Image Frame Compression')],
  ['1.2.840.10008.1.20', refused('Papyrus 3 Implicit VR Little Endian')],
])

/** As the standard calls it, or the UID of one that isn't the standard's. */
export function transferSyntaxName(uid: string): string {
  return transferSyntaxes.get(uid)?.name ?? uid
}

/**
 * The syntax, if it is decoded here.
 * @throws DicomRefusal `transfer-syntax`, with its name
 */
export function decodableSyntax(uid: string): TransferSyntax & { readonly codec: Codec } {
  const syntax = transferSyntaxes.get(uid)
  if (!syntax?.codec) throw refusedSyntax(transferSyntaxName(uid))
  return { ...syntax, codec: syntax.codec }
}

/** @param name of the compression that isn't decoded */
function refusedSyntax(name: string): DicomRefusal {
  return new DicomRefusal(
    'transfer-syntax',
    `is compressed as ${printable(name)}, which can’t be shown here. Export it uncompressed or as JPEG 2000, JPEG-LS or JPEG Lossless.`,
  )
}

/** What stands in a file in place of a UID may be anything. */
function printable(name: string): string {
  return /^[ -~]{1,80}$/.test(name) ? name : 'something unknown'
}
