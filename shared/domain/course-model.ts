/** The course of one measure of a case, light enough to be handed to the page for all cases at once. */
import { z } from 'zod'

export const courseMeasures = ['fvc', 'dlco', 'ck', 'prednisone'] as const
export type CourseMeasure = (typeof courseMeasures)[number]

export const caseCourse = z.object({
  id: z.string(),
  code: z.string(),
  /** `illustrative` or `synthetic` when any record of the case is. */
  source: z.string().optional(),
  /** Percentages as the laboratory reported them; without it, they are computed. */
  reported: z.literal(true).optional(),
  /** Measured values in order of time: [day, value]; FVC and DLCO in %, CK in U/L. A partial date lies in its middle. */
  points: z.array(z.tuple([z.number(), z.number()])).optional(),
  /** Prednisone-equivalent: [first day, last day, mg a day], `null` where the dose is not known. */
  steps: z.array(z.tuple([z.number(), z.number(), z.number().nullable()])).optional(),
})
export type CaseCourse = z.infer<typeof caseCourse>
