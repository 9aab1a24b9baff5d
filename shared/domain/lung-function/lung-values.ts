/** The values of a pulmonary function test held against what is predicted. Nothing of it is stored. */
import type { RecordSource } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import type { PartialDate } from '../partial-date.ts'
import type { Quantity } from '../parse-quantity.ts'
import type { Equation } from '../reference-values/equation.ts'
import { referenceValue, type ReferenceSex, type Unavailable } from '../reference-values/reference-value.ts'
import { gli2012Equation, gli2022Equation, type ReferenceGroup } from '../reference-values/spirometry.ts'
import { gli2021Equation } from '../reference-values/static-volumes.ts'
import { gli2017Equation } from '../reference-values/transfer-factor.ts'
import { convert } from '../units.ts'
import { ageAtTest, type AgeAtTest } from './age-at-test.ts'
import { hemoglobinBasis, type HemoglobinBasis, type HemoglobinWish } from './hemoglobin-basis.ts'
import { heightAtTest, type HeightAtTest } from './height-at-test.ts'
import type { LungIndex } from './lung-indices.ts'
import type { PulmonaryTest } from './pulmonary-test.ts'
import type { ReferenceSet } from './reference-sets.ts'
import { severityOf, type Severity } from './severity.ts'

/** The person at the test, as the equations take it. */
export interface LungSubject {
  readonly sex: ReferenceSex
  readonly age: AgeAtTest
  readonly height: HeightAtTest
}

export interface LungResult {
  readonly predicted: number
  readonly lln: number
  readonly uln: number
  readonly percent: number
  readonly z: number
  readonly severity: Severity
  /** Percent at the youngest and at the oldest age that the dates allow, the lower one first; only where they differ. */
  readonly percentRange?: readonly [number, number]
}

export interface LungValue {
  readonly index: LungIndex
  readonly recordId: string
  readonly date: PartialDate | undefined
  /** `illustrative` or `synthetic` where anything that it rests on is. */
  readonly source: RecordSource
  readonly set: ReferenceSet
  /** As entered, FEV1/FVC as a ratio; undefined where the test doesn't have it. */
  readonly measured: Quantity | undefined
  /** What is compared with predicted: liters, the transfer factor corrected as `hemoglobin` says. */
  readonly compared?: Quantity
  readonly hemoglobin?: HemoglobinBasis
  /** Percent of predicted as the laboratory reported it. */
  readonly reportedPercent?: number
  readonly subject?: LungSubject
  /** Records whose values it was computed from. */
  readonly recordIds: readonly string[]
  readonly result: LungResult | Unavailable
}

const setOf = (index: LungIndex, { spirometrySet }: ClinicalSettings): ReferenceSet => {
  switch (index) {
    case 'fvc':
    case 'fev1':
    case 'ratio':
      return spirometrySet
    case 'tlc':
    case 'frc':
    case 'rv':
      return 'gli-2021'
    case 'dlco':
    case 'kco':
    case 'va':
      return 'gli-2017'
  }
}

/** One value of a test. @param wish which DLCO or KCO is compared; means nothing for the others */
export function lungValue(
  record: CaseRecord,
  test: PulmonaryTest,
  index: LungIndex,
  settings: ClinicalSettings,
  wish: HemoglobinWish = 'best',
): LungValue {
  const measured = measuredOf(test, index)
  const subject = subjectOf(record, test)
  const about = {
    index,
    recordId: test.id,
    date: test.date,
    source: sourceOf([test.source, record.case.source]),
    set: setOf(index, settings),
    measured,
    reportedPercent: reportedPercentOf(test, index),
    recordIds: [test.id, record.case.id],
  }
  if (!measured) return { ...about, result: { unavailable: 'not recorded' } }
  if ('unavailable' in subject) return { ...about, result: subject }
  const person = { sex: subject.sex, age: subject.age.years }
  const hemoglobin = index === 'dlco' || index === 'kco' ? hemoglobinBasis(test, person, wish) : undefined
  if (hemoglobin && 'unavailable' in hemoglobin) return { ...about, subject, result: hemoglobin }
  const compared = comparedOf(measured, index, hemoglobin)
  if (!compared) return { ...about, subject, result: { unavailable: 'the unit is not one that can be compared' } }
  const equation = equationOf(record, index, subject.sex, settings, compared)
  const result = 'unavailable' in equation ? equation : resultOf(equation, subject, compared.value)
  return { ...about, subject, compared, hemoglobin, result }
}

/** `illustrative` before `synthetic`, both before `recorded`. */
function sourceOf(sources: readonly RecordSource[]): RecordSource {
  return (['illustrative', 'synthetic'] as const).find((source) => sources.includes(source)) ?? 'recorded'
}

function subjectOf({ case: frame }: CaseRecord, test: PulmonaryTest): LungSubject | Unavailable {
  const { sex } = frame
  if (sex === undefined) return { unavailable: 'sex at birth is not recorded' }
  if (sex === 'other') return { unavailable: 'there are equations for women and for men only' }
  const age = ageAtTest(frame.birth_date, test.date)
  if ('unavailable' in age) return age
  const height = heightAtTest(frame, test)
  if ('unavailable' in height) return height
  return { sex: sex === 'male' ? 'M' : 'F', age, height }
}

function measuredOf(test: PulmonaryTest, index: LungIndex): Quantity | undefined {
  if (index === 'ratio') {
    const [fvc, fev1] = [measuredOf(test, 'fvc'), measuredOf(test, 'fev1')].map((it) => it && inLiters(it))
    return fvc && fev1 && { value: fev1.value / fvc.value }
  }
  const value = test[index]
  return value === undefined ? undefined : { value, unit: test[`${index}_unit`] }
}

function reportedPercentOf(test: PulmonaryTest, index: LungIndex): number | undefined {
  return index === 'ratio' || index === 'frc' ? undefined : test[`${index}_pct`]
}

function inLiters({ value, unit }: Quantity): { readonly value: number; readonly unit: string } | undefined {
  const liters = unit === undefined ? undefined : convert(value, unit, 'L')
  return liters === undefined ? undefined : { value: liters, unit: 'L' }
}

const transferUnits = {
  dlco: { SI: 'mmol/min/kPa', traditional: 'mL/min/mm[Hg]' },
  kco: { SI: 'mmol/min/kPa/L', traditional: 'mL/min/mm[Hg]/L' },
} as const

function comparedOf(
  measured: Quantity,
  index: LungIndex,
  hemoglobin: HemoglobinBasis | undefined,
): Quantity | undefined {
  if (index === 'ratio') return measured
  if (index !== 'dlco' && index !== 'kco') return inLiters(measured)
  const { SI, traditional } = transferUnits[index]
  if (measured.unit !== SI && measured.unit !== traditional) return undefined
  return hemoglobin?.by === 'registry' ? { ...measured, value: measured.value * hemoglobin.factor } : measured
}

const groupOf = {
  caucasian: 'Caucasian',
  'african-american': 'AfrAm',
  'north-east-asian': 'NEAsia',
  'south-east-asian': 'SEAsia',
  other: 'Other',
} as const satisfies Record<NonNullable<CaseRecord['case']['reference_group']>, ReferenceGroup>

const volumeIndex = { tlc: 'TLC', frc: 'FRC', rv: 'RV' } as const
const spirometryIndex = { fvc: 'FVC', fev1: 'FEV1', ratio: 'FEV1FVC' } as const

function equationOf(
  { case: { reference_group: group } }: CaseRecord,
  index: LungIndex,
  sex: ReferenceSex,
  { spirometrySet }: ClinicalSettings,
  { unit }: Quantity,
): Equation | Unavailable {
  switch (index) {
    case 'fvc':
    case 'fev1':
    case 'ratio':
      if (spirometrySet === 'gli-2022') return gli2022Equation(spirometryIndex[index], sex)
      return group === undefined
        ? { unavailable: 'GLI-2012 needs the reference group, which is not recorded' }
        : gli2012Equation(spirometryIndex[index], sex, groupOf[group])
    case 'tlc':
    case 'frc':
    case 'rv':
      return gli2021Equation(volumeIndex[index], sex)
    case 'va':
      return gli2017Equation('VA', sex, 'SI')
    case 'dlco':
    case 'kco': {
      const units = unit === transferUnits[index].SI ? 'SI' : 'traditional'
      return gli2017Equation(index === 'dlco' ? 'TLCO' : 'KCO', sex, units)
    }
  }
}

function resultOf(equation: Equation, { age, height }: LungSubject, measured: number): LungResult | Unavailable {
  const at = (years: number) => referenceValue(equation, { age: years, height: height.centimeters, measured })
  const value = at(age.years)
  if ('unavailable' in value) return value
  const { predicted, lln, uln, percent, z } = value as Required<typeof value>
  const result = { predicted, lln, uln, percent, z, severity: severityOf(z) }
  if (age.doubt === 0) return result
  const ends = [at(age.years - age.doubt / 2), at(age.years + age.doubt / 2)]
  const percents = ends.flatMap((end) => ('unavailable' in end ? [] : [end.percent!])).sort((a, b) => a - b)
  return { ...result, percentRange: [percents[0] ?? percent, percents.at(-1) ?? percent] }
}
