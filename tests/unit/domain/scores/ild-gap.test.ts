import { expect, test } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { leastRealSource, inputsOf } from '#shared/domain/rules/rule-finding.ts'
import { gapAgePoints, gapDlcoPart, gapFvcPart, gapParts, gapStage, sumOfParts } from '#shared/domain/scores/gap.ts'
import { arithmeticOf, ildGap, type IldSubtype } from '#shared/domain/scores/ild-gap.ts'
import { ildGapFinding } from '#shared/domain/scores/ild-gap-finding.ts'
import { aCase } from '#tests/support/a-case.ts'

test.for([
  ['male', 67, 'CTD-ILD', 80, 60, '1 + 2 + 0 + 0 − 2 = 1'],
  ['male', 70, 'CTD-ILD', 68, 45, '1 + 2 + 1 + 1 − 2 = 3'],
  ['female', 58, 'CTD-ILD', 90, 80, '0 + 0 + 0 + 0 − 2, not below 0 = 0'],
  ['male', 70, 'CTD-ILD', 45, 'cannot', '1 + 2 + 2 + 3 − 2 = 6'],
  ['male', 66, 'IPF', 72, 50, '1 + 2 + 1 + 1 + 0 = 5'],
] as const)(
  '%s of %s with %s, FVC %s %%, DLCO %s %%: %s',
  ([sex, age, subtype, fvcPercent, dlcoPercent, arithmetic]) => {
    expect(arithmeticOf(ildGap({ sex, age, subtype, fvcPercent, dlcoPercent }))).toBe(arithmetic)
  },
)

test('Age counts in completed years: to 60, 61 to 65, over 65', () => {
  expect([60, 60.99, 61, 65.99, 66].map(gapAgePoints)).toEqual([0, 0, 1, 1, 2])
})

test('FVC and DLCO are rounded to whole percent, the raw value is kept, and one near a limit is marked', () => {
  const fvc = [76, 75.5, 75.4, 75, 50, 49.5, 49.4, 49].map((value) => gapFvcPart(value).points)
  expect(fvc).toEqual([0, 0, 1, 1, 1, 1, 2, 2])
  const dlco = [56, 55.5, 55.4, 55, 36, 35.5, 35.4, 35].map((value) => gapDlcoPart(value).points)
  expect(dlco).toEqual([0, 0, 1, 1, 1, 1, 2, 2])
  expect(gapFvcPart(75.4)).toEqual({ item: 'fvc', points: 1, raw: 75.4, nearLimit: true })
  expect([74.5, 75.5, 74.4, 75.6, 50.5, 50.6].map((value) => gapFvcPart(value).nearLimit)).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
  ])
  expect([34.5, 34.4, 36.5, 36.6, 55.5].map((value) => gapDlcoPart(value).nearLimit)).toEqual([
    true,
    false,
    true,
    false,
    true,
  ])
})

test('Subtypes: connective tissue disease, idiopathic NSIP and chronic HP take two points off', () => {
  const points = (subtype: IldSubtype) =>
    ildGap({ sex: 'male', age: 70, subtype, fvcPercent: 40, dlcoPercent: 30 }).index
  expect(
    ['IPF', 'unclassifiable', 'CTD-ILD', 'idiopathic NSIP', 'chronic HP'].map((each) => points(each as IldSubtype)),
  ).toEqual([7, 7, 5, 5, 5])
})

test('Mortality by index, and GAP stages by points', () => {
  const at = (fvcPercent: number, dlcoPercent: number | 'cannot', subtype: IldSubtype) => {
    const { index, mortality1y, mortality3y } = ildGap({ sex: 'male', age: 70, subtype, fvcPercent, dlcoPercent })
    return [index, mortality1y, mortality3y]
  }
  expect(at(80, 60, 'CTD-ILD')).toEqual([1, 3.1, 10.2])
  expect(at(70, 60, 'CTD-ILD')).toEqual([2, 8.8, 26.9])
  expect(at(80, 60, 'IPF')).toEqual([3, 8.8, 26.9])
  expect(at(70, 60, 'IPF')).toEqual([4, 18.2, 49.2])
  expect(at(70, 50, 'IPF')).toEqual([5, 18.2, 49.2])
  expect(at(40, 50, 'IPF')).toEqual([6, 33.5, 74.8])
  expect(at(40, 'cannot', 'IPF')).toEqual([8, 33.5, 74.8])
  expect(sumOfParts(gapParts({ sex: 'male', age: 70, fvcPercent: 40, dlcoPercent: 'cannot' }))).toBe(8)
  expect([0, 3, 4, 5, 6, 8].map((points) => gapStage(points).stage)).toEqual(['I', 'I', 'II', 'II', 'III', 'III'])
  expect(gapStage(5)).toEqual({ stage: 'II', mortality1y: 16.2, mortality2y: 29.9, mortality3y: 42.1 })
})

const today = '2021-06-01'
const finding = (record = aCase().record, upTo = today) => ildGapFinding(record, standardClinicalSettings, upTo)
const man = aCase({ sex: 'male', birth_date: '1950-02' }).with('diagnosis', { kind: 'asys', date: '2019' })

test('From the record: newest FVC and DLCO, age in completed years at the test, each part leading to its record', () => {
  const { record } = man
    .with('pft', { date: '2019-05-01', fvc_pct: 90, dlco_pct: 80 })
    .with('pft', { date: '2020-05-01', fvc_pct: 68, dlco_pct: 45 })
  const { score, because, criteria } = finding(record)
  expect(score).toEqual({ value: 3, text: '3' })
  expect(because).toBe('1 + 2 + 1 + 1 − 2 = 3; mortality 8.8 % in 1 year, 26.9 % in 3 years.')
  expect(criteria.map(({ inputs }) => inputs[0]?.recordId)).toEqual([
    'case-1',
    'case-1',
    'pft-2',
    'pft-2',
    'diagnosis-1',
  ])
  expect(finding(record, '2019-12-31').score?.value).toBe(1)
})

test('A DLCO that was not done leaves the index open; one that the patient was too ill for scores', () => {
  const measured = man.with('pft', { date: '2020-05-01', fvc_pct: 45 })
  expect(finding(measured.record)).toMatchObject({ because: 'Not calculable: DLCO not known.', missing: ['DLCO'] })
  const notDone = man.with('pft', { date: '2020-05-01', fvc_pct: 45, dlco_attempt: 'not-done' })
  expect(finding(notDone.record).score).toBeUndefined()
  const tooIll = man.with('pft', { date: '2020-05-01', fvc_pct: 45, dlco_attempt: 'too-ill' })
  expect(finding(tooIll.record).score?.value).toBe(6)
})

test('A birth date that leaves the points open leaves the index open', () => {
  const born = (birth_date: string) =>
    finding(
      aCase({ sex: 'male', birth_date })
        .with('diagnosis', { kind: 'asys' })
        .with('pft', { date: '2020-05-01', fvc_pct: 80, dlco_pct: 60 }).record,
    )
  expect(born('1954').missing).toEqual(['age'])
  expect(born('1953').score?.value).toBe(1)
})

test('FVC and DLCO of more than a year apart make no index', () => {
  const { record } = man
    .with('pft', { date: '2018-05-01', dlco_pct: 45 })
    .with('pft', { date: '2020-05-01', fvc_pct: 68 })
  expect(finding(record).because).toBe(
    'Not calculable: FVC on 1 May 2020 and DLCO on 1 May 2018 are more than a year apart.',
  )
})

test('Without anything recorded everything is missing, and values that are made up are said to be', () => {
  expect(finding().missing).toEqual(['sex', 'age', 'FVC', 'DLCO', 'kind of ILD'])
  const { record } = man.with('pft', { date: '2020-05-01', fvc_pct: 68, dlco_pct: 45, source: 'illustrative' })
  expect(leastRealSource(inputsOf(finding(record)))).toBe('illustrative')
})
