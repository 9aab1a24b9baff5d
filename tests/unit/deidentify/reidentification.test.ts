import { describe, expect, test } from 'vitest'
import { classOfCase } from '#shared/domain/deidentify/class-of-case.ts'
import { suggestedSteps } from '#shared/domain/deidentify/coarsening.ts'
import { standardDetail } from '#shared/domain/deidentify/detail.ts'
import { quasiIn, type QuasiFacts } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { classSizes, reidentificationReport } from '#shared/domain/deidentify/reidentification-report.ts'

/*
 * Worked by an independent program (Python 3, collections.Counter over tuples; itertools.combinations for the tables):
 *
 *   rows = [tuple(line.split()) for line in text.splitlines()]
 *   classes = Counter(rows); print(len(classes), min(classes.values()), sum(n for n in classes.values() if n < 3))
 *   for m in (1, 2):
 *     for c in combinations(range(3), m):
 *       for v, n in Counter(tuple(r[i] for i in c) for r in rows).items():
 *         if n < 3: print(c, v, n)
 *
 * It printed 6 classes, k = 1, 7 cases in classes under 3, and the ten small cells below.
 */
const rows = `female 60-69 jo-1
female 60-69 jo-1
female 60-69 jo-1
female 50-59 jo-1
female 50-59 pl-7
male 60-69 jo-1
male 60-69 jo-1
male 50-59 pl-12
female 60-69 pl-7
female 60-69 pl-7`
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string])
  .map(([sex, age, antibody]) => ({ sex, age, antibody }))

describe('the report', () => {
  test('counts classes, the smallest, and small cells of one and two items, as an independent program does', () => {
    const { smallClasses, smallCells, ...counts } = reidentificationReport(rows, 3)
    expect(counts).toEqual({
      cases: 10,
      threshold: 3,
      items: ['sex', 'age', 'antibody'],
      classes: 6,
      smallest: 1,
      casesInSmall: 7,
    })
    expect(smallClasses.map(({ count }) => count)).toEqual([1, 1, 1, 2, 2])
    const cells = smallCells.map(({ items, values, count }) => `${items.join(' × ')}: ${values.join(' ')} ${count}`)
    expect(cells.toSorted()).toEqual(
      [
        'antibody: pl-12 1',
        'sex × age: female 50-59 2',
        'sex × age: male 50-59 1',
        'sex × age: male 60-69 2',
        'sex × antibody: male jo-1 2',
        'sex × antibody: male pl-12 1',
        'age × antibody: 50-59 jo-1 1',
        'age × antibody: 50-59 pl-12 1',
        'age × antibody: 50-59 pl-7 1',
        'age × antibody: 60-69 pl-7 2',
      ].toSorted(),
    )
  })

  test('gives each case the size of its class', () => {
    expect(classSizes(rows)).toEqual([3, 3, 3, 1, 1, 2, 2, 1, 2, 2])
  })

  test('of nothing is nothing', () => {
    expect(reidentificationReport([], 5)).toMatchObject({ cases: 0, classes: 0, smallest: 0, casesInSmall: 0 })
  })
})

const facts = (change: Partial<QuasiFacts>): QuasiFacts => ({
  sex: 'female',
  age: { min: 61, max: 61 },
  reference_group: undefined,
  antibody: 'jo-1',
  antibodyGroup: 'jo-1',
  pattern: 'nsip',
  onset: '2015-2019',
  outcome: 'neither',
  ...change,
})

describe('the suggestion', () => {
  test('takes the step that helps most first, and stops when no case stands out', () => {
    const cases = [
      ...['pl-7', 'pl-12', 'ej'].map((antibody) => facts({ antibody, antibodyGroup: 'other-synthetase' })),
      ...['2000-2004', '2005-2009', '2010-2014', '2015-2019'].map((onset) => facts({ onset })),
    ]
    const steps = suggestedSteps(cases, standardDetail, true, 3)
    expect(steps).toEqual([
      { item: 'dates', to: 'relative', casesInSmall: 3, smallest: 1 },
      { item: 'antibody', to: 'group', casesInSmall: 0, smallest: 3 },
    ])
  })

  test('takes steps that help together though none helps alone', () => {
    const cases = [
      facts({ sex: 'male', age: { min: 45, max: 45 } }),
      facts({ sex: 'female', age: { min: 55, max: 55 } }),
    ]
    const steps = suggestedSteps(cases, standardDetail, false, 2)
    expect(steps.map(({ item, to, casesInSmall }) => `${item} ${to} ${casesInSmall}`)).toEqual([
      'age twenty 2',
      'sex off 0',
    ])
  })

  test('suggests nothing where nothing helps, or nothing needs help', () => {
    expect(suggestedSteps([facts({ outcome: 'died' }), facts({})], standardDetail, false, 2)).toEqual([])
    expect(suggestedSteps([facts({}), facts({})], standardDetail, true, 2)).toEqual([])
  })

  test('holds what leaves against each other: what is not recorded is a value of its own', () => {
    const bare = facts({ sex: undefined, age: undefined, antibody: undefined, pattern: undefined })
    expect(quasiIn(bare, { ...standardDetail, reference_group: 'keep' }, false)).toEqual({
      sex: 'not recorded',
      age: 'not recorded',
      reference_group: 'not recorded',
      antibody: 'not recorded',
      pattern: 'not recorded',
      outcome: 'neither',
    })
    const little = { reference_group: 'off', age: 'twenty', pattern: 'group', antibody: 'group', sex: 'off' } as const
    expect(quasiIn(facts({ pattern: 'probable-uip' }), little, true)).toEqual({
      age: '60-79',
      antibody: 'jo-1',
      pattern: 'group-uip',
      onset: '2015-2019',
      outcome: 'neither',
    })
  })
})

describe('a case that is reported alone', () => {
  const row = (id: string, antibody: string) => ({
    id,
    sex: 'male',
    birthDate: '1960-05-01',
    diagnosedOn: '2020-01',
    antibodies: [antibody],
    pattern: 'nsip',
  })

  test('is told how many it looks like', () => {
    const registry = [row('a', 'jo-1'), row('b', 'jo-1'), row('c', 'jo-1'), row('d', 'pl-7')]
    expect(classOfCase(registry, 'a')).toEqual({
      cases: 4,
      others: 2,
      sentence:
        '2 others of the 4 cases in this registry share sex, ten years of age at diagnosis, antibody and CT pattern with this one.',
    })
    expect(classOfCase(registry, 'd')!.sentence).toMatch(/^No other of the 4 cases in this registry shares sex, /)
    expect(classOfCase([row('a', 'jo-1')], 'a')!.sentence).toMatch(/^This is the only case/)
    expect(classOfCase(registry, 'x')).toBeUndefined()
  })
})
