import { z } from 'zod'
import { cohenKappa } from '../agreement/kappa.ts'
import { defineMethod, StatisticsProblem } from '../method.ts'
import { columns, completeRows, factorOf, isFactor, type Columns } from '../tidy/columns.ts'
import { crossTable } from '../tidy/groups.ts'

export const kappa = defineMethod({
  name: 'kappa',
  about:
    'Agreement of two raters beyond chance: Cohen’s kappa, weighted for ordered ratings, with limits after Fleiss, Cohen and Everitt 1969',
  example: {
    data: {
      first: ['none', 'fine', 'fine', 'coarse', 'none', 'coarse', null],
      second: ['none', 'fine', 'none', 'coarse', 'none', 'fine', 'fine'],
    },
    raters: ['first', 'second'],
    levels: ['none', 'fine', 'coarse'],
    weights: 'linear',
  },
  input: z.object({
    data: columns,
    /** Names of the two columns. */
    raters: z.tuple([z.string(), z.string()]),
    /** The ratings in their order. Numbers need none: their values say how far apart they are. */
    levels: z.array(z.string()).min(2).optional(),
    weights: z.enum(['none', 'linear', 'quadratic']).default('none'),
    confidence: z.number().gt(0).lt(1).default(0.95),
  }),
  run({ data, raters, levels, weights, confidence }) {
    const { rows, dropped } = completeRows(data, raters)
    const order = levels ?? ratingsOf(data, raters, rows)
    const isText = raters.some((name) => isFactor(data, name))
    if (isText && !levels && weights !== 'none')
      throw new StatisticsProblem('Weights need the order of the ratings: name them, lowest first, in “levels”.')
    const [first, second] = raters.map((name) => factorOf(data, name, rows, order))
    const table = crossTable(first!, second!)
    const scores = isText || levels ? undefined : order.map(scoreOf)
    return { ...cohenKappa(table, weights, { scores, confidence }), weights, confidence, dropped, levels: order, table }
  },
})

/** Every rating that was given, numbers and yes or no in their own order. */
function ratingsOf(data: Columns, raters: readonly string[], rows: readonly number[]): readonly string[] {
  const given = new Set(raters.flatMap((name) => rows.map((row) => data[name]![row]!)))
  const isText = [...given].some((rating) => typeof rating === 'string')
  return (isText ? [...given] : [...given].sort((a, b) => Number(a) - Number(b))).map(String)
}

const scoreOf = (level: string): number => (level === 'true' ? 1 : level === 'false' ? 0 : Number(level))
