/** Lung density of a CT series: measured by a thread of the backend, kept as a record of the case. A research measure. */
import { z } from 'zod'
import { job } from '../operation.ts'

const id = z.string().min(1).max(64)

/** Figures beyond those that the record keeps. Volumes in mL, densities in HU, shares in percent of what was measured. */
const figures = z.object({
  method: z.string(),
  citation: z.string(),
  caveat: z.string(),
  volumeMl: z.number(),
  measuredMl: z.number(),
  meanHu: z.number(),
  percentilesHu: z.record(z.string(), z.number()),
  highAttenuationPercent: z.number(),
  lowAttenuationPercent: z.number(),
  airwaysMl: z.number(),
  airwayHu: z.number().optional(),
  /** Air that was not counted as lung, in words. */
  leftOut: z.array(z.string()),
  cautions: z.array(z.string()),
  slices: z.number(),
  sliceDistanceMm: z.number(),
})
export type TakenFigures = z.infer<typeof figures>

/** Why there is no number: an answer, not an error. */
const refusal = z.object({ reason: z.string(), refusal: z.string() })

const mask = z.object({
  rows: z.number(),
  columns: z.number(),
  /** For each image of the series, in its order: `coded-mask.ts`, little endian, as base64. */
  images: z.array(z.string()),
})
export type SentMask = z.infer<typeof mask>

export const ctDensityArea = {
  /**
   * Measures a series, and keeps the figures as a record that can be undone, unless one of the same method and series is there
   * already.
   */
  'ctDensity.measure': job(
    z.object({ seriesId: id }),
    z.union([z.object({ figures, recordId: z.string(), isNew: z.boolean() }), refusal]),
    { right: 'write' },
  ),
  /** Which pixels are counted as lung: measured anew where it is not known in this session. Nothing is recorded. */
  'ctDensity.mask': job(z.object({ seriesId: id }), z.union([z.object({ mask }), refusal]), { right: 'read' }),
}
