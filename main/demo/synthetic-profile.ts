/**
 * Who an invented patient is: person, site, antibody, kind of course and CT pattern. Shares follow published cohorts:
 * Jo-1 in about half of antisynthetase ILD (Dei 2020, J Clin Med 9:3033: 56 %; Doyle 2018, J Rheumatol 45:841: 16 of 25),
 * anti-Ro52 in somewhat more than half, two women to one man.
 */
import type { AntibodyCode } from '#shared/dictionary/lists/antibodies.ts'
import type { CtPattern } from '#shared/dictionary/lists/ct-patterns.ts'
import { clamp, evenly, rounded, weighted } from './random.ts'
import type { Random, Weights } from './random.ts'
import type { ValuesOf } from './demo-case.ts'

export const archetypes = [
  'responder',
  'slow-decliner',
  'acute-exacerbation',
  'rapidly-progressive',
  'relapse-on-taper',
  'stable-on-ivig',
  'amyopathic',
  'late-diagnosis',
] as const
export type Archetype = (typeof archetypes)[number]

const archetypeShares: Weights<Archetype> = {
  responder: 21,
  'slow-decliner': 16,
  'acute-exacerbation': 10,
  'rapidly-progressive': 9,
  'relapse-on-taper': 16,
  'stable-on-ivig': 11,
  amyopathic: 9,
  'late-diagnosis': 8,
}

const antibodyShares = {
  'jo-1': 52,
  'pl-7': 13,
  'pl-12': 13,
  ej: 8,
  oj: 5,
  ks: 5,
  zo: 2,
  ha: 1,
  'other-synthetase': 1,
} as const satisfies Partial<Weights<AntibodyCode>>
export type SynthetaseAntibody = keyof typeof antibodyShares

const usualPatterns = {
  'nsip-fibrotic': 30,
  'nsip-cellular': 18,
  'nsip-op': 22,
  op: 10,
  uip: 7,
  'probable-uip': 6,
  nsip: 7,
}
const patternShares: Partial<Record<Archetype, Partial<Weights<CtPattern>>>> = {
  'slow-decliner': { 'nsip-fibrotic': 48, uip: 18, 'probable-uip': 14, nsip: 12, 'nsip-op': 8 },
  'late-diagnosis': { 'nsip-fibrotic': 50, uip: 30, 'probable-uip': 20 },
  'rapidly-progressive': { 'nsip-op': 45, op: 25, dad: 18, 'nsip-cellular': 12 },
}

/** How a site's laboratories report. */
export interface Site {
  readonly name: string
  readonly enzymes: 'U/L' | 'ukat/L'
  readonly hemoglobin: 'g/dL' | 'g/L' | 'mmol/L'
  readonly crp: 'mg/L' | 'mg/dL'
  readonly creatinine: 'umol/L' | 'mg/dL'
  readonly transfer: 'mL/min/mm[Hg]' | 'mmol/min/kPa'
  readonly imperial: boolean
  readonly muscleTest: '0-80' | '0-150'
  readonly kl6: boolean
  readonly glucocorticoid: 'prednisone' | 'prednisolone'
  readonly ulnCk: Weights<'female' | 'male'>
}

const sites: readonly Site[] = [
  {
    name: 'Demo site A',
    enzymes: 'U/L',
    hemoglobin: 'g/dL',
    crp: 'mg/dL',
    creatinine: 'mg/dL',
    transfer: 'mL/min/mm[Hg]',
    imperial: true,
    muscleTest: '0-80',
    kl6: false,
    glucocorticoid: 'prednisone',
    ulnCk: { female: 170, male: 200 },
  },
  {
    name: 'Demo site B',
    enzymes: 'U/L',
    hemoglobin: 'g/dL',
    crp: 'mg/L',
    creatinine: 'umol/L',
    transfer: 'mL/min/mm[Hg]',
    imperial: false,
    muscleTest: '0-150',
    kl6: true,
    glucocorticoid: 'prednisolone',
    ulnCk: { female: 153, male: 248 },
  },
  {
    name: 'Demo site C',
    enzymes: 'ukat/L',
    hemoglobin: 'g/L',
    crp: 'mg/L',
    creatinine: 'umol/L',
    transfer: 'mmol/min/kPa',
    imperial: false,
    muscleTest: '0-80',
    kl6: false,
    glucocorticoid: 'prednisolone',
    ulnCk: { female: 174, male: 210 },
  },
  {
    name: 'Demo site D',
    enzymes: 'U/L',
    hemoglobin: 'mmol/L',
    crp: 'mg/L',
    creatinine: 'umol/L',
    transfer: 'mmol/min/kPa',
    imperial: false,
    muscleTest: '0-80',
    kl6: false,
    glucocorticoid: 'prednisone',
    ulnCk: { female: 145, male: 171 },
  },
]

type CaseValues = ValuesOf<'case'>

export interface Profile {
  readonly site: Site
  readonly archetype: Archetype
  readonly antibody: SynthetaseAntibody
  readonly ro52: boolean
  readonly pattern: CtPattern
  readonly sex: 'female' | 'male'
  /** Years, at the first visit. */
  readonly age: number
  readonly heightCm: number
  readonly weightKg: number
  readonly group: NonNullable<CaseValues['reference_group']>
  readonly smoking: CaseValues['smoking']
  readonly packYears: number | undefined
  /** CK at onset over the upper limit of normal: 1 and less without myositis. */
  readonly ckPeak: number
}

/**
 * @param number of the case: kinds are spread evenly over the numbers, so that the rare ones occur among few cases
 * @param seed of the demo: shifts who gets which kind
 */
export function syntheticProfile(number: number, seed: number, random: Random): Profile {
  // The steps are the golden ratio's, root 2's and root 3's fractions; they have no common rhythm.
  const archetype = weighted(archetypeShares, evenly(number, 0.618_033_988_75, seed * 0.137))
  const antibody = weighted(antibodyShares, evenly(number, 0.414_213_562_37, seed * 0.291))
  const pattern = weighted(
    (patternShares[archetype] ?? usualPatterns) as Weights<CtPattern>,
    evenly(number, 0.732_050_807_57, seed * 0.519),
  )
  const sex = random.chance(0.66) ? 'female' : 'male'
  const group = weighted(
    { caucasian: 68, 'african-american': 14, 'north-east-asian': 8, 'south-east-asian': 4, other: 6 },
    random.next(),
  )
  const asian = group === 'north-east-asian' || group === 'south-east-asian'
  const heightCm = Math.round(clamp(random.normal((sex === 'male' ? 177 : 164) - (asian ? 6 : 0), 6.5), 147, 196))
  const bodyMassIndex = clamp(random.normal(asian ? 24 : 27.5, 4.2), 18, 42)
  const smoking = weighted({ never: 58, former: 33, current: 6, '': 3 }, random.next())
  return {
    site: random.pick(sites),
    archetype,
    antibody,
    ro52: random.chance(antibody === 'jo-1' ? 0.62 : 0.48),
    pattern,
    sex,
    age: Math.round(clamp(random.normal(archetype === 'late-diagnosis' ? 61 : 53, 11), 22, 80)),
    heightCm,
    weightKg: rounded((bodyMassIndex * heightCm * heightCm) / 10_000, 1),
    group,
    smoking: smoking === '' ? undefined : smoking,
    packYears: smoking === 'former' || smoking === 'current' ? random.whole(2, 40) : undefined,
    ckPeak: archetype === 'amyopathic' ? random.between(0.4, 0.9) : ckPeakOf(antibody, random),
  }
}

/** Muscle disease goes with Jo-1 more than with the others, of which PL-12 and KS often have none. */
function ckPeakOf(antibody: SynthetaseAntibody, random: Random): number {
  const spared = antibody === 'jo-1' ? 0.1 : antibody === 'pl-12' || antibody === 'ks' ? 0.6 : 0.35
  if (random.chance(spared)) return random.between(0.6, 1.4)
  return clamp(Math.exp(random.normal(Math.log(9), 0.8)), 1.8, 55)
}
