/** What may be asked of a cohort. */
import { z } from 'zod'

const variableId = z.string().min(1).max(80)
/** `fvc-percent`, `dlco-percent`, `ck-times-uln`, `prednisone`, or the key of a measure such as `laboratory.ck`. */
const outcome = z.string().min(1).max(80)
const yearsAroundIndex = {
  fromYears: z.number().min(-30).max(0).default(-2),
  toYears: z.number().min(0).max(50).default(5),
}

const table1 = z.object({
  analysis: z.literal('table1'),
  groupBy: variableId.optional(),
  variables: z
    .array(z.object({ id: variableId, kind: z.enum(['mean', 'median', 'category']).optional() }))
    .min(1)
    .max(60),
  adjust: z.enum(['none', 'holm', 'bh']).default('none'),
})

const trajectory = z.object({
  analysis: z.enum(['lmm', 'gee']),
  outcome,
  /** Piecewise: a line before the index and one after it, meeting there. */
  shape: z.enum(['linear', 'piecewise']).default('piecewise'),
  groupBy: variableId.optional(),
  adjustFor: z.array(variableId).max(10).default([]),
  ...yearsAroundIndex,
  random: z.enum(['intercept', 'slope']).default('slope'),
  method: z.enum(['REML', 'ML']).default('REML'),
  correlation: z.enum(['independence', 'exchangeable', 'ar1']).default('exchangeable'),
  /** Runs again with partial dates at their first and last day. */
  sensitivity: z.boolean().default(true),
})

export const endpoints = [
  'death',
  'transplant',
  'death-or-transplant',
  'progression',
  'infection',
  'admission',
  'exacerbation',
] as const

const timeToEvent = z.object({
  /** `cuminc`: the endpoint against death, or death against transplant. */
  analysis: z.enum(['km', 'cox', 'cuminc']),
  endpoint: z.enum(endpoints).default('death'),
  groupBy: variableId.optional(),
  stratifyBy: variableId.optional(),
  /** Of the Cox model; numbers as they are, choices against the most frequent one. */
  terms: z.array(variableId).max(12).default([]),
  /** Cases come under observation when they were enrolled, where that is after the index. */
  delayedEntry: z.boolean().default(true),
  interval: z.enum(['log', 'log-log', 'plain']).default('log'),
  ties: z.enum(['efron', 'breslow']).default('efron'),
})

export const countedEvents = ['infection', 'admission', 'exacerbation', 'any-adverse'] as const

const rates = z.object({
  analysis: z.literal('rates'),
  events: z.array(z.enum(countedEvents)).min(1).max(4).default(['infection', 'admission', 'exacerbation']),
  /** Years before and after the index that count. */
  years: z.number().min(0.25).max(20).default(2),
  groupBy: variableId.optional(),
  model: z.enum(['poisson', 'negative-binomial']).default('negative-binomial'),
  adjust: z.enum(['none', 'holm', 'bh']).default('none'),
})

const paired = z.object({
  analysis: z.literal('paired'),
  outcome,
  months: z.array(z.int().min(1).max(240)).min(1).max(8).default([6, 12, 24]),
  /** Days around each of them, and before the index for the baseline. */
  windowDays: z.int().min(7).max(365).default(90),
  /** Of the outcome’s own unit; without it the outcome’s known minimal important difference, where there is one. */
  mcid: z.number().positive().optional(),
  adjust: z.enum(['none', 'holm', 'bh']).default('none'),
})

const exposure = z.object({
  analysis: z.literal('exposure'),
  /** Months before and after the index. */
  fromMonths: z.int().min(-120).max(0).default(-12),
  toMonths: z.int().min(1).max(240).default(24),
  groupBy: variableId.optional(),
})

export const analysisRequest = z.discriminatedUnion('analysis', [
  table1,
  trajectory,
  timeToEvent,
  rates,
  paired,
  exposure,
])
export type AnalysisRequest = z.infer<typeof analysisRequest>
export type AnalysisKind = AnalysisRequest['analysis']
export type AnalysisRequestOf<K extends AnalysisKind> = OfKind<AnalysisRequest, K>
/** Requests of several kinds may share a shape, so that their kind alone is no member to extract by. */
type OfKind<R, K> = R extends { readonly analysis: infer Kinds } ? (K extends Kinds ? R : never) : never
export type AnalysisRequestInput = z.input<typeof analysisRequest>
