/** Figures of marked pairs: two CT images at the same level of the body, cut alike. */
import { z } from 'zod'
import { recordSources } from '../../dictionary/record.ts'
import type { PairFacts } from '../../domain/imaging/pair-figure.ts'
import { job, query } from '../operation.ts'

const id = z.string().min(1).max(64)
/** Of each of the two pictures. */
const widthPx = z.int().min(16).max(1600)

const side = z.object({
  seriesId: z.string(),
  date: z.string().optional(),
  modality: z.string().optional(),
  thicknessMm: z.number().optional(),
  kernel: z.string().optional(),
  levelMm: z.number(),
})
const facts: z.ZodType<PairFacts> = z.object({
  pairId: z.string(),
  title: z.string().optional(),
  earlier: side,
  later: side,
  window: z.object({ center: z.number(), width: z.number() }).optional(),
  isCropped: z.boolean(),
  source: z.enum(recordSources.map(({ code }) => code)),
})

const picture = z.object({
  widthPx: z.number(),
  heightPx: z.number(),
  /** 1: gray. 3: red, green, blue. Eight bits each. */
  channels: z.union([z.literal(1), z.literal(3)]),
  base64: z.string(),
  /** The image, by its number in the series, and where it lies. */
  index: z.number(),
  levelMm: z.number(),
  /** How far that is from the level that was marked. */
  awayMm: z.number(),
  leftLetter: z.string(),
  rightLetter: z.string(),
})
export type FigurePicture = z.infer<typeof picture>

const figure = z.object({
  pairId: z.string(),
  caseId: z.string(),
  /** What the record says; missing where it is not enough. */
  facts: facts.optional(),
  /** By the calendar. */
  caption: z.string().optional(),
  pictures: z
    .object({
      earlier: picture,
      later: picture,
      /** Across each of the two. */
      widthMm: z.number(),
      heightMm: z.number(),
    })
    .optional(),
  /** Why there are no pictures, in a sentence. */
  why: z.string().optional(),
})
/** With pictures, or with the reason why there are none. */
export type CtFigure = z.infer<typeof figure>

export const ctFiguresArea = {
  /** The figure of one pair. That somebody looked is noted once for each case and hour. */
  'ctFigures.ofPair': query(z.object({ pairId: id, widthPx }), figure, { right: 'read' }),
  /** Those of the pairs that stand in documents, the newest first, at most two. */
  'ctFigures.ofCase': query(z.object({ caseId: id, widthPx }), z.object({ figures: z.array(figure) }), {
    right: 'read',
  }),
  /** Asks where to, then writes the figure with its caption: 170 mm wide, PNG at 300 dots an inch. `null` when dismissed. */
  'ctFigures.save': job(
    z.object({ pairId: id, format: z.enum(['png', 'pdf']) }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
}
