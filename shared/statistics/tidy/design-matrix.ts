/**
 * The matrix of a model’s terms, as R’s model.matrix makes it: text columns are factors with treatment contrasts, `a:b` is an
 * interaction. By R’s rule of marginality a factor is coded by contrasts in a term where the model also holds that term
 * without it, and by all of its levels otherwise.
 */
import { StatisticsProblem } from '../method.ts'
import { factorOf, isFactor, numbersOf, type Columns, type Levels } from './columns.ts'

export interface DesignMatrix {
  /** As R names them: `(Intercept)`, `Days`, `sexmale`, `Days:sexmale`. */
  readonly names: readonly string[]
  /** One column for each name. */
  readonly columns: readonly Float64Array[]
  /** The term that each column belongs to, as it was given; `1` for the intercept. */
  readonly terms: readonly string[]
}

interface Coded {
  readonly name: string
  readonly values: Float64Array
}

const key = (parts: readonly string[]) => parts.toSorted().join(':')

/** Names of the columns that terms are made of. */
export const columnsInTerms = (terms: readonly string[]): string[] => [
  ...new Set(terms.flatMap((term) => (term === '1' || term === '0' ? [] : term.split(':')))),
]

/**
 * @param terms such as `Days`, `Days:sex`; `1` or nothing for the intercept, `0` for none
 * @param rows in use: none of their values may be missing
 * @throws StatisticsProblem for a column that there is not, and for a factor of one level
 */
export function designMatrix(
  data: Columns,
  terms: readonly string[],
  rows: readonly number[],
  { levels = {}, intercept = true }: { readonly levels?: Levels | undefined; readonly intercept?: boolean } = {},
): DesignMatrix {
  const withIntercept = intercept && !terms.includes('0')
  const wanted = terms
    .filter((term) => term !== '1' && term !== '0')
    .map((term) => term.split(':'))
    .toSorted((a, b) => a.length - b.length)
  const present = new Set([...(withIntercept ? [''] : []), ...wanted.map(key)])
  const made: Coded[] = withIntercept ? [{ name: '(Intercept)', values: new Float64Array(rows.length).fill(1) }] : []
  const owners: string[] = made.map(() => '1')
  for (const parts of wanted) {
    const coded = parts.map((part) => {
      if (!isFactor(data, part)) return [{ name: part, values: numbersOf(data, part, rows) }]
      const byContrasts = present.has(key(parts.filter((other) => other !== part)))
      return indicators(data, part, rows, levels[part], byContrasts)
    })
    const columns = coded.reduce((left, right) =>
      right.flatMap((second) => left.map((first) => product(first, second))),
    )
    made.push(...columns)
    owners.push(...columns.map(() => parts.join(':')))
  }
  return { names: made.map(({ name }) => name), columns: made.map(({ values }) => values), terms: owners }
}

function indicators(
  data: Columns,
  name: string,
  rows: readonly number[],
  order: readonly string[] | undefined,
  byContrasts: boolean,
): Coded[] {
  const { levels, codes } = factorOf(data, name, rows, order)
  if (levels.length < 2)
    throw new StatisticsProblem(
      `Column “${name}” has only one group here (${levels.join()}), which nothing can be compared with.`,
    )
  return levels.slice(byContrasts ? 1 : 0).map((level, index) => {
    const own = index + (byContrasts ? 1 : 0)
    return { name: `${name}${level}`, values: Float64Array.from(codes, (code) => (code === own ? 1 : 0)) }
  })
}

const product = (a: Coded, b: Coded): Coded => ({
  name: `${a.name}:${b.name}`,
  values: a.values.map((value, row) => value * b.values[row]!),
})
