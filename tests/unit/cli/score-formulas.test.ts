import { expect, test } from 'vitest'
import { criteriaFormulas } from '#main/cli/compute/criteria-formulas.ts'
import { eularAcrFormulas } from '#main/cli/compute/eular-acr-formula.ts'
import { gapFormulas } from '#main/cli/compute/gap-formulas.ts'
import { tisFormulas } from '#main/cli/compute/tis-formula.ts'

const formulas = [...gapFormulas, ...eularAcrFormulas, ...criteriaFormulas, ...tisFormulas]

function compute(name: string, input: unknown): unknown {
  return formulas.find((formula) => formula.name === name)!.run(input)
}

test.for(formulas.map(({ name, example }) => [name, example] as const))(
  'The example of %s is answered',
  ([name, example]) => {
    expect(compute(name, example)).not.toHaveProperty('unavailable')
  },
)

test.for([
  ['M', 67, 'CTD-ILD', 80, 60, 1],
  ['M', 70, 'CTD-ILD', 68, 45, 3],
  ['F', 58, 'CTD-ILD', 90, 80, 0],
  ['M', 70, 'CTD-ILD', 45, null, 6],
  ['M', 70, 'CTD-ILD', 45, 'cannot', 6],
  ['M', 66, 'IPF', 72, 50, 5],
] as const)(
  'ildgap: %s, %s years, %s, FVC %s, DLCO %s is %s',
  ([sex, age, subtype, fvc_percent, dlco_percent, index]) => {
    expect(compute('ildgap', { sex, age, subtype, fvc_percent, dlco_percent })).toMatchObject({ index })
  },
)

test('ildgap: a DLCO that is left out was not done, null could not be performed', () => {
  const given = { sex: 'F', age: 60, subtype: 'ctd ild', FVC_pct: 75.4 }
  expect(compute('ildgap', given)).toEqual({
    index: null,
    unavailable: 'not calculable without dlco_percent',
    missing: ['dlco_percent'],
  })
  expect(compute('ildgap', { ...given, dlco: null })).toEqual({
    index: 2,
    points: { sex: 0, age: 0, fvc: 1, dlco: 3, subtype: -2 },
    arithmetic: '0 + 0 + 1 + 3 − 2 = 2',
    mortality_1y: 8.8,
    mortality_3y: 26.9,
    near_cutoff: ['fvc'],
  })
  expect(compute('ildgap', { ...given, dlco: 'not done' })).toEqual({
    unavailable: 'dlco_percent: a number, or "cannot" for too ill to perform it',
  })
  expect(compute('ildgap', { sex: 'X', age: 60, subtype: 'sarcoidosis', fvc_percent: 70 })).toHaveProperty(
    'unavailable',
  )
})

test('gap: index, stage and mortality', () => {
  expect(compute('gap', { sex: 'male', age: 66, fvc_percent: 72, dlco_percent: 50 })).toMatchObject({
    index: 5,
    stage: 'II',
    mortality_1y: 16.2,
    mortality_2y: 29.9,
    mortality_3y: 42.1,
  })
})

test('goh: five levels, a percentage or a reading', () => {
  expect(compute('goh', { levels: [10, 15, 20, 30, 45], fvc_percent: 70 })).toMatchObject({
    stage: 'limited',
    extent: 'indeterminate',
    extent_percent: 24,
  })
  expect(compute('goh', { extent_percent: 24 })).toMatchObject({
    stage: null,
    unavailable: 'an indeterminate extent needs fvc_percent',
  })
  expect(compute('goh', { extent: 'extensive' })).toMatchObject({ stage: 'extensive' })
})

test.for([
  [3.4, false, 0.12675, 'none'],
  [5.3, false, 0.4925, 'possible'],
  [5.5, false, 0.5424, 'probable'],
  [7.5, false, 0.89752, 'definite'],
  [6.5, true, 0.5025, 'possible'],
  [8.7, true, 0.90114, 'definite'],
] as const)('eular-acr-2017: a score of %s, biopsy %s', ([score, biopsy, probability, name]) => {
  const result = compute('eular-acr-2017', { score, biopsy }) as { probability: number }
  expect(result).toMatchObject({ score, class: name })
  expect(result.probability).toBeCloseTo(probability, 4)
})

test('eular-acr-2017: items as a list, as answers, or beside the rest, with an age or a band', () => {
  const expected = { score: 7.3, class: 'probable', points: { onset_ge40: 2.1, jo1: 3.9, enzymes: 1.3 } }
  expect(compute('eular-acr-2017', { age_onset: 67, items: ['Jo-1', 'enzymes'] })).toMatchObject({
    ...expected,
    missing: [],
    subgroup: 'polymyositis, immune-mediated necrotizing myopathy included',
  })
  expect(compute('eular-acr-2017', { items: ['onset_ge40', 'jo1', 'enzymes'] })).toMatchObject(expected)
  expect(compute('eular-acr-2017', { age_onset: 67, jo1: true, enzymes: true, heliotrope: null })).toMatchObject({
    ...expected,
    subgroup: null,
    missing: expect.arrayContaining(['heliotrope', 'gottron_sign']),
  })
  expect(compute('eular-acr-2017', { age_onset: 17, items: [] })).toMatchObject({ score: 0 })
  expect(
    compute('eular-acr-2017', { age_onset: 40, biopsy: true, items: { enzymes: true, weak_prox_lower: true } }),
  ).toMatchObject({ score: 4.1, class: 'none' })
  expect(compute('eular-acr-2017', { age_onset: 40, items: ['jo2'] })).toHaveProperty('unavailable')
})

test('connors, solomon, lega: three values in, three values out', () => {
  const features = { ild: true, arthritis: true, raynaud: true }
  for (const name of ['connors', 'solomon', 'lega']) {
    expect(compute(name, { antibody: true, ...features })).toMatchObject({ met: true, missing: [] })
    expect(compute(name, { antibody: false, ...features })).toMatchObject({ met: false, missing: [] })
    expect(compute(name, { antibody: null, ...features })).toMatchObject({
      met: null,
      missing: ['antibody'],
      because: 'Not assessable: required antibody not recorded.',
    })
  }
  expect(compute('connors', { antibody: true, myositis: true })).toMatchObject({ met: null, not_asked: ['myositis'] })
  expect(compute('connors', { antibody: true, stiffness: true })).toHaveProperty('unavailable')
  expect(compute('connors', { anti_ARS: true, 'Mechanic’s hands': true })).toMatchObject({ met: true })
})

test('bohan-peter and ipaf', () => {
  expect(
    compute('bohan-peter', { weakness: true, biopsy: false, enzymes: true, emg: false, rash: true }),
  ).toMatchObject({
    met: true,
    class: 'probable',
    disease: 'DM',
    muscle_items: 2,
  })
  expect(
    compute('ipaf', { ild: true, others_excluded: true, no_ctd: true, raynaud: true, ana: null, hrct: true }),
  ).toMatchObject({ met: true, domains: { clinical: true, serologic: null, morphologic: true } })
})

test('tis: worked example, aldolase with its own multiple, missing measures, sums of two ranges', () => {
  const baseline = { mdga: 5, ptga: 5, mmt8: 70, haq: 1, enzyme: 12, extramuscular: 3 }
  const followup = { mdga: 4, ptga: 4, mmt8: 72, haq: 0.875, enzyme: 9, extramuscular: 2.5 }
  expect(compute('tis', { baseline, followup, enzyme: 'Aldolase', uln: 7.6 })).toMatchObject({
    total: 22.5,
    category: 'minimal',
    points: { mdga: 7.5, ptga: 2.5, mmt8: 10, haq: 0, enzyme: 2.5, extramuscular: 0 },
    missing: [],
    note: 'table not yet confirmed against the publication',
  })
  expect(compute('tis', { baseline: { ...baseline, haq: null }, followup, uln: 7.6 })).toMatchObject({
    total: null,
    category: null,
    missing: ['haq'],
  })
  expect(
    compute('tis', {
      baseline: { ...baseline, mmt_range: '0-80' },
      followup: { ...followup, mmt_range: 150 },
      uln: 7.6,
    }),
  ).toMatchObject({ total: null, missing: ['mmt8'] })
})
