import { z } from 'zod'
import {
  eularAcrClass,
  eularAcrItems,
  eularAcrPoints,
  eularAcrProbability,
  eularAcrScore,
  iimSubgroup,
  subgroups,
  type EularAcrItem,
} from '#shared/domain/criteria/eular-acr-score.ts'
import { onsetBandOf } from '#shared/domain/criteria/onset-band.ts'
import { formula, type Formula } from './formula.ts'
import { answer, metOf, ownName, underOwnNames } from './given.ts'

/** Names by which the items are given; the first is that of the table. */
const names: Readonly<Record<EularAcrItem, readonly string[]>> = {
  onset_18_39: ['onset_18_40'],
  onset_ge40: ['onset_40', 'onset_over_40'],
  weak_prox_upper: ['proximal_upper', 'upper', 'arm_weakness'],
  weak_prox_lower: ['proximal_lower', 'lower', 'leg_weakness'],
  neck_flexors: ['neck'],
  leg_prox_gt_distal: ['legs_proximal', 'leg_proximal'],
  heliotrope: ['heliotrope_rash'],
  gottron_papules: [],
  gottron_sign: ['gottrons_sign'],
  dysphagia: ['esophageal_dysmotility', 'oesophageal_dysmotility'],
  jo1: ['anti_jo1', 'jo-1'],
  enzymes: ['muscle_enzymes', 'ck'],
  bx_endomysial: ['endomysial'],
  bx_perimysial: ['perimysial', 'perivascular'],
  bx_perifascicular: ['perifascicular', 'perifascicular_atrophy'],
  bx_rimmed: ['rimmed', 'rimmed_vacuoles'],
}

const booleans = z.partialRecord(z.enum(eularAcrItems as readonly [EularAcrItem, ...EularAcrItem[]]), answer)
const listed = z
  .array(
    z
      .string()
      .transform((said) => ownName(names, said))
      .pipe(z.enum(eularAcrItems as readonly [EularAcrItem, ...EularAcrItem[]])),
  )
  .transform((items): Partial<Record<EularAcrItem, boolean | null>> =>
    Object.fromEntries(eularAcrItems.map((item) => [item, items.includes(item)])),
  )

const own = {
  age_onset: ['onset_age', 'age_at_onset'],
  biopsy: ['with_biopsy'],
  finger_flexors: ['finger_flexor_weakness'],
}

/** Items may stand in `items`, as a list or with true, false or null, or beside it. */
function gathered(input: unknown): unknown {
  const named = underOwnNames({ ...own, ...names, items: [], score: [] })(input)
  if (typeof named !== 'object' || named === null) return named
  const isItem = (name: string) => name in names
  const entries = Object.entries(named)
  const beside = entries.filter(([name]) => isItem(name))
  const rest = Object.fromEntries(entries.filter(([name]) => !isItem(name)))
  if (Array.isArray(rest['items'])) return rest
  return { ...rest, items: { ...Object(underOwnNames(names)(rest['items'] ?? {})), ...Object.fromEntries(beside) } }
}

const input = z.preprocess(
  gathered,
  z.strictObject({
    age_onset: z.number().min(0).max(130).nullish(),
    biopsy: z.boolean().default(false),
    items: z.union([listed, booleans]),
    /** Only its class and probability, where the points were added elsewhere. */
    score: z.number().min(0).max(40).optional(),
    finger_flexors: answer.optional(),
  }),
)
type Given = z.output<typeof input>

const note = 'classified by score; the constants of the probability are from recall, not confirmed'

function presentOf({ age_onset: age, biopsy, items }: Given): readonly EularAcrItem[] {
  const said = eularAcrItems.filter((item) => items[item] === true && (biopsy || !item.startsWith('bx_')))
  const byAge = age == null ? undefined : onsetBandOf(age)
  const band: EularAcrItem | undefined =
    byAge === '40-or-over' || (!byAge && said.includes('onset_ge40'))
      ? 'onset_ge40'
      : byAge === '18-39' || (!byAge && said.includes('onset_18_39'))
        ? 'onset_18_39'
        : undefined
  return [...(band ? [band] : []), ...said.filter((item) => !item.startsWith('onset_'))]
}

function subgroupOf({ age_onset: age, biopsy, items, finger_flexors }: Given, present: readonly EularAcrItem[]) {
  const any = (of: readonly EularAcrItem[]) =>
    of.some((item) => items[item] === true) ? true : of.every((item) => items[item] === false) ? false : undefined
  const isAdult = present.some((item) => item.startsWith('onset_'))
  return iimSubgroup({
    onsetUnder18: isAdult ? false : age == null ? undefined : age < 18,
    skin: any(['heliotrope', 'gottron_papules', 'gottron_sign']),
    weakness: any(['weak_prox_upper', 'weak_prox_lower', 'neck_flexors', 'leg_prox_gt_distal']),
    rimmedVacuoles: biopsy && metOf(items.bx_rimmed),
    fingerFlexors: finger_flexors === undefined ? false : metOf(finger_flexors),
  })
}

export const eularAcrFormulas: readonly Formula[] = [
  formula({
    name: 'eular-acr-2017',
    about: 'classification of inflammatory myopathies; Lundberg 2017, doi 10.1136/annrheumdis-2017-211468',
    example: { age_onset: 67, biopsy: false, items: ['enzymes', 'jo1'] },
    input,
    run(given) {
      const { biopsy, score: added } = given
      const shared = (score: number) => ({
        score,
        probability: eularAcrProbability(score, biopsy),
        class: eularAcrClass(score, biopsy),
      })
      if (added !== undefined) return { ...shared(added), biopsy, note }
      const present = presentOf(given)
      const result = shared(eularAcrScore(present, biopsy))
      const isClassified = result.class === 'probable' || result.class === 'definite'
      const subgroup = isClassified ? subgroupOf(given, present) : undefined
      const isOnsetKnown = given.age_onset != null || present.some((item) => item.startsWith('onset_'))
      const open = eularAcrItems.filter(
        (item) => given.items[item] == null && !item.startsWith('onset_') && (biopsy || !item.startsWith('bx_')),
      )
      return {
        ...result,
        biopsy,
        points: Object.fromEntries(present.map((item) => [item, eularAcrPoints(item, biopsy)])),
        ...(isClassified && { subgroup: subgroup ? subgroups[subgroup] : null }),
        missing: [...(isOnsetKnown ? [] : ['age_onset']), ...open],
        note,
      }
    },
  }),
]
