/**
 * The 2017 EULAR/ACR classification criteria of idiopathic inflammatory myopathies: weights, classes, probability, subgroup.
 *
 * Source: Lundberg IE et al., Ann Rheum Dis 2017;76:1955-64, doi 10.1136/annrheumdis-2017-211468; Arthritis Rheumatol
 * 2017;69:2271-82, doi 10.1002/art.40320. The constants of the probability are from recall: they reproduce the published
 * cut-offs but are not confirmed.
 */
import type { Met } from '../rules/rule-finding.ts'
import { allMet, anyMet } from '../rules/at-least.ts'

/** Points in tenths, so that they add up exactly: without a biopsy and with one. */
const weights = {
  onset_18_39: [13, 15],
  onset_ge40: [21, 22],
  weak_prox_upper: [7, 7],
  weak_prox_lower: [8, 5],
  neck_flexors: [19, 16],
  leg_prox_gt_distal: [9, 12],
  heliotrope: [31, 32],
  gottron_papules: [21, 27],
  gottron_sign: [33, 37],
  dysphagia: [7, 6],
  jo1: [39, 38],
  enzymes: [13, 14],
  bx_endomysial: [0, 17],
  bx_perimysial: [0, 12],
  bx_perifascicular: [0, 19],
  bx_rimmed: [0, 31],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

export type EularAcrItem = keyof typeof weights
export const eularAcrItems = Object.keys(weights) as readonly EularAcrItem[]

/** Points of one item. */
export const eularAcrPoints = (item: EularAcrItem, biopsy: boolean): number => weights[item][biopsy ? 1 : 0] / 10

/** The total of the items that are present. Only one band of onset can be. */
export function eularAcrScore(present: readonly EularAcrItem[], biopsy: boolean): number {
  return [...new Set(present)].reduce((sum, item) => sum + weights[item][biopsy ? 1 : 0], 0) / 10
}

export type EularAcrClass = 'none' | 'possible' | 'probable' | 'definite'

/** By score, not by probability: the published cut-offs are rounded, and at 5.3 the probability is 0.4925. */
export function eularAcrClass(score: number, biopsy: boolean): EularAcrClass {
  const tenths = Math.round(score * 10)
  const [possible, probable, definite] = biopsy ? [65, 67, 87] : [53, 55, 75]
  return tenths >= definite! ? 'definite' : tenths >= probable! ? 'probable' : tenths >= possible! ? 'possible' : 'none'
}

/** Probability of an inflammatory myopathy, 0 to 1: information, it classifies nothing. */
export function eularAcrProbability(score: number, biopsy: boolean): number {
  return 1 / (1 + Math.exp((biopsy ? 6.49 : 5.33) - score))
}

export interface SubgroupSigns {
  readonly onsetUnder18: Met
  /** Heliotrope rash, Gottron papules or Gottron sign. */
  readonly skin: Met
  /** Any of the four items of weakness. */
  readonly weakness: Met
  readonly rimmedVacuoles: Met
  /** Weakness of the finger flexors without any response to treatment. */
  readonly fingerFlexors: Met
}

export const subgroups = {
  jdm: 'juvenile dermatomyositis',
  jm: 'other juvenile myositis',
  ibm: 'inclusion body myositis',
  dm: 'dermatomyositis',
  adm: 'amyopathic dermatomyositis',
  pm: 'polymyositis, immune-mediated necrotizing myopathy included',
} as const
export type Subgroup = keyof typeof subgroups

/**
 * The tree of subgroups, for whom the score makes probable or definite; undefined where an answer that decides is open.
 * There is none of the antisynthetase syndrome.
 */
export function iimSubgroup(signs: SubgroupSigns): Subgroup | undefined {
  const { onsetUnder18, skin, weakness } = signs
  if (onsetUnder18 === undefined) return undefined
  if (onsetUnder18) return skin === undefined ? undefined : skin ? 'jdm' : 'jm'
  const inclusionBody = anyMet([signs.rimmedVacuoles, allMet([signs.fingerFlexors, weakness])])
  if (inclusionBody === true) return 'ibm'
  if (skin === undefined) return undefined
  if (!skin) return inclusionBody === undefined ? undefined : 'pm'
  return weakness === undefined || inclusionBody === undefined ? undefined : weakness ? 'dm' : 'adm'
}
