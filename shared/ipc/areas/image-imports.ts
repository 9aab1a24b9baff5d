/** Images come into the record, without who the patient is, and go out again as DICOM. The page never sees or names a path. */
import { z } from 'zod'
import { isPartialDate } from '#shared/domain/partial-date.ts'
import { job, query } from '../operation.ts'
import { wholePath } from '../whole-path.ts'

const id = z.string().min(1).max(64)
const key = z.string().min(1).max(40)
const imageNumber = z.int().min(1).max(100_000)

/** Of files that were chosen or dropped: stands for them until the next are, or the registry is closed. */
const chosen = z.object({
  ticket: id,
  /** Names without their folders. */
  names: z.array(z.string()),
})
export type ChosenImages = z.infer<typeof chosen>

const refusedFiles = z.object({
  reason: z.string(),
  /** The rest of a sentence after a file's name. */
  because: z.string(),
  count: z.number(),
  examples: z.array(z.string()),
})

const foundSeries = z.object({
  key,
  modality: z.string(),
  /** As the source calls it: to recognize it by, never kept. */
  description: z.string().optional(),
  number: z.number().optional(),
  isLocalizer: z.boolean(),
  orientation: z.enum(['axial', 'coronal', 'sagittal', 'oblique']).optional(),
  thicknessMm: z.number().optional(),
  stepMm: z.number().optional(),
  kernel: z.string().optional(),
  rows: z.number(),
  columns: z.number(),
  images: z.number(),
  frames: z.number(),
  bytes: z.number(),
  transferSyntax: z.string(),
  burnedInRisk: z.string().optional(),
  warnings: z.array(z.string()),
  /** Whether the case has it: all of its images, or some of them. */
  here: z.enum(['no', 'some', 'all']),
  /** Codes of other cases that have it: it may be another patient's. */
  elsewhere: z.array(z.string()),
})
export type FoundSeries = z.infer<typeof foundSeries>

const found = z.object({
  scanId: id,
  /** More than one: names or numbers of patients differ between the images. */
  patients: z.number(),
  studies: z.array(
    z.object({
      key,
      /** ISO date. */
      date: z.string().optional(),
      /** From 1. */
      patient: z.number(),
      series: z.array(foundSeries),
    }),
  ),
  refused: z.array(refusedFiles),
})
export type FoundImages = z.infer<typeof found>

const which = z.union([
  z.literal('all'),
  z.object({ from: imageNumber, to: imageNumber, every: imageNumber }),
  z.object({ numbers: z.array(imageNumber).min(1).max(100_000) }),
])

const seriesToTake = z.object({
  key,
  which,
  /** What people call it. */
  label: z.string().trim().max(120).optional(),
  /** The study that it belongs to: a recorded one, one that is added, none. Series that add the same share it. */
  imaging: z
    .union([
      z.object({ id }),
      z.object({
        add: z.object({
          date: z.string().max(10).refine(isPartialDate, 'Give the date of the study.'),
          modality: z.string().min(1).max(40),
        }),
      }),
    ])
    .nullable(),
})
export type SeriesToTake = z.infer<typeof seriesToTake>

const elementCount = z.object({ tag: z.string(), name: z.string(), count: z.number() })
const removalReport = z.object({
  images: z.number(),
  removed: z.array(elementCount).readonly(),
  emptied: z.array(elementCount).readonly(),
  replaced: z.array(elementCount).readonly(),
  notAllowed: z.array(elementCount).readonly(),
  pixels: z.object({ overlaysInPixels: z.number(), commentsInPixels: z.number(), bytesBehindPixels: z.number() }),
})

const importResult = z.object({
  /** In the order in which they were asked for; without those that were not come to. */
  series: z.array(
    z.object({
      key,
      /** `here`: the case has these images already. */
      outcome: z.enum(['taken', 'here', 'refused']),
      /** Of the record: the new one, or the one that was there. */
      seriesId: id.optional(),
      imagingId: id.optional(),
      /** That were taken, or are there. */
      images: z.number(),
      words: z.string(),
      /** Images that were left out. */
      refused: z.array(refusedFiles),
    }),
  ),
  /** Over all images that were taken. */
  removed: removalReport,
  /** Why it did not come to its end after some series were taken; they stay, and importing again takes the rest. */
  stopped: z.object({ kind: z.string(), message: z.string() }).optional(),
})
export type ImportResult = z.infer<typeof importResult>

export const imageImportsArea = {
  /** Asks for files, or for a folder. `null` when dismissed. */
  'images.choose': job(z.object({ what: z.enum(['files', 'folder']) }), z.object({ chosen: chosen.nullable() }), {
    right: 'write',
    place: 'shell',
  }),
  /** Looks what images are in what was chosen or dropped. */
  'images.look': job(z.object({ ticket: id, caseId: id }), found, { right: 'write', place: 'shell' }),
  /**
   * Looks what images are in files and folders. Asked by the shell and the command line only: no page names a path. What was
   * found is kept until the next look, or until the registry is closed.
   */
  'images.scan': job(z.object({ caseId: id, sources: z.array(wholePath('file')).min(1).max(10_000) }), found, {
    right: 'write',
  }),
  /** A small picture of the image in the middle of a series: of CT as lungs are looked at. */
  'images.preview': query(
    z.object({ scanId: id, key }),
    /** Gray, 8 bits a pixel, row by row. */
    z.object({ rows: z.number(), columns: z.number(), base64: z.string() }),
    { right: 'write' },
  ),
  /** Takes series into a case, one after the other: each whole or not at all. What the case has already is not taken again. */
  'images.import': job(
    z.object({ scanId: id, caseId: id, series: z.array(seriesToTake).min(1).max(500) }),
    importResult,
    { right: 'write' },
  ),
  /** Asks for a place and writes series there as DICOM files. `null` when dismissed. */
  'images.saveDicom': job(
    z.object({ seriesIds: z.array(id).min(1).max(500), withCaseCode: z.boolean() }),
    z.object({ written: z.object({ folder: z.string(), files: z.number(), code: z.string() }).nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** Writes series into a folder that does not exist yet. Asked by the shell and the command line only. */
  'images.writeDicom': job(
    z.object({
      seriesIds: z.array(id).min(1).max(500),
      folder: wholePath('folder'),
      /** Under the registry's code of the case; else under one that is made for this export. */
      withCaseCode: z.boolean(),
    }),
    z.object({
      folder: z.string(),
      files: z.number(),
      code: z.string(),
      series: z.array(z.object({ id, folder: z.string(), files: z.number() })),
    }),
    { right: 'export' },
  ),
}
