import { z } from 'zod'
import { intraclassCorrelation } from '../agreement/icc.ts'
import { defineMethod } from '../method.ts'
import { columns, completeRows, numbersOf } from '../tidy/columns.ts'

export const icc = defineMethod({
  name: 'icc',
  about:
    'Agreement of raters about a number: intraclass correlations after Shrout and Fleiss 1979, single and average, with limits after McGraw and Wong 1996',
  example: {
    data: { first: [10, 25, 40, 15, 5, 30, null], second: [15, 20, 45, 15, 10, 25, 20] },
    raters: ['first', 'second'],
  },
  input: z.object({
    data: columns,
    /** Names of the columns, one for each rater. */
    raters: z.array(z.string()).min(2),
    confidence: z.number().gt(0).lt(1).default(0.95),
  }),
  run({ data, raters, confidence }) {
    const { rows, dropped } = completeRows(data, raters)
    const ratings = raters.map((name) => numbersOf(data, name, rows))
    return { ...intraclassCorrelation(ratings, confidence), confidence, dropped }
  },
})
