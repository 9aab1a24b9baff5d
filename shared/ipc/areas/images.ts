/** Images that are kept beside the records: where they lie in the body, and how they are erased. */
import { z } from 'zod'
import type { SeriesGeometry } from '../../domain/imaging/series-geometry.ts'
import { command, query } from '../operation.ts'

const id = z.string().min(1).max(64)
const vector = z.tuple([z.number(), z.number(), z.number()])

export const seriesGeometry: z.ZodType<SeriesGeometry> = z.object({
  rows: z.int().min(1),
  columns: z.int().min(1),
  rowSpacingMm: z.number().positive(),
  columnSpacingMm: z.number().positive(),
  rowDirection: vector,
  columnDirection: vector,
  origins: z.array(vector),
})

export const imagesArea = {
  /** What a viewer must know of a series before its first image. Looking is noted once for each series and hour. */
  'images.geometry': query(
    z.object({ seriesId: id }),
    z.object({
      /** Null where the images do not lie beside each other in space. */
      geometry: seriesGeometry.nullable(),
      images: z.number(),
      modality: z.string(),
      /** Windows that the source proposes, each once. */
      windows: z.array(z.object({ center: z.number(), width: z.number() })),
    }),
    { right: 'read' },
  ),
  /** Destroys the images of a voided series for good. Its record stays and says so. */
  'images.erase': command(
    z.object({ id, version: z.int(), reason: z.string().trim().min(1, 'Say why they are erased.').max(2000) }),
    /** What was done, and where copies may still be. */
    z.object({ words: z.string() }),
    { right: 'administer' },
  ),
}
