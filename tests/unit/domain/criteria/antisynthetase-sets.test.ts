import { describe, expect, test } from 'vitest'
import type { AntibodyCode } from '#shared/dictionary/lists/antibodies.ts'
import type { ManifestationCode } from '#shared/dictionary/lists/manifestations.ts'
import { connors } from '#shared/domain/criteria/connors.ts'
import { itemKnown, type CriteriaItemId, type Items } from '#shared/domain/criteria/criteria-items.ts'
import { lega } from '#shared/domain/criteria/lega.ts'
import { solomon } from '#shared/domain/criteria/solomon.ts'
import { atLeast } from '#shared/domain/rules/at-least.ts'
import type { Met } from '#shared/domain/rules/rule-finding.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { findingFor } from './finding-for.ts'

test('Counting with unknowns: met or not whatever they are, else open', () => {
  expect(atLeast(2, [true, true, undefined])).toBe(true)
  expect(atLeast(2, [true, false, false])).toBe(false)
  expect(atLeast(2, [true, undefined, false])).toBeUndefined()
  expect(atLeast(0, [])).toBe(true)
})

const all = [
  'anti-synthetase',
  'ild',
  'ild-unexplained',
  'bohan-peter',
  'myositis',
  'inflammatory-joints',
  'arthritis',
  'raynaud',
  'mechanics-hands',
  'fever',
] as const satisfies readonly CriteriaItemId[]
type Id = (typeof all)[number]

/** Everything absent but what is said. */
const items = (said: Partial<Record<Id, Met>>): Items<Id> =>
  Object.fromEntries(
    all.map((id) => [id, itemKnown(id, { met: id in said ? said[id] : false, because: '' })]),
  ) as unknown as Items<Id>
const antibody = { 'anti-synthetase': true }

describe('Connors', () => {
  test.for(['ild', 'arthritis', 'raynaud', 'mechanics-hands', 'fever'] as const)('the antibody and %s', (feature) => {
    expect(connors(items({ ...antibody, [feature]: true })).met).toBe(true)
    expect(connors(items({ ...antibody, [feature]: undefined })).met).toBeUndefined()
    expect(connors(items({ 'anti-synthetase': undefined, [feature]: true })).met).toBeUndefined()
    expect(connors(items({ 'anti-synthetase': false, [feature]: true })).met).toBe(false)
  })
  test('myositis is no item of it, and without any feature it is not met', () => {
    expect(connors(items({ ...antibody, myositis: true })).met).toBe(false)
    expect(connors(items({ 'anti-synthetase': undefined })).met).toBe(false)
  })
})

describe('Solomon', () => {
  test.for<readonly [Partial<Record<Id, Met>>, Met]>([
    [{ 'ild-unexplained': true, 'bohan-peter': true }, true],
    [{ 'ild-unexplained': true, arthritis: true, raynaud: true }, true],
    [{ 'bohan-peter': true, raynaud: true, 'mechanics-hands': true }, true],
    [{ 'ild-unexplained': true, arthritis: true }, false],
    [{ 'ild-unexplained': true }, false],
    [{ arthritis: true, raynaud: true, 'mechanics-hands': true }, false],
    [{ 'ild-unexplained': true, 'bohan-peter': undefined }, undefined],
    [{ 'ild-unexplained': undefined, arthritis: true, raynaud: true }, undefined],
    [{ 'ild-unexplained': true, arthritis: true, raynaud: undefined }, undefined],
  ])('with the antibody and %o: %s', ([said, met]) => {
    expect(solomon(items({ ...antibody, ...said })).met).toBe(met)
  })
  test('says that its count is not confirmed', () => {
    expect(solomon(items({})).rule.caveat).toMatch(/not yet confirmed/)
  })
})

describe('Lega', () => {
  test.for<readonly [Partial<Record<Id, Met>>, Met]>([
    [{ myositis: true }, true],
    [{ ild: true }, true],
    [{ 'inflammatory-joints': true }, true],
    [{ fever: true, raynaud: true }, true],
    [{ raynaud: true, 'mechanics-hands': true }, true],
    [{ fever: true }, false],
    [{ arthritis: true }, false],
    [{ fever: true, raynaud: undefined }, undefined],
    [{ ild: undefined }, undefined],
  ])('with the antibody and %o: %s', ([said, met]) => {
    expect(lega(items({ ...antibody, ...said })).met).toBe(met)
  })
})

const eight: readonly AntibodyCode[] = ['jo-1', 'pl-7', 'pl-12', 'ej', 'oj', 'ks', 'zo', 'ha']
const withResults = (
  start: CaseBuilder,
  result: 'negative' | 'positive' | 'borderline',
  codes: readonly AntibodyCode[],
) => codes.reduce((record, specificity) => record.with('antibody', { specificity, result, date: '2020-01' }), start)
const lungs = aCase().with('diagnosis', { kind: 'ild', date: '2020' })

describe('The antibody that the sets require', () => {
  test.for(['connors', 'solomon', 'lega'])('%s says that it is not recorded, never that it is negative', (rule) => {
    const anti_ku = withResults(lungs, 'positive', ['ku'])
    expect(findingFor(rule)(anti_ku)).toMatchObject({ met: undefined })
    expect(findingFor(rule)(anti_ku).because).toMatch(/^Not assessable: required antibody not recorded/)
    expect(findingFor(rule)(anti_ku).missing[0]).toBe('anti-synthetase antibody')
  })

  test('all eight negative: not met', () => {
    expect(findingFor('connors')(withResults(lungs, 'negative', eight))).toMatchObject({
      met: false,
      because: 'Not met: the anti-synthetase antibodies are negative.',
    })
  })

  test('negative as far as the panel went: what was not tested may still be there', () => {
    const partly = withResults(lungs, 'negative', eight.slice(0, 5)).with('antibody', {
      specificity: 'ks',
      result: 'not-on-panel',
      date: '2020-01',
    })
    expect(findingFor('connors')(partly)).toMatchObject({
      met: undefined,
      because:
        'Not assessable: required antibody not found so far. Negative: Jo-1, PL-7, PL-12, EJ, OJ. Not tested: KS, Zo, Ha.',
    })
  })

  test('borderline is neither; positive once is enough', () => {
    expect(findingFor('connors')(withResults(lungs, 'borderline', ['oj'])).met).toBeUndefined()
    const once = withResults(withResults(lungs, 'positive', ['pl-12']), 'negative', eight)
    expect(findingFor('connors')(once)).toMatchObject({
      met: true,
      because: 'Met: anti-synthetase antibody, interstitial lung disease.',
    })
    expect(findingFor('connors')(once).criteria[0]?.inputs.map(({ recordId }) => recordId)).toEqual(['antibody-1'])
  })
})

const say = (term: ManifestationCode, status: 'present' | 'absent' | 'unknown') =>
  aCase().with('manifestation', { term, status, observed_on: '2020-01-02' })

describe('A sign', () => {
  const raynaud = (record: CaseBuilder) => findingFor('connors')(record).criteria.find(({ id }) => id === 'raynaud')

  test('present, absent, unknown and not looked for are four things', () => {
    expect(raynaud(say('raynaud', 'present'))).toMatchObject({
      met: true,
      because: 'Raynaud phenomenon present on 2 Jan 2020.',
    })
    expect(raynaud(say('raynaud', 'absent'))).toMatchObject({
      met: false,
      because: 'Raynaud phenomenon absent on 2 Jan 2020.',
    })
    expect(raynaud(say('raynaud', 'unknown'))).toMatchObject({ met: undefined, because: 'Recorded as unknown.' })
    expect(raynaud(aCase())).toMatchObject({ met: undefined, because: 'Not recorded.', inputs: [] })
  })

  test('ever present counts, whenever it was absent', () => {
    const both = say('raynaud', 'absent').with('manifestation', {
      term: 'raynaud',
      status: 'present',
      onset: '2021-05',
    })
    expect(raynaud(both)).toMatchObject({ met: true, because: 'Raynaud phenomenon present since May 2021.' })
  })

  test('no weakness at all is none of the arms; some weakness leaves the arms open', () => {
    const arms = (record: CaseBuilder) =>
      findingFor('eular-acr-2017')(record).criteria.find(({ id }) => id === 'arm-weakness')
    expect(arms(say('muscle-weakness', 'absent'))?.met).toBe(false)
    expect(arms(say('muscle-weakness', 'present'))).toMatchObject({
      met: undefined,
      because: 'Muscle weakness present on 2 Jan 2020. Whether it is this is not recorded.',
    })
  })

  test('arthralgia alone leaves open whether the joints are inflamed', () => {
    const joints = (record: CaseBuilder) =>
      findingFor('lega')(record).criteria.find(({ id }) => id === 'inflammatory-joints')?.met
    expect(joints(say('arthralgia', 'present'))).toBeUndefined()
    expect(joints(say('arthralgia', 'absent'))).toBeUndefined()
    expect(joints(say('arthralgia', 'absent').with('manifestation', { term: 'arthritis', status: 'absent' }))).toBe(
      false,
    )
    expect(joints(say('arthritis', 'present'))).toBe(true)
  })
})

test('ILD counts as unexplained unless the record says that other causes are not excluded', () => {
  const unexplained = (others_excluded?: 'yes' | 'no' | 'unknown') =>
    findingFor('solomon')(aCase().with('diagnosis', { kind: 'ild', others_excluded })).criteria.find(
      ({ id }) => id === 'ild-unexplained',
    )?.met
  expect([unexplained(), unexplained('yes'), unexplained('no'), unexplained('unknown')]).toEqual([
    true,
    true,
    false,
    undefined,
  ])
})
