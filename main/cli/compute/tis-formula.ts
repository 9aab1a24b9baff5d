import { z } from 'zod'
import {
  muscleEnzymes,
  tisNote,
  totalImprovementScore,
  type TisMeasure,
  type TisValues,
} from '#shared/domain/scores/total-improvement-score.ts'
import { formula, type Formula } from './formula.ts'
import { underOwnNames } from './given.ts'

/** Names of the measures in input and output. */
const names = {
  mdga: 'mdga',
  ptga: 'ptga',
  mmt: 'mmt8',
  haq: 'haq',
  enzyme: 'enzyme',
  extramuscular: 'extramuscular',
} as const satisfies Readonly<Record<TisMeasure, string>>

const number = (max: number) => z.number().min(0).max(max).nullish()
/** `80`, `150`, `260`, or written as a range: `"0-80"`. */
const mmtRange = z.preprocess(
  (said) => (typeof said === 'string' ? Number(said.replace(/^0\s*[-–]\s*/, '')) : said),
  z.literal([80, 150, 260]),
)
const visit = z.preprocess(
  underOwnNames({
    mdga: ['physician_global', 'MDGA'],
    ptga: ['patient_global', 'PTGA'],
    mmt8: ['mmt', 'mmt8_sum'],
    haq: ['haq_di'],
    enzyme: ['enz', 'ck'],
    extramuscular: ['extra', 'extramuscular_vas'],
  }),
  z.object({
    mdga: number(10),
    ptga: number(10),
    mmt8: number(260),
    haq: number(3),
    enzyme: number(1_000_000),
    extramuscular: number(10),
    /** Where it differs from the one given for both. */
    mmt_range: mmtRange.optional(),
  }),
)
type Visit = z.output<typeof visit>

const enzyme = z
  .string()
  .transform((said) => said.trim().toLowerCase())
  .pipe(z.enum(muscleEnzymes as unknown as readonly ['ck', ...('aldolase' | 'ast' | 'alt' | 'ldh')[]]))

const input = z.preprocess(
  underOwnNames({
    baseline: ['base', 'before'],
    followup: ['fu', 'follow_up', 'after'],
    uln: ['enzyme_uln', 'upper_limit'],
    enzyme: ['enzyme_name'],
    mmt_range: ['mmt_max', 'mmt_maximum', 'mmt8_range'],
  }),
  z.object({
    baseline: visit,
    followup: visit,
    uln: z.number().positive().nullish(),
    enzyme: enzyme.default('ck'),
    mmt_range: mmtRange.default(80),
  }),
)

const valuesOf = (given: Visit): TisValues =>
  Object.fromEntries(Object.entries(names).map(([measure, name]) => [measure, given[name] ?? undefined]))

const named = (values: TisValues) =>
  Object.fromEntries(
    (Object.keys(names) as TisMeasure[]).flatMap((measure) => {
      const value = values[measure]
      return value === undefined ? [] : [[names[measure], value]]
    }),
  )

export const tisFormulas: readonly Formula[] = [
  formula({
    name: 'tis',
    about:
      'Total Improvement Score, adults; Aggarwal 2017, doi 10.1136/annrheumdis-2017-211400; points not yet confirmed',
    example: {
      baseline: { mdga: 6, ptga: 7, mmt8: 64, haq: 1.5, enzyme: 3000, extramuscular: 4 },
      followup: { mdga: 3, ptga: 5, mmt8: 74, haq: 1, enzyme: 800, extramuscular: 2 },
      enzyme: 'CK',
      uln: 200,
      mmt_range: 80,
    },
    input,
    run({ baseline, followup, uln, enzyme: name, mmt_range }) {
      const ranges = [baseline.mmt_range ?? mmt_range, followup.mmt_range ?? mmt_range]
      const score = totalImprovementScore({
        baseline: valuesOf(baseline),
        followUp: valuesOf(followup),
        ...(ranges[0] === ranges[1] && { mmtMaximum: ranges[0] }),
        ...(uln && { enzyme: { name, limit: uln } }),
      })
      const missing = score.missing.map((measure) => names[measure])
      return {
        total: score.total ?? null,
        category: score.category ?? null,
        points: named(score.points),
        percent: named(score.percent),
        missing,
        ...(missing.length > 0 && {
          unavailable: `not complete without ${missing.join(', ')}`,
          points_so_far: score.sum,
        }),
        note: tisNote,
      }
    },
  }),
]
