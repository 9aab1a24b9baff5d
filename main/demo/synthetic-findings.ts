/**
 * Diagnoses, manifestations and history of an invented patient. How often a manifestation occurs follows cohorts of the
 * syndrome: arthritis and mechanic's hands in about half, Raynaud and fever in a third.
 */
import type { ConditionCode } from '#shared/dictionary/lists/conditions.ts'
import type { ManifestationCode } from '#shared/dictionary/lists/manifestations.ts'
import { asRemembered, daysPerYear, inMonth, inYear, onDay } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient } from './patient.ts'
import type { DrugCode } from './treatment-plan.ts'

export function recordDiagnoses({ profile, course, random, add }: Patient): void {
  const ild = course.baseline - random.whole(0, profile.archetype === 'late-diagnosis' ? 700 : 50)
  const asys = Math.max(ild, course.baseline - random.whole(-25, 20))
  add('diagnosis', 'ild', {
    kind: 'ild',
    date: asRemembered(ild, course.baseline),
    certainty: 'definite',
    basis: random.chance(0.85) ? 'imaging' : 'outside',
  })
  add('diagnosis', 'asys', {
    kind: 'asys',
    date: onDay(Math.min(asys, course.end)),
    certainty: random.chance(0.8) ? 'definite' : 'probable',
    basis: random.pick(['serology', 'mdt', 'criteria'] as const),
    code: random.chance(0.3) ? 'ORPHA:81' : undefined,
  })
  if (profile.ckPeak > 3 && random.chance(0.6)) {
    add('diagnosis', 'myositis', {
      kind: random.chance(0.75) ? 'pm' : 'overlap',
      date: inMonth(course.baseline),
      certainty: 'probable',
      basis: 'clinical',
    })
  } else if (profile.archetype === 'amyopathic' && random.chance(0.3)) {
    add('diagnosis', 'myositis', {
      kind: 'adm',
      date: inMonth(course.baseline),
      certainty: 'possible',
      basis: 'clinical',
    })
  }
}

export function recordManifestations(patient: Patient): void {
  const { profile, course, random, add } = patient
  const muscular = profile.ckPeak > 2
  const jo1 = profile.antibody === 'jo-1'
  const chances: readonly (readonly [ManifestationCode, number])[] = [
    ['dyspnea', 0.9],
    ['cough', 0.7],
    ['crackles', 0.75],
    ['myalgia', muscular ? 0.7 : 0.15],
    ['proximal-arm-weakness', muscular ? 0.5 : 0],
    ['proximal-leg-weakness', muscular ? 0.65 : 0],
    ['neck-flexor-weakness', muscular ? 0.2 : 0],
    ['dysphagia', muscular ? 0.22 : 0.06],
    ['arthralgia', jo1 ? 0.75 : 0.5],
    ['arthritis', jo1 ? 0.55 : 0.28],
    ['mechanics-hands', jo1 ? 0.5 : 0.35],
    ['raynaud', 0.38],
    ['fever', profile.archetype === 'rapidly-progressive' ? 0.6 : 0.3],
    ['gottron-papules', 0.08],
    ['heliotrope-rash', 0.06],
    ['dry-eyes', profile.ro52 ? 0.28 : 0.12],
    ['weight-loss', 0.25],
  ]
  const settles = profile.archetype !== 'late-diagnosis' && profile.archetype !== 'slow-decliner'
  for (const [term, probability] of chances) {
    const present = random.chance(probability)
    if (!present) {
      const unknown = random.chance(0.06)
      add('manifestation', term, { term, status: unknown ? 'unknown' : 'absent', observed_on: onDay(course.baseline) })
      continue
    }
    const onset = Math.round(random.between(course.firstSymptom, course.baseline - 3))
    const remembers = random.chance(0.92)
    const lungOrVessel = term === 'dyspnea' || term === 'crackles' || term === 'raynaud' || term === 'dry-eyes'
    const ended = course.baseline + random.whole(40, 300)
    add(
      'manifestation',
      term,
      {
        term,
        status: 'present',
        onset: remembers ? asRemembered(onset, course.baseline) : undefined,
        ended: settles && !lungOrVessel && ended < course.end && random.chance(0.6) ? onDay(ended) : undefined,
        observed_on: onDay(course.baseline),
      },
      remembers ? undefined : { missing: { onset: 'unknown' } },
    )
  }
}

interface Background {
  readonly condition: ConditionCode
  readonly chance: number
  readonly contraindicates?: readonly DrugCode[]
  readonly description?: string
}

const backgrounds: readonly Background[] = [
  { condition: 'hypertension', chance: 0.32 },
  { condition: 'reflux', chance: 0.28 },
  { condition: 'diabetes', chance: 0.12, description: 'Type 2' },
  { condition: 'hyperlipidemia', chance: 0.18 },
  { condition: 'statin-exposure', chance: 0.1, description: 'Stopped when CK rose' },
  { condition: 'osteoporosis', chance: 0.1 },
  { condition: 'thyroid-disease', chance: 0.1, description: 'Hypothyroidism' },
  { condition: 'sleep-apnea', chance: 0.08 },
  { condition: 'coronary-disease', chance: 0.06 },
  { condition: 'atrial-fibrillation', chance: 0.04, contraindicates: ['nintedanib'], description: 'Anticoagulated' },
  { condition: 'latent-tuberculosis', chance: 0.05, description: 'Treated with isoniazid' },
  {
    condition: 'hepatitis-b',
    chance: 0.03,
    contraindicates: ['rituximab'],
    description: 'Anti-HBc positive, HBsAg negative',
  },
  { condition: 'breast-cancer', chance: 0.03, contraindicates: ['cyclophosphamide'] },
  { condition: 'diverticulitis', chance: 0.04, contraindicates: ['tocilizumab'] },
  { condition: 'kidney-disease', chance: 0.04, contraindicates: ['ciclosporin'] },
  { condition: 'sjogren', chance: 0.05 },
  { condition: 'pneumonia', chance: 0.14, description: 'Treated before ILD was thought of' },
  { condition: 'depression', chance: 0.09 },
  { condition: 'family-autoimmune', chance: 0.08 },
]

export function recordHistory(patient: Patient): void {
  const { course, born, treatments, random, add } = patient
  for (const { condition, chance, contraindicates, description } of backgrounds) {
    // What speaks against a drug that the patient then got would be a contradiction.
    const given = treatments.some((treatment) => contraindicates?.includes(treatment.drug))
    if (!random.chance(chance) || given) continue
    const earliest = Math.max(born + 20 * daysPerYear, course.baseline - 15 * daysPerYear)
    const day =
      condition === 'pneumonia'
        ? course.baseline - random.whole(40, 400)
        : random.between(earliest, course.baseline - 200)
    const remembers = random.chance(0.85)
    add(
      'history',
      condition,
      {
        condition,
        description,
        onset: remembers ? inYear(Math.min(day, course.baseline - 1)) : undefined,
        contraindicates,
      },
      remembers ? undefined : { missing: { onset: 'unknown' } },
    )
  }
}

export function registryValues({ profile, course, born, random }: Patient, code: string): ValuesOf<'case'> {
  const enrolled = Math.min(course.end, course.baseline + (random.chance(0.6) ? 0 : random.whole(20, 900)))
  const consents = random.chance(0.9)
  return {
    code,
    site: profile.site.name,
    enrolled_on: onDay(enrolled),
    status: course.ending,
    status_on: onDay(course.ending === 'active' ? enrolled : course.end),
    referring_reason: random.pick([
      'Dyspnea and basal opacities.',
      'ILD on CT, cause open.',
      'Myositis with new dyspnea.',
      'Arthritis and cough.',
      'Second opinion on treatment.',
    ]),
    consent: consents ? 'given' : random.pick(['waived', 'not-recorded'] as const),
    consent_on: consents ? onDay(enrolled) : undefined,
    consent_version: consents ? 'Demo 1.0' : undefined,
    consent_scope: consents ? (random.chance(0.7) ? ['registry', 'sharing', 'publication'] : ['registry']) : undefined,
    sex: profile.sex,
    birth_date: random.chance(0.7) ? onDay(born) : random.chance(0.5) ? inMonth(born) : inYear(born),
    reference_group: profile.group,
    height: profile.site.imperial ? Math.round((profile.heightCm / 2.54) * 2) / 2 : profile.heightCm,
    height_unit: profile.site.imperial ? '[in_i]' : 'cm',
    smoking: profile.smoking,
    pack_years: profile.packYears,
    first_symptom_on: asRemembered(course.firstSymptom, course.baseline),
  }
}
