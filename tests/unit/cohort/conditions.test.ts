import { expect, test } from 'vitest'
import { cohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { Condition } from '#shared/domain/cohort/conditions/condition.ts'
import { conditionProblem } from '#shared/domain/cohort/conditions/condition-problem.ts'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { evaluate } from '#shared/domain/cohort/conditions/evaluate.ts'
import { indexDate, indexWords } from '#shared/domain/cohort/index-date.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'

test.each<[string, Condition]>([
  ['Sex at birth is female', { fact: 'sex', op: 'is', value: 'female' }],
  [
    'At least 1 laboratory result whose test is CK and value at least 500 U/L',
    {
      record: 'laboratory',
      where: [
        { item: 'test', op: 'is', value: 'ck' },
        { item: 'value', op: 'at-least', value: 500 },
      ],
    },
  ],
  [
    'No event from 365 days before the index to the index',
    { record: 'event', where: [], count: { atMost: 0 }, days: { from: -365, to: 0 } },
  ],
  [
    'First symptom before 2015 and not (smoking is never or smoking is not known)',
    {
      all: [
        { record: 'case', where: [{ item: 'first_symptom_on', op: 'under', value: '2015' }] },
        {
          not: {
            any: [
              { record: 'case', where: [{ item: 'smoking', op: 'is', value: 'never' }] },
              { record: 'case', where: [{ item: 'smoking', op: 'missing' }] },
            ],
          },
        },
      ],
    },
  ],
])('A condition reads “%s”', (words, condition) => {
  expect(conditionProblem(condition)).toBeUndefined()
  expect(conditionWords(condition)).toBe(words)
})

const asked = (record: ReturnType<typeof aCase>['record'], condition: Condition) =>
  evaluate(condition, { record, settings, dates: 'middle', today: '2026-11-26', index: dayNumber('2020-01-01') })

test('What is not known is neither met nor failed, also turned around; only “known” and “missing” are sure of it', () => {
  const { record } = aCase().with('pft', { date: '2020-02' })
  const fvc = (op: 'at-most' | 'known' | 'missing'): Condition => ({
    record: 'pft',
    where: [{ item: 'fvc', op, ...(op === 'at-most' && { value: 2 }) }],
  })
  expect(asked(record, fvc('at-most'))).toBeUndefined()
  expect(asked(record, { not: fvc('at-most') })).toBeUndefined()
  expect(asked(record, fvc('known'))).toBe(false)
  expect(asked(record, fvc('missing'))).toBe(true)
  // A case without any test has none that fits: that is known.
  expect(asked(aCase().record, fvc('at-most'))).toBe(false)
})

test('A condition that unknown records could still decide stays open until they can’t', () => {
  const { record } = aCase()
    .with('pft', { date: '2020', fvc: 1.5, fvc_unit: 'L' })
    .with('pft', { date: '2021', fvc: 1900, fvc_unit: 'mL' })
    .with('pft', { date: '2022' })
  const low = (count: { atLeast?: number; atMost?: number }): Condition => ({
    record: 'pft',
    where: [{ item: 'fvc', op: 'at-most', value: 2 }],
    count,
  })
  expect(asked(record, low({ atLeast: 2 }))).toBe(true)
  expect(asked(record, low({ atLeast: 3 }))).toBeUndefined()
  expect(asked(record, low({ atLeast: 4 }))).toBe(false)
  expect(asked(record, low({ atMost: 1 }))).toBe(false)
  expect(asked(record, low({ atMost: 2 }))).toBeUndefined()
  expect(asked(record, low({ atMost: 3 }))).toBe(true)
})

test('A result below a limit and a date known to the year decide only where all that they can mean agrees', () => {
  const { record } = aCase({ first_symptom_on: '2019' }).with('laboratory', {
    test: 'ck',
    date: '2020',
    value: 40,
    unit: 'U/L',
    value_comparator: '<',
  })
  const ck = (op: 'at-most' | 'over', value: number): Condition => ({
    record: 'laboratory',
    where: [
      { item: 'test', op: 'is', value: 'ck' },
      { item: 'value', op, value },
    ],
  })
  expect([asked(record, ck('at-most', 40)), asked(record, ck('at-most', 30)), asked(record, ck('over', 40))]).toEqual([
    true,
    undefined,
    false,
  ])
  const symptom = (op: 'is' | 'over', value: string): Condition => ({
    record: 'case',
    where: [{ item: 'first_symptom_on', op, value }],
  })
  expect([
    asked(record, symptom('is', '2019')),
    asked(record, symptom('is', '2019-04')),
    asked(record, symptom('over', '2018')),
    asked(record, symptom('over', '2019')),
  ]).toEqual([true, undefined, true, false])
})

test('The n-th infusion is counted by date, whatever the order of entry', () => {
  const { record } = aCase()
    .with('infusion', { drug: 'ivig', date: '2021-03-01' })
    .with('infusion', { drug: 'ivig', date: '2021-01-05' })
    .with('infusion', { drug: 'rituximab', date: '2020-01-05' })
    .with('infusion', { drug: 'ivig', date: '2021-02' })
  const nth = (number: number) => indexDate(record, { event: 'infusion', drug: 'ivig', number })
  expect([1, 2, 3, 4].map(nth)).toEqual(['2021-01-05', '2021-02', '2021-03-01', undefined])
  expect(indexWords({ event: 'infusion', drug: 'ivig', number: 12 })).toBe('12th infusion of IVIg')
})

test('Conditions from elsewhere may nest only so deep', () => {
  const nested = (levels: number): object => (levels === 0 ? { fact: 'sex', op: 'known' } : { not: nested(levels - 1) })
  const spec = (levels: number) => ({
    name: 'n',
    index: { event: 'diagnosis' },
    steps: [{ condition: nested(levels) }],
  })
  expect(cohortSpec.safeParse(spec(12)).success).toBe(true)
  expect(cohortSpec.safeParse(spec(13)).success).toBe(false)
  expect(cohortSpec.safeParse(spec(5000)).success).toBe(false)
})
