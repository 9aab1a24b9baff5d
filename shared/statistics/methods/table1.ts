import { z } from 'zod'
import { adjustedP, adjustments, type Adjustment } from '../comparisons/adjusted-p.ts'
import { defineMethod, StatisticsProblem } from '../method.ts'
import { columns, completeRows, levels } from '../tidy/columns.ts'
import { groupsOf, sizesOf } from '../tidy/groups.ts'
import { comparisons, variableKinds } from './described-variable.ts'
import { tableRow, type TableRow } from './table1-row.ts'
import { stopIfUnwanted } from '../interruption.ts'

const variable = z.union([
  z.string().transform((column) => ({ column, kind: undefined, test: undefined })),
  z.object({
    column: z.string(),
    kind: z.enum(variableKinds).optional(),
    test: z.enum([...comparisons, 'none']).optional(),
  }),
])

export const table1 = defineMethod({
  name: 'table1',
  about:
    'Baseline table: each variable by group, tests (defaults of R), standardized differences (Austin 2009; Yang and Dalton 2012)',
  example: {
    data: {
      arm: ['A', 'A', 'A', 'A', 'B', 'B', 'B', 'B'],
      age: [54, 61, 47, null, 66, 58, 71, 63],
      ck: [310, 180, 2200, 95, 640, 120, 88, 4100],
      sex: ['f', 'm', 'f', 'f', 'm', 'm', 'f', 'm'],
    },
    group: 'arm',
    variables: [{ column: 'age' }, { column: 'ck', kind: 'median' }, { column: 'sex' }],
    adjust: 'holm',
  },
  input: z.object({
    data: columns,
    group: z.string().optional(),
    /** Without them, all columns but the group. */
    variables: z.array(variable).min(1).optional(),
    levels: levels.optional(),
    adjust: z.enum(adjustments).default('none'),
  }),
  run({ data, group, variables, levels: order, adjust }) {
    const names = Object.keys(data)
    const { rows, dropped } = completeRows(data, group === undefined ? [] : [group])
    const used = group === undefined ? (data[names[0] ?? ''] ?? []).map((_, row) => row) : rows
    if (!used.length) throw new StatisticsProblem('There are no rows.')
    const groups = group === undefined ? undefined : groupsOf(data, group, used, order)
    const sizes = groups ? sizesOf(groups) : []
    const wanted = variables ?? names.filter((name) => name !== group).map((column) => ({ column }))
    return {
      n: used.length,
      /** Rows whose group is missing. */
      dropped,
      groups: sizes.map((n, at) => ({ level: groups!.levels[at]!, n })),
      rows: withAdjusted(
        wanted.map((it) => {
          stopIfUnwanted()
          return tableRow(data, it, used, groups, order)
        }),
        adjust,
      ),
    }
  },
})

function withAdjusted(rows: readonly TableRow[], adjust: Adjustment) {
  if (adjust === 'none') return rows
  const tests = rows.flatMap(({ test }) => test ?? [])
  const adjusted = adjustedP(
    tests.map(({ p }) => p),
    adjust,
  )
  return rows.map((row) =>
    row.test ? { ...row, test: { ...row.test, pAdjusted: adjusted[tests.indexOf(row.test)]! } } : row,
  )
}
