/** Single tests of categories: of a table of counts, or of columns that make one. */
import { z } from 'zod'
import { adjustedP, adjustments } from '../comparisons/adjusted-p.ts'
import { chiSquared } from '../comparisons/chi-squared.ts'
import type { CountsTable } from '../comparisons/counts-table.ts'
import { fisherExact } from '../comparisons/fisher-table.ts'
import { fisherTwoByTwo } from '../comparisons/fisher-two-by-two.ts'
import { mcnemar } from '../comparisons/mcnemar.ts'
import { defineMethod, StatisticsProblem, type Method } from '../method.ts'
import { columns, completeRows, levels, type Factor } from '../tidy/columns.ts'
import { crossTable, groupsOf } from '../tidy/groups.ts'

const count = z.number().int().nonnegative()
const input = z.object({
  table: z
    .array(z.array(count))
    .refine((rows) => new Set(rows.map(({ length }) => length)).size <= 1, 'rows differ in length')
    .optional(),
  data: columns.optional(),
  row: z.string().optional(),
  column: z.string().optional(),
  levels: levels.optional(),
  confidence: z.number().gt(0).lt(1).default(0.95),
})
type Input = z.output<typeof input>

interface Crossed {
  readonly table: CountsTable
  readonly stated: Readonly<Record<string, unknown>>
}

/** @param aligned makes both columns of the levels of either */
function crossed({ table, data, row, column, levels: order }: Input, aligned = false): Crossed {
  if (table) return { table, stated: {} }
  if (!data || row === undefined || column === undefined)
    throw new StatisticsProblem('Give “table”, or “data” with “row” and “column”.')
  const { rows, dropped } = completeRows(data, [row, column])
  const groups = (name: string, by = order) => groupsOf(data, name, rows, by)
  const both = aligned ? [...new Set([...groups(row).levels, ...groups(column).levels])] : undefined
  const [first, second] = [row, column].map((name) => groups(name, both ? { [name]: both } : order)) as [Factor, Factor]
  const counted = crossTable(first, second)
  return { table: counted, stated: { rows: first.levels, columns: second.levels, table: counted, dropped } }
}

const isTwoByTwo = (table: CountsTable) => table.length === 2 && table[0]!.length === 2

export const testsOfCounts: readonly Method[] = [
  defineMethod({
    name: 'chisq',
    about: 'Pearson’s chi-squared of a table of counts, without Yates’ correction unless asked for (chisq.test of R)',
    example: {
      table: [
        [12, 5],
        [7, 19],
      ],
    },
    input: input.extend({ yates: z.boolean().default(false) }),
    run(given) {
      const { table, stated } = crossed(given)
      return { ...stated, ...chiSquared(table, given) }
    },
  }),
  defineMethod({
    name: 'fisher',
    about: 'Fisher’s exact test; of 2 × 2 with the conditional odds ratio and its interval (fisher.test of R)',
    example: {
      table: [
        [3, 1],
        [1, 3],
      ],
    },
    input,
    run(given) {
      const { table, stated } = crossed(given)
      if (!isTwoByTwo(table)) return { ...stated, ...fisherExact(table) }
      const { oddsRatio, high, ...test } = fisherTwoByTwo(table, given)
      // Null: without an upper end.
      const orNone = (value: number) => (Number.isFinite(value) ? value : null)
      return { ...stated, ...test, oddsRatio: orNone(oddsRatio), high: orNone(high) }
    },
  }),
  defineMethod({
    name: 'mcnemar',
    about: 'Paired yes and no: McNemar with continuity correction (mcnemar.test of R), and exact',
    example: {
      data: { before: ['no', 'no', 'no', 'yes', 'no'], after: ['yes', 'yes', 'yes', 'no', 'no'] },
      row: 'before',
      column: 'after',
    },
    input,
    run(given) {
      const { table, stated } = crossed(given, true)
      if (!isTwoByTwo(table))
        throw new StatisticsProblem('The table must be of two levels before and the same two after.')
      return { ...stated, ...mcnemar(table[0]![1]!, table[1]![0]!) }
    },
  }),
  defineMethod({
    name: 'padjust',
    about: 'Probabilities adjusted for there being several: Holm, or Benjamini and Hochberg (p.adjust of R)',
    example: { p: [0.01, 0.04, 0.03], adjust: 'holm' },
    input: z.object({ p: z.array(z.number().min(0).max(1)), adjust: z.enum(adjustments).default('holm') }),
    run: ({ p, adjust }) => ({ adjust, p: adjustedP(p, adjust) }),
  }),
]
