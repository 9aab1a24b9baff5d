import { createHash } from 'node:crypto'
import { burnedInRisk } from '#main/imaging/deidentify/burned-in-risk.ts'
import { refusedKind, storageClasses } from '#main/imaging/deidentify/storage-classes.ts'
import { damaged, DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { imageFacts, type ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import { largestFramePixels, largestSidePixels, pixelLayout } from '#main/imaging/dicom/pixel-layout.ts'
import { largestFileBytes, readDicom, readDicomHeader, type DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { decodableSyntax } from '#main/imaging/dicom/transfer-syntaxes.ts'
import { mediaDirectory } from './dicom-directory.ts'
import { pictureHeader, type PictureHeader } from './picture-header.ts'
import { ScanRefusal } from './scan-refusal.ts'

/** What a file turned out to be. */
export type Examined =
  | { readonly kind: 'image'; readonly facts: ImageFacts; readonly about: ImageAbout }
  | { readonly kind: 'picture'; readonly header: PictureHeader }
  | { readonly kind: 'directory'; readonly directory: DicomFile }
  | { readonly kind: 'zip' }

export interface ImageAbout {
  readonly description: string | undefined
  readonly transferSyntax: string
  readonly burnedInRisk: string | undefined
  /** Of name, number and birth date: tells patients apart, and nothing else of them. */
  readonly patient: string
}

/** Reads a file from its beginning. */
export interface Beginning {
  readonly bytes: number
  /** As many bytes as there are, at most so many. */
  readonly read: (most: number) => Promise<Uint8Array>
}

const firstRead = 64 * 1024
/** The longest header that is read in search of the pixels; those of real images end within one megabyte. */
const longestHeader = 16 * 1024 * 1024

/**
 * Says what a file is from its first bytes; pixels are not loaded.
 * @throws DicomRefusal, ScanRefusal where it isn't taken
 */
export async function examineImage(file: Beginning): Promise<Examined> {
  if (file.bytes === 0) throw new ScanRefusal('empty', 'is empty.')
  const start = await file.read(Math.min(firstRead, file.bytes))
  if (start[0] === 0x50 && start[1] === 0x4b && start[2]! <= 0x07 && start[3]! <= 0x08) return { kind: 'zip' }
  const picture = await pictureOf(file, start)
  if (picture) return { kind: 'picture', header: picture }
  if (file.bytes > largestFileBytes)
    throw new DicomRefusal('too-large', `is larger than ${largestFileBytes / 2 ** 30} GB, the most that is read.`)
  const dicom = await headerOf(file, start)
  if (dicom.sopClass === mediaDirectory) return { kind: 'directory', directory: dicom }
  return examined(dicom, file.bytes <= firstRead)
}

/** A picture's header may stand behind a large segment of EXIF. */
async function pictureOf(file: Beginning, start: Uint8Array): Promise<PictureHeader | undefined> {
  try {
    return pictureHeader(start)
  } catch (error) {
    if (file.bytes <= start.length || !(error instanceof ScanRefusal)) throw error
    return pictureHeader(await file.read(Math.min(longestHeader, file.bytes)))
  }
}

async function headerOf(file: Beginning, start: Uint8Array): Promise<DicomFile> {
  let bytes = start
  for (;;) {
    const isWhole = bytes.length >= file.bytes
    try {
      if (isWhole) return readDicom(bytes)
      return readDicomHeader(bytes)
    } catch (error) {
      const isShort = error instanceof DicomRefusal && error.reason === 'truncated'
      if (!isShort || isWhole) throw error
      if (bytes.length >= longestHeader)
        throw new DicomRefusal('too-large', `has a header of more than ${longestHeader / 2 ** 20} MB.`)
      bytes = await file.read(Math.min(bytes.length * 4, longestHeader, file.bytes))
    }
  }
}

/** @param isWhole whether pixels would be there if the file had any */
function examined(dicom: DicomFile, isWhole: boolean): Examined {
  if (!storageClasses.has(dicom.sopClass ?? ''))
    throw new DicomRefusal('not-an-image', `is ${refusedKind(dicom.sopClass)}, which isn’t taken.`)
  const facts = imageFacts(dicom)
  decodableSyntax(dicom.transferSyntax)
  if (isWhole || dicom.element(tags.pixelData)) pixelLayout(dicom, facts)
  else if (facts.rows === undefined || facts.columns === undefined)
    throw damaged('it doesn’t say how many rows and columns it has')
  else if (
    facts.rows > largestSidePixels ||
    facts.columns > largestSidePixels ||
    facts.rows * facts.columns > largestFramePixels
  )
    throw new DicomRefusal(
      'too-large',
      `says that it has ${facts.rows} × ${facts.columns} pixels. At most ${largestSidePixels} a side and ${largestFramePixels / 1_000_000} million a frame are shown.`,
    )
  return {
    kind: 'image',
    facts,
    about: {
      description: dicom.text(tags.seriesDescription),
      transferSyntax: dicom.transferSyntax,
      burnedInRisk: burnedInRisk(facts),
      patient: patientOf(dicom),
    },
  }
}

function patientOf(dicom: DicomFile): string {
  const said = [tags.patientName, tags.patientId, tags.patientBirthDate].map((tag) =>
    (dicom.text(tag) ?? '').trim().toUpperCase(),
  )
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
