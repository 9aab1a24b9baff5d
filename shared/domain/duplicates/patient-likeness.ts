/**
 * Whether two cases may be the same patient. What agrees and what doesn't each have a weight, as in probabilistic record
 * linkage (Fellegi and Sunter, 1969): rarer agreements weigh more. The weights were set by hand for a registry of some
 * hundred patients of a rare disease, so that neither a birth year nor a namesake alone is enough.
 */
import { birthDateLikeness, type BirthDateLikeness } from './birth-date-likeness.ts'
import { nameLikeness, type NameLikeness } from './name-likeness.ts'
import { namePartsOf, type NamePart } from './name-parts.ts'
import type { PartialDate } from '../partial-date.ts'

/** What is compared of a patient, as it stands in the record. */
export interface PatientFacts {
  readonly familyName?: string | undefined
  readonly givenNames?: string | undefined
  readonly recordNumber?: string | undefined
  readonly birthDate?: PartialDate | undefined
  readonly sex?: string | undefined
}

/** The same, made ready to be compared many times. */
export interface Patient {
  readonly family: readonly NamePart[]
  readonly given: readonly NamePart[]
  readonly recordNumber: string
  readonly birthDate: PartialDate | undefined
  readonly sex: string | undefined
}

export interface PatientLikeness {
  readonly score: number
  /** So likely that nobody should make a second case without having looked. */
  readonly isStrong: boolean
  /** What speaks for it, then what speaks against it, in words that name nobody. */
  readonly reasons: readonly string[]
}

const possibleScore = 5
const strongScore = 8

export function patientOf(facts: PatientFacts, partsOf = namePartsOf): Patient {
  return {
    family: partsOf(facts.familyName ?? ''),
    given: partsOf(facts.givenNames ?? ''),
    recordNumber: recordNumberKey(facts.recordNumber ?? ''),
    birthDate: facts.birthDate,
    sex: facts.sex === 'other' ? undefined : facts.sex,
  }
}

/** Without separators and leading zeros: `0012-345/6` is `123456`. One or two signs name nobody. */
function recordNumberKey(number: string): string {
  const key = number
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '')
  return key.length < 3 ? '' : key
}

interface Evidence {
  readonly weight: number
  readonly reason?: string | undefined
}

/** How likely two patients are one. Undefined where they are not likely enough to be shown. */
export function patientLikeness(a: Patient, b: Patient): PatientLikeness | undefined {
  const evidence = [ofRecordNumber(a, b), ofBirthDate(a, b), ofNames(a, b), ofSex(a, b)]
  const sum = evidence.reduce((total, { weight }) => total + weight, 0)
  const score = Math.round(sum * 10) / 10
  if (score < possibleScore) return undefined
  const said = (list: readonly Evidence[]) => list.flatMap(({ reason }) => reason ?? [])
  return {
    score,
    isStrong: score >= strongScore,
    reasons: [
      ...said(evidence.filter(({ weight }) => weight >= 0)),
      ...said(evidence.filter(({ weight }) => weight < 0)),
    ],
  }
}

/** Hospitals count on their own: the same number may be somebody else's elsewhere, and one patient has several. */
function ofRecordNumber(a: Patient, b: Patient): Evidence {
  if (!a.recordNumber || !b.recordNumber) return { weight: 0 }
  return a.recordNumber === b.recordNumber
    ? { weight: 9, reason: 'same record number' }
    : { weight: -0.5, reason: 'record numbers differ' }
}

const birthDateEvidence: Readonly<Record<BirthDateLikeness, Evidence>> = {
  same: { weight: 5, reason: 'same birth date' },
  'fits-month': { weight: 2, reason: 'same month of birth, as far as known' },
  'fits-year': { weight: 0.5, reason: 'same birth year, as far as known' },
  swapped: { weight: 3, reason: 'birth dates with day and month swapped' },
  slip: { weight: 2.5, reason: 'birth dates one digit apart' },
  different: { weight: -4, reason: 'birth dates differ' },
  unknown: { weight: 0 },
}
const ofBirthDate = (a: Patient, b: Patient): Evidence => birthDateEvidence[birthDateLikeness(a.birthDate, b.birthDate)]

function ofSex(a: Patient, b: Patient): Evidence {
  if (!a.sex || !b.sex) return { weight: 0 }
  return a.sex === b.sex ? { weight: 0.3 } : { weight: -3, reason: 'sex differs' }
}

const familyWeight: Readonly<Record<NameLikeness, number>> = {
  same: 3,
  alike: 2.3,
  partly: 2,
  shared: 0.5,
  different: -3,
  unknown: 0,
}
/** Another given name with the same family name is a sister, a twin, a father. */
const givenWeight: Readonly<Record<NameLikeness, number>> = {
  same: 3,
  alike: 2.2,
  partly: 1.7,
  shared: 0.7,
  different: -4,
  unknown: 0,
}

function ofNames(a: Patient, b: Patient): Evidence {
  const family = nameLikeness(a.family, b.family)
  const given = nameLikeness(a.given, b.given)
  const straight = familyWeight[family] + givenWeight[given]
  const crossed = [nameLikeness(a.family, b.given), nameLikeness(a.given, b.family)] as const
  if (crossed.every((likeness) => likeness === 'same' || likeness === 'alike')) {
    const weight = crossed.every((likeness) => likeness === 'same') ? 5.5 : 4
    if (weight > straight) return { weight, reason: 'names agree with family and given names swapped' }
  }
  return { weight: straight, reason: wordsOfNames(family, given) }
}

function wordsOfNames(family: NameLikeness, given: NameLikeness): string | undefined {
  if (family === 'unknown' && given === 'unknown') return undefined
  if (family === 'same' && given === 'same') return 'same name'
  const near: readonly NameLikeness[] = ['same', 'alike']
  if (near.includes(family) && near.includes(given)) return 'names sound alike: different spelling'
  if (family === 'different' && given === 'different') return 'names differ'
  const familyWords: Readonly<Record<NameLikeness, string | undefined>> = {
    same: 'same family name',
    alike: 'family names sound alike',
    partly: 'one family name is part of the other',
    shared: 'family names have one part in common',
    different: 'family names differ',
    unknown: undefined,
  }
  const givenWords: Readonly<Record<NameLikeness, string | undefined>> = {
    same: 'same given names',
    alike: 'given names sound alike',
    partly: 'given names agree in part',
    shared: 'one given name in common',
    different: 'given names differ',
    unknown: undefined,
  }
  return [familyWords[family], givenWords[given]].filter(Boolean).join(', ')
}
