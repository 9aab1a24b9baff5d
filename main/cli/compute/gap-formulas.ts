import { z } from 'zod'
import { formatNumber } from '#shared/domain/format-number.ts'
import { fiveLevelMean, gohExtent, gohStage } from '#shared/domain/scores/goh.ts'
import { gapParts, gapStage, sumOfParts, type GapPart } from '#shared/domain/scores/gap.ts'
import { arithmeticOf, ildGap, ildSubtypes, type IldSubtype } from '#shared/domain/scores/ild-gap.ts'
import { formula, type Formula } from './formula.ts'
import { ownName, sex, underOwnNames } from './given.ts'

const percentNames = {
  fvc_percent: ['fvc_pct', 'fvc', 'fvc%'],
  dlco_percent: ['dlco_pct', 'dlco', 'dlco%'],
  subtype: ['ild', 'ild_subtype', 'diagnosis'],
  age: ['age_years'],
}

const percent = z.number().positive().max(300)
const cannot = new Set(['cannot', 'cannot perform', 'could not perform', 'too ill'])

/** Percent of predicted; `"cannot"` or `null` for too ill to perform it; left out where it was not done. */
const dlcoPercent = z
  .union([percent, z.null(), z.string()])
  .optional()
  .transform((said, context): number | 'cannot' | undefined => {
    if (said === undefined || typeof said === 'number') return said
    if (said === null || cannot.has(said.trim().toLowerCase())) return 'cannot'
    context.addIssue({ code: 'custom', message: 'a number, or "cannot" for too ill to perform it' })
    return undefined
  })

const gapShape = { sex, age: z.number().min(0).max(130), fvc_percent: percent.optional(), dlco_percent: dlcoPercent }
const gapInput = z.preprocess(underOwnNames(percentNames), z.object(gapShape))

const subtypeNames: Readonly<Record<IldSubtype, readonly string[]>> = {
  IPF: [],
  unclassifiable: ['unclassifiable ILD'],
  'CTD-ILD': ['CTD', 'AS-ILD', 'ASyS-ILD'],
  'idiopathic NSIP': ['iNSIP'],
  'chronic HP': ['CHP', 'HP', 'chronic hypersensitivity pneumonitis'],
}
const subtype = z
  .string()
  .transform((said) => ownName(subtypeNames, said))
  .pipe(z.enum(ildSubtypes))
const ildGapInput = z.preprocess(underOwnNames(percentNames), z.object({ ...gapShape, subtype }))

const pointsOf = (parts: readonly GapPart[]) => Object.fromEntries(parts.map(({ item, points }) => [item, points]))
const nearOf = (parts: readonly GapPart[]) => parts.filter(({ nearLimit }) => nearLimit).map(({ item }) => item)

/** A test that was not done leaves an index open. */
function lacking({ fvc_percent: fvc, dlco_percent: dlco }: { fvc_percent?: unknown; dlco_percent?: unknown }) {
  const missing = [...(fvc === undefined ? ['fvc_percent'] : []), ...(dlco === undefined ? ['dlco_percent'] : [])]
  return missing.length > 0 && { index: null, unavailable: `not calculable without ${missing.join(' and ')}`, missing }
}

const gohInput = z.preprocess(
  underOwnNames({ extent_percent: ['extent', 'extent_pct'], levels: ['five_levels'], fvc_percent: ['fvc_pct', 'fvc'] }),
  z
    .object({
      extent_percent: z
        .union([z.number().min(0).max(100), z.enum(['limited', 'extensive', 'indeterminate'])])
        .optional(),
      levels: z.array(z.number().min(0).max(100)).length(5).optional(),
      fvc_percent: percent.optional(),
    })
    .refine((given) => (given.extent_percent ?? given.levels) !== undefined, 'extent_percent or five levels'),
)

export const gapFormulas: readonly Formula[] = [
  formula({
    name: 'gap',
    about: 'GAP index and stage of IPF; Ley 2012, doi 10.7326/0003-4819-156-10-201205150-00004',
    example: { sex: 'M', age: 66, fvc_percent: 72, dlco_percent: 50 },
    input: gapInput,
    run(given) {
      const lack = lacking(given)
      if (lack) return lack
      const parts = gapParts({
        sex: given.sex,
        age: given.age,
        fvcPercent: given.fvc_percent!,
        dlcoPercent: given.dlco_percent!,
      })
      const index = sumOfParts(parts)
      const { stage, mortality1y, mortality2y, mortality3y } = gapStage(index)
      return {
        index,
        points: pointsOf(parts),
        stage,
        mortality_1y: mortality1y,
        mortality_2y: mortality2y,
        mortality_3y: mortality3y,
        near_cutoff: nearOf(parts),
      }
    },
  }),
  formula({
    name: 'ildgap',
    about: 'ILD-GAP index and mortality; Ryerson 2014, doi 10.1378/chest.13-1474',
    example: { sex: 'M', age: 70, subtype: 'CTD-ILD', fvc_percent: 68, dlco_percent: 45 },
    input: ildGapInput,
    run(given) {
      const lack = lacking(given)
      if (lack) return lack
      const gap = ildGap({
        sex: given.sex,
        age: given.age,
        subtype: given.subtype,
        fvcPercent: given.fvc_percent!,
        dlcoPercent: given.dlco_percent!,
      })
      return {
        index: gap.index,
        points: pointsOf(gap.parts),
        arithmetic: arithmeticOf(gap),
        mortality_1y: gap.mortality1y,
        mortality_3y: gap.mortality3y,
        near_cutoff: nearOf(gap.parts),
      }
    },
  }),
  formula({
    name: 'goh',
    about: 'limited or extensive by extent on CT and FVC; Goh 2008, doi 10.1164/rccm.200706-877OC',
    example: { levels: [10, 15, 20, 30, 45], fvc_percent: 65 },
    input: gohInput,
    run({ extent_percent: given, levels, fvc_percent: fvc }) {
      const percentOfLung = levels ? fiveLevelMean(levels)! : typeof given === 'number' ? given : undefined
      const extent = percentOfLung === undefined ? (given as 'limited') : gohExtent(percentOfLung)
      const stage = gohStage(extent, fvc)
      const shown = percentOfLung === undefined ? {} : { extent_percent: Number(formatNumber(percentOfLung, 9)) }
      const note = 'derived in systemic sclerosis; an extrapolation in antisynthetase syndrome'
      return stage
        ? { stage, extent, ...shown, note }
        : { stage: null, extent, ...shown, unavailable: 'an indeterminate extent needs fvc_percent', note }
    },
  }),
]
