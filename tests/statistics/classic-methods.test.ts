import { expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { methods } from '#shared/statistics/methods.ts'

const run = (name: string, input: object): unknown => {
  const method = methods.find((known) => known.name === name)!
  return method.run(method.input.parse(input))
}

/** As Park and Miller, CACM 1988;31:1192. */
function chance(seed: number) {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

function notNumbers(value: unknown, where = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${where} ${value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => notNumbers(part, `${where}.${key}`))
}

test('Whatever small data are given, an answer holds only numbers, or there is a sentence', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = chance(seed)
    const below = (n: number) => Math.floor(random() * n)
    const rows = 1 + below(14)
    const spread = 1 + below(5)
    const column = <T>(of: () => T) => Array.from({ length: rows }, () => (random() < 0.1 ? null : of()))
    const data = {
      group: column(() => 'abc'[below(spread)] ?? 'a'),
      value: column(() => (spread > 3 ? random() * 10 : below(spread))),
      other: column(() => below(spread)),
      word: column(() => 'xyzuv'[below(spread)]!),
      yes: column(() => random() < 0.5),
      count: column(() => below(spread * 2)),
      time: column(() => below(3) / 2 + 0.5),
      patient: column(() => `p${below(5)}`),
    }
    const wanted: [string, object][] = [
      ['table1', { data, group: 'group', adjust: 'bh' }],
      [
        'table1',
        {
          data,
          group: 'group',
          variables: [
            { column: 'value', kind: 'median' },
            { column: 'other', test: 'student' },
            { column: 'word', test: 'yates' },
          ],
        },
      ],
      ['paired', { data, before: 'value', after: 'other', mcid: 1 }],
      ['rates', { data, events: 'count', time: 'time', group: 'group' }],
      ['rates', { data, events: 'count', time: 'time', group: 'group', patient: 'patient' }],
      ['rates', { data, events: 'count', time: 'time', group: 'group', model: 'negative-binomial' }],
      ['rates', { data, events: 'count', time: 'time', model: 'negative-binomial', cluster: 'patient' }],
      [
        'count-regression',
        {
          data,
          events: 'count',
          terms: ['value', 'word'],
          time: 'time',
          model: seed % 2 ? 'poisson' : 'negative-binomial',
        },
      ],
      ['ttest', { data, value: 'value', group: 'group' }],
      ['wilcoxon', { data, value: 'value', group: 'group' }],
      ['kruskal', { data, value: 'other', group: 'word' }],
      ['chisq', { data, row: 'group', column: 'word' }],
      ['fisher', { data, row: 'group', column: 'word' }],
      ['mcnemar', { data, row: 'yes', column: 'yes' }],
    ]
    for (const [name, input] of wanted)
      try {
        expect(notNumbers(run(name, input)), `${name} of seed ${seed}`).toEqual([])
      } catch (error) {
        if (!(error instanceof StatisticsProblem)) throw error
        expect(error.message).toMatch(/[a-z].*[.…]$/)
      }
  }
})

test('A table is the same whether it is given or counted', () => {
  const data = { a: ['x', 'x', 'y', 'y', 'y', null], b: ['u', 'v', 'v', 'v', 'u', 'u'] }
  expect(run('fisher', { data, row: 'a', column: 'b' })).toEqual({
    ...(run('fisher', {
      table: [
        [1, 1],
        [1, 2],
      ],
    }) as object),
    rows: ['x', 'y'],
    columns: ['u', 'v'],
    table: [
      [1, 1],
      [1, 2],
    ],
    dropped: 1,
  })
  expect(() => run('chisq', { data })).toThrow('Give “table”')
  expect(
    run('fisher', {
      table: [
        [3, 0],
        [0, 4],
      ],
    }),
  ).toMatchObject({ oddsRatio: null, high: null })
})

test('Yes and no before and after share their levels, in whatever order they appear', () => {
  const data = { before: ['yes', 'no', 'no', 'no'], after: ['no', 'yes', 'yes', 'no'] }
  expect(run('mcnemar', { data, row: 'before', column: 'after' })).toMatchObject({
    table: [
      [0, 1],
      [2, 1],
    ],
  })
})
