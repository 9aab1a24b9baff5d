import { describe, expect, test } from 'vitest'
import { askR, hasR } from '#tests/support/r.ts'
import { designMatrix } from '#shared/statistics/tidy/design-matrix.ts'

const data = {
  days: [0, 1, 2, 3, 4, 5],
  sex: ['f', 'm', 'f', 'm', 'm', 'f'],
  drug: ['b', 'a', 'c', 'a', 'b', 'c'],
}
const rows = [0, 1, 2, 3, 4, 5]

describe.skipIf(!hasR)('A design matrix is that of R', () => {
  test.each([
    [['days', 'days:sex']],
    [['sex', 'drug', 'sex:drug']],
    [['sex', 'sex:drug']],
    [['days:sex', 'days']],
    [['sex:days']],
    [['drug', '0']],
  ])('%j', (terms) => {
    const r = askR<{ names: string[]; values: number[][] }>(
      `for (name in c('sex', 'drug')) data[[name]] <- factor(data[[name]], levels = unique(data[[name]]))
       m <- model.matrix(~ ${terms.join(' + ')}, data)
       list(names = colnames(m), values = unname(lapply(seq_len(ncol(m)), function(i) unname(m[, i]))))`,
      data,
    )
    const { names, columns } = designMatrix(data, terms, rows)
    expect(names).toEqual(r.names)
    expect(columns.map((column) => [...column])).toEqual(r.values)
  })
})
