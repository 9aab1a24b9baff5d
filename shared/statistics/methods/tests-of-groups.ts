/** Single tests of a number between groups. */
import { z } from 'zod'
import { kruskalWallis } from '../comparisons/kruskal-wallis.ts'
import { mannWhitney } from '../comparisons/mann-whitney.ts'
import { studentTest, welchTest } from '../comparisons/t-test.ts'
import { defineMethod, StatisticsProblem, type Method } from '../method.ts'
import { columns, completeRows, levels, numbersOf } from '../tidy/columns.ts'
import { groupsOf, valuesByGroup } from '../tidy/groups.ts'

const input = z.object({
  data: columns,
  value: z.string(),
  group: z.string(),
  levels: levels.optional(),
  confidence: z.number().gt(0).lt(1).default(0.95),
})

const example = {
  data: { arm: ['A', 'A', 'A', 'A', 'B', 'B', 'B', 'B'], fvc: [61, 55, 70, null, 48, 52, 66, 58] },
  value: 'fvc',
  group: 'arm',
}

function grouped({ data, value, group, levels: order }: z.output<typeof input>) {
  const { rows, dropped } = completeRows(data, [value, group])
  const factor = groupsOf(data, group, rows, order)
  const values = valuesByGroup(numbersOf(data, value, rows), factor)
  const filled = factor.levels.map((level, at) => ({ level, values: values[at]! })).filter((it) => it.values.length > 0)
  if (filled.length < 2) throw new StatisticsProblem('Fewer than two groups hold values.')
  return {
    values: filled.map((it) => it.values),
    stated: { groups: filled.map((it) => ({ level: it.level, n: it.values.length })), dropped },
  }
}

function twoOf(groups: readonly Float64Array[]): readonly [Float64Array, Float64Array] {
  if (groups.length > 2) throw new StatisticsProblem(`There are ${groups.length} groups; this test compares two.`)
  return [groups[0]!, groups[1]!]
}

export const testsOfGroups: readonly Method[] = [
  defineMethod({
    name: 'ttest',
    about: 'Means of two groups: Welch’s t, or Student’s with equalVariances (t.test of R)',
    example,
    input: input.extend({ equalVariances: z.boolean().default(false) }),
    run(given) {
      const { values, stated } = grouped(given)
      return { ...stated, ...(given.equalVariances ? studentTest : welchTest)(...twoOf(values), given) }
    },
  }),
  defineMethod({
    name: 'wilcoxon',
    about: 'Two groups by ranks: Mann-Whitney, with Hodges and Lehmann’s shift (wilcox.test of R)',
    example,
    input,
    run(given) {
      const { values, stated } = grouped(given)
      const { shift, ...test } = mannWhitney(...twoOf(values), given)
      return { ...stated, ...test, ...shift }
    },
  }),
  defineMethod({
    name: 'kruskal',
    about: 'Several groups by ranks: Kruskal-Wallis (kruskal.test of R)',
    example,
    input,
    run(given) {
      const { values, stated } = grouped(given)
      return { ...stated, ...kruskalWallis(values) }
    },
  }),
]
