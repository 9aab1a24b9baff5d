/** What a pack says of its images. Written by the importer, sealed with them, held against this form when it is read. */
import { z } from 'zod'
import { seriesGeometry } from '#shared/ipc/areas/images.ts'
import { headerBytes, mostImageBytes, mostImages, tagBytes } from './pack-format.ts'

const facts = {
  /** The new one: that of the source is not kept. */
  sopInstanceUid: z.string().max(64),
  /** UID of the DICOM transfer syntax of the image as it is kept. */
  transferSyntax: z.string().max(64),
  frames: z.int().min(1),
  rows: z.int().min(1).optional(),
  columns: z.int().min(1).optional(),
  /** Value = stored value * slope + intercept. */
  slope: z.number().optional(),
  intercept: z.number().optional(),
  /** The window that the source proposes. */
  windowCenter: z.number().optional(),
  windowWidth: z.number().optional(),
  instanceNumber: z.int().optional(),
}
const imageFacts = z.object(facts)
/** What the importer says of one image. What is not known is left out. */
export type ImageFacts = z.infer<typeof imageFacts>

const packedImage = z.object({
  ...facts,
  /** Of the DICOM file as it goes in and comes out. */
  bytes: z.int().min(0).max(mostImageBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** How it is compressed (`image-bytes.ts`). */
  method: z.enum(['none', 'planes', 'rice']),
  /** Where its chunk begins in the file, and how long that is, with its tag. */
  at: z.int().min(headerBytes),
  sealedBytes: z.int().min(tagBytes).max(mostImageBytes),
})
export type PackedImage = z.infer<typeof packedImage>

const packContents = z.object({
  version: z.literal(1),
  seriesId: z.string(),
  modality: z.string().max(16),
  /** Missing (null) where the images do not lie beside each other in space. Its origins are in the order of `images`. */
  geometry: seriesGeometry.nullable(),
  images: z.array(packedImage).max(mostImages),
})
export type PackContents = z.infer<typeof packContents>

/** @throws what JSON or zod throw for what is no contents */
export const parseContents = (text: string): PackContents => packContents.parse(JSON.parse(text))
export const parseFacts = (given: ImageFacts): ImageFacts => imageFacts.parse(given)

/** What is wrong with contents that are well-formed: every byte of the images' part belongs to one of them, in order. */
export function isConsistent({ images, geometry: places }: PackContents, contentsAt: number): boolean {
  let at = headerBytes
  for (const image of images) {
    if (image.at !== at) return false
    at += image.sealedBytes
  }
  return at === contentsAt && (places === null || places.origins.length === images.length)
}
