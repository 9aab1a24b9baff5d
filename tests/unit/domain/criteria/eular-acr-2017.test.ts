import { expect, test } from 'vitest'
import {
  eularAcrClass,
  eularAcrItems,
  eularAcrPoints,
  eularAcrProbability,
  eularAcrScore,
  iimSubgroup,
  type EularAcrItem,
} from '#shared/domain/criteria/eular-acr-score.ts'
import type { Met } from '#shared/domain/rules/rule-finding.ts'
import { aCase } from '#tests/support/a-case.ts'
import { findingFor } from './finding-for.ts'

test('Weights of the table, without and with a biopsy', () => {
  const weights = eularAcrItems.map((item) => [item, eularAcrPoints(item, false), eularAcrPoints(item, true)])
  expect(weights).toEqual([
    ['onset_18_39', 1.3, 1.5],
    ['onset_ge40', 2.1, 2.2],
    ['weak_prox_upper', 0.7, 0.7],
    ['weak_prox_lower', 0.8, 0.5],
    ['neck_flexors', 1.9, 1.6],
    ['leg_prox_gt_distal', 0.9, 1.2],
    ['heliotrope', 3.1, 3.2],
    ['gottron_papules', 2.1, 2.7],
    ['gottron_sign', 3.3, 3.7],
    ['dysphagia', 0.7, 0.6],
    ['jo1', 3.9, 3.8],
    ['enzymes', 1.3, 1.4],
    ['bx_endomysial', 0, 1.7],
    ['bx_perimysial', 0, 1.2],
    ['bx_perifascicular', 0, 1.9],
    ['bx_rimmed', 0, 3.1],
  ])
})

const onset: readonly EularAcrItem[] = ['onset_ge40', 'enzymes']
test.for<readonly [readonly EularAcrItem[], boolean, number, string]>([
  [onset, false, 3.4, 'none'],
  [[...onset, 'weak_prox_lower'], false, 4.2, 'none'],
  [[...onset, 'jo1'], false, 7.3, 'probable'],
  [[...onset, 'jo1', 'weak_prox_upper', 'weak_prox_lower'], false, 8.8, 'definite'],
  [[...onset, 'weak_prox_lower'], true, 4.1, 'none'],
  [[...onset, 'jo1', 'bx_perimysial', 'weak_prox_upper', 'weak_prox_lower'], true, 9.8, 'definite'],
])('%s, biopsy %s: %s points, %s', ([items, biopsy, score, name]) => {
  expect(eularAcrScore(items, biopsy)).toBe(score)
  expect(eularAcrClass(score, biopsy)).toBe(name)
})

test.for([
  [3.4, false, 0.12675],
  [4.2, false, 0.24416],
  [5.3, false, 0.4925],
  [5.5, false, 0.5424],
  [7.3, false, 0.87761],
  [7.5, false, 0.89752],
  [8.8, false, 0.96982],
  [4.1, true, 0.08394],
  [6.5, true, 0.5025],
  [6.7, true, 0.55231],
  [8.7, true, 0.90114],
  [9.8, true, 0.96477],
] as const)('A score of %s with biopsy %s has the probability %s', ([score, biopsy, probability]) => {
  expect(eularAcrProbability(score, biopsy)).toBeCloseTo(probability, 4)
})

test('Classes follow the score, whose cut-offs disagree with the probability at 50, 55 and 90 %', () => {
  const classes = (biopsy: boolean, ...scores: readonly number[]) => scores.map((score) => eularAcrClass(score, biopsy))
  expect(classes(false, 5.2, 5.3, 5.4, 5.5, 7.4, 7.5)).toEqual([
    'none',
    'possible',
    'possible',
    'probable',
    'probable',
    'definite',
  ])
  expect(classes(true, 6.4, 6.5, 6.6, 6.7, 8.6, 8.7)).toEqual([
    'none',
    'possible',
    'possible',
    'probable',
    'probable',
    'definite',
  ])
})

test('Points add up exactly: 3.9 + 0.7 + 0.9 is 5.5, not 5.4999', () => {
  expect(eularAcrScore(['jo1', 'dysphagia', 'leg_prox_gt_distal'], false)).toBe(5.5)
})

test('The tree of subgroups, and where it stops for want of an answer', () => {
  const tree = (onsetUnder18: Met, skin: Met, weakness: Met, rimmedVacuoles: Met = false, fingerFlexors: Met = false) =>
    iimSubgroup({ onsetUnder18, skin, weakness, rimmedVacuoles, fingerFlexors })
  expect([tree(true, true, undefined), tree(true, false, undefined), tree(true, undefined, true)]).toEqual([
    'jdm',
    'jm',
    undefined,
  ])
  expect([tree(false, true, true), tree(false, true, false), tree(false, false, undefined)]).toEqual([
    'dm',
    'adm',
    'pm',
  ])
  expect([tree(false, true, undefined), tree(false, undefined, true), tree(undefined, true, true)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect([tree(false, true, true, true), tree(false, false, true, false, true)]).toEqual(['ibm', 'ibm'])
  const unread = { onsetUnder18: false, skin: false, weakness: true, rimmedVacuoles: undefined, fingerFlexors: false }
  expect(iimSubgroup(unread)).toBeUndefined()
})

const middleAged = aCase({ birth_date: '1960-05', first_symptom_on: '2010' })
const high = middleAged.with('laboratory', { test: 'ck', date: '2020-01-01', value: 900, unit: 'U/L', ref_high: 200 })
const jo1 = high.with('antibody', { specificity: 'jo-1', result: 'positive', date: '2020-01-01' })
const finding = findingFor('eular-acr-2017')

test('What is recorded counts; the verdict stands only where nothing open could change it', () => {
  expect(finding(jo1)).toMatchObject({
    met: true,
    score: { value: 7.3, text: 'probable' },
    because: 'Met: probable, subgroup not assessable; 7.3 points without biopsy, probability 88 %.',
  })
  const open = finding(high)
  expect(open.met).toBeUndefined()
  expect(open.because).toBe(
    'Not assessable: 3.4 points without biopsy so far, 5.5 needed, 20.8 possible; probability 13 %.',
  )
  expect(open.missing).toContain('anti-Jo-1')
  const looked = ['muscle-weakness', 'heliotrope-rash', 'gottron-papules', 'gottron-sign', 'dysphagia'] as const
  const absent = looked.reduce(
    (record, term) => record.with('manifestation', { term, status: 'absent', observed_on: '2020-01-01' }),
    high.with('antibody', { specificity: 'jo-1', result: 'negative', date: '2020-01-01' }),
  )
  expect(finding(absent)).toMatchObject({
    met: false,
    missing: [],
    because: 'Not met: 3.4 points without biopsy, 5.5 needed; probability 13 %.',
  })
})

test('Without anything recorded it is not assessable', () => {
  expect(finding(aCase())).toMatchObject({ met: undefined, score: { value: 0, text: 'no class' } })
})

test('The column with biopsy is used only where the findings of one are recorded', () => {
  const done = jo1.with('procedure', { kind: 'muscle-biopsy', status: 'done' })
  expect(finding(done).because).toMatch(
    /7\.3 points without biopsy, .*A muscle biopsy was done, its findings are not recorded; with none of them it would be 7\.4 of 6\.7 points\.$/,
  )
  const read = jo1.with('procedure', { kind: 'muscle-biopsy', status: 'done', muscle_findings: ['perimysial'] })
  expect(finding(read)).toMatchObject({ score: { value: 8.6, text: 'probable' } })
  const none = jo1.with('procedure', { kind: 'muscle-biopsy', status: 'done', muscle_findings: ['none'] })
  expect(finding(none)).toMatchObject({ score: { value: 7.4, text: 'probable' } })
})

test('Onset scores by completed years; dates that leave the band open leave the item open', () => {
  const points = (values: Parameters<typeof aCase>[0]) => {
    const { met, points: scored } = finding(aCase(values)).criteria.find(({ id }) => id === 'onset')!
    return [met, scored]
  }
  expect(points({ birth_date: '1980-06-15', first_symptom_on: '2020-06-14' })).toEqual([true, 1.3])
  expect(points({ birth_date: '1980-06-15', first_symptom_on: '2020-06-15' })).toEqual([true, 2.1])
  expect(points({ birth_date: '2000-06-15', first_symptom_on: '2018-06-14' })).toEqual([false, 0])
  expect(points({ birth_date: '1980-06-15', first_symptom_on: '2020-06' })).toEqual([undefined, 0])
  expect(points({ onset_age_band: '40-or-over' })).toEqual([true, 2.1])
  expect(points({ birth_date: '1980' })).toEqual([undefined, 0])
})

test('Without its date the earliest sign stands for the first symptom, unless one has no date', () => {
  const born = aCase({ birth_date: '1960' }).with('manifestation', {
    term: 'raynaud',
    status: 'present',
    onset: '1995',
  })
  expect(finding(born).criteria[0]).toMatchObject({
    points: 1.3,
    because: '34–35 years at the Raynaud phenomenon, 1995.',
  })
  const vague = born.with('manifestation', { term: 'arthritis', status: 'present' })
  expect(finding(vague).criteria[0]?.met).toBeUndefined()
})
