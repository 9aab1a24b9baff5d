/** The numbers of tables, pairs, rates and doses over the demo cohort, against what their own scripts get of R. */
import { describe, expect, it } from 'vitest'
import { analyses } from '#shared/domain/cohort/analyses.ts'
import { analysisRequest, type AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import { demoCohort } from '#tests/support/demo-cohort.ts'
import { hasR } from '#tests/support/r.ts'
import { runAnalysis } from '#tests/support/run-analysis.ts'
import { runScripts, type Printed } from '#tests/support/run-scripts.ts'

const variables = [
  'age-at-index',
  'smoking',
  'antibodies',
  'manifestations',
  'fvc-percent-last',
  'ck-times-uln-last',
  'prednisone-last',
  'died',
  'ct-pattern',
  'ild-gap-last',
  'diagnosis-date',
  'antibody',
].map((id) => ({ id }))

const asked = {
  table: {
    analysis: 'table1',
    groupBy: 'sex',
    adjust: 'bh',
    variables: [
      ...variables,
      {
        id: 'mmrc-last',
        kind: 'category',
      },
    ],
  },
  groups: { analysis: 'table1', groupBy: 'smoking', variables },
  pairs: { analysis: 'paired', outcome: 'fvc-percent', adjust: 'holm' },
  lower: { analysis: 'paired', outcome: 'prednisone', mcid: 5 },
  counts: {
    analysis: 'rates',
    groupBy: 'sex',
    adjust: 'bh',
    events: ['infection', 'admission', 'exacerbation', 'any-adverse'],
  },
  poisson: { analysis: 'rates', model: 'poisson', years: 5 },
  doses: { analysis: 'exposure', groupBy: 'sex' },
} as const satisfies Readonly<Record<string, AnalysisRequestInput>>
type Asked = keyof typeof asked

interface Held {
  readonly made: AnalysisOutcome
  readonly printed: Printed
}

/** The numbers of the cells at these places of a table, of the rows that have all of them or all but some. */
function numbersIn({ made }: Held, id: string, places: readonly number[]): (number | null)[][] {
  const table = made.tables.find((one) => one.id === id)!
  return table.rows
    .map(({ cells }) => places.map((place) => cells[place]?.value ?? null))
    .filter((values) => values.some((value) => value !== null))
}

const inR = ({ printed }: Held, names: readonly string[]): (number | null)[][] =>
  printed.table.map((row) => names.map((name) => (typeof row[name] === 'number' ? row[name] : null)))

function expectClose(ours: readonly (number | null)[][], theirs: readonly (number | null)[][], digits: number): void {
  expect(ours.length).toBe(theirs.length)
  ours.forEach((row, at) =>
    row.forEach((value, place) => {
      const expected = theirs[at]![place]!
      if (value === null || expected === null) expect(value, `${at}, ${place}`).toBe(expected)
      else expect(value, `${at}, ${place}`).toBeCloseTo(expected, digits)
    }),
  )
}

function runAll(): ReadonlyMap<Asked, Held> {
  const cohort = demoCohort('drug:mycophenolate').filter(({ index }) => index !== undefined)
  const made = Object.entries(asked).map(([name, input]) => {
    const request = analysisRequest.parse(input)
    return [name as Asked, runAnalysis(analyses[request.analysis], cohort, request)] as const
  })
  const printed = runScripts(made.map(([, outcome]) => outcome))
  return new Map(made.map(([name, outcome], at) => [name, { made: outcome, printed: printed[at]! }]))
}

describe.skipIf(!hasR)('scripts of cohort analyses in R', () => {
  // R starts once, in whichever test comes first.
  let held: ReadonlyMap<Asked, Held> | undefined
  const of = (name: Asked) => (held ??= runAll()).get(name)!

  it('give the probabilities and standardized differences of the baseline table', () => {
    const compared = numbersIn(of('table'), 'table1', [5, 6, 7]).filter(([p]) => p !== null)
    expect(compared.length).toBeGreaterThan(20)
    expectClose(compared, inR(of('table'), ['p', 'adjusted', 'smd']), 7)
    expectClose(
      numbersIn(of('groups'), 'table1', [6, 7]).filter(([p]) => p !== null),
      inR(of('groups'), ['p', 'smd']),
      7,
    )
  })

  it('give the changes within patients and who responded', () => {
    // Change, p and adjusted p of the paired t test, then of Wilcoxon’s.
    const places = [1, 5, 6, 7, 10, 11]
    const names = ['pairs', 'mean', 'p_t', 'p_t_adjusted', 'p_wilcoxon', 'p_wilcoxon_adjusted']
    expectClose(numbersIn(of('pairs'), 'changes', places), inR(of('pairs'), names), 7)
    // R finds its estimate to four digits; it stands only where everybody changed.
    const shifts = inR(of('pairs'), ['shift']).flat()
    const ours = numbersIn(of('pairs'), 'changes', [1, 9]).map(([, shift]) => shift!)
    const known = ours.flatMap((shift, at) => (shift === null ? [] : [at]))
    expect(known.length).toBeGreaterThan(0)
    for (const at of known) expect(ours[at]).toBeCloseTo(shifts[at]!, 3)
    expectClose(numbersIn(of('pairs'), 'responders', [2, 3]), inR(of('pairs'), ['better', 'worse']), 9)
    expectClose(
      numbersIn(of('lower'), 'changes', [1, 5, 6, 9]),
      inR(of('lower'), ['pairs', 'mean', 'p_t', 'p_wilcoxon']),
      7,
    )
    expectClose(numbersIn(of('lower'), 'responders', [2, 3]), inR(of('lower'), ['better', 'worse']), 9)
  })

  it('give rates and their ratios, robust within patients', () => {
    for (const name of ['counts', 'poisson'] as const) {
      const rates = numbersIn(of(name), 'rates', [5]).flat()
      expect(rates).toHaveLength(2 * of(name).printed.table.length)
      expectClose([rates], [inR(of(name), ['before', 'after']).flat()], 9)
      const ratios = of(name).made.figures.flatMap((figure) => (figure.kind === 'forest' ? figure.rows : []))
      expectClose(
        ratios.map(({ estimate, lower, upper }) => [estimate, lower, upper]),
        inR(of(name), ['ratio', 'ratio_low', 'ratio_high']),
        4,
      )
    }
    const tested = numbersIn(of('counts'), 'rates', [9, 10]).filter(([p]) => p !== null)
    expectClose(
      tested,
      inR(of('counts'), ['p', 'p_adjusted']).filter(([p]) => p !== null),
      4,
    )
  })

  it('give the doses by month and what was spared', () => {
    expectClose(
      numbersIn(of('doses'), 'sparing', [1, 2, 3, 6]).filter(([pairs]) => pairs !== null),
      inR(of('doses'), ['n', 'before', 'after', 'p']),
      7,
    )
    const figure = of('doses').made.figures.find(({ kind }) => kind === 'doses')!
    const women = figure.kind === 'doses' ? figure.groups[0]!.quartiles : []
    const printed = of('doses').printed.rows('month n median', 8)
    expectClose(
      women.map(([month, median, q1, q3]) => [month, median, q1, q3]),
      printed.slice(0, women.length).map(([month, , median, q1, q3]) => [month!, median!, q1!, q3!]),
      6,
    )
  })
})
