import { describe, expect, it } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { table1 } from '#shared/domain/cohort/analyses/table1.ts'
import { analysisRequest, type AnalysisRequestOf } from '#shared/domain/cohort/analysis-request.ts'
import { analysisResult } from '#shared/domain/cohort/analysis-result.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase, demoCohort } from '../../support/demo-cohort.ts'
import { runAnalysis } from '../../support/run-analysis.ts'

type Request = AnalysisRequestOf<'table1'>

const ask = (variables: Request['variables'], rest: object = {}) =>
  analysisRequest.parse({ analysis: 'table1', variables, ...rest }) as Request

const woman = (number: number, packYears: number) =>
  cohortCase(aCase({ id: `case-${number}`, sex: 'female', smoking: 'former', pack_years: packYears }).record)
const man = (number: number, packYears?: number) =>
  cohortCase(
    aCase({ id: `case-${number}`, sex: 'male', smoking: 'current', ...(packYears ? { pack_years: packYears } : {}) })
      .record,
  )

const demo = demoCohort('diagnosis')
const six = [woman(1, 10), woman(2, 20), woman(3, 30), man(4, 40), man(5, 50), man(6)]
const texts = (cells: readonly { readonly text: string }[]) => cells.map(({ text }) => text)

describe('the baseline table', () => {
  it('gives means, percentages of those known, missing values, and the cases behind each', () => {
    const made = runAnalysis(
      table1,
      six,
      ask([{ id: 'pack-years', kind: 'mean' }, { id: 'smoking' }], { groupBy: 'sex' }),
    )
    const [table] = made.tables
    expect(table!.columns.map(({ label }) => label)).toEqual([
      'Variable',
      'Female (n = 3)',
      'Male (n = 3)',
      'All (n = 6)',
      'Missing',
      'p',
      'SMD',
    ])
    // Welch: means 20 and 45, t = −3.273, df = 2.882; p by R 4.2.
    expect(texts(table!.rows[0]!.cells)).toEqual([
      'Pack-years',
      '20.0 (10.0)',
      '45.0 (7.1)',
      '30.0 (15.8)',
      '1',
      '0.049',
      '2.89',
    ])
    expect(table!.rows[0]!.cells[5]!.value).toBeCloseTo(0.049416257, 8)
    expect(texts(table!.rows[2]!.cells).slice(0, 4)).toEqual(['Former', '3 (100 %)', '0 (0 %)', '3 (50 %)'])
    expect(made.behind[table!.rows[0]!.cells[4]!.behind!]).toEqual(['case-6'])
    expect(made.behind[table!.rows[0]!.cells[2]!.behind!]).toEqual(['case-4', 'case-5'])
    expect(made.behind[table!.rows[2]!.cells[1]!.behind!]).toEqual(['case-1', 'case-2', 'case-3'])
  })

  it('leaves out, and says so, who is in none of the groups', () => {
    const made = runAnalysis(
      table1,
      [...six, cohortCase(aCase({ id: 'case-7' }).record)],
      ask([{ id: 'smoking' }], { groupBy: 'sex' }),
    )
    expect(made.cases).toBe(7)
    expect(made.used.cases).toBe(6)
    expect(made.dropped).toEqual([{ why: 'Sex at birth not known', count: 1, behind: 'dropped:1' }])
    expect(made.behind['dropped:1']).toEqual(['case-7'])
  })

  it('names patients by number in its data', () => {
    const made = runAnalysis(table1, demo, ask([{ id: 'age-at-index' }, { id: 'antibodies' }]))
    expect(made.data['patient']).toEqual(Array.from({ length: 61 }, (_, at) => at + 1))
    expect(JSON.stringify([made.data, made.script])).not.toMatch(/case-|DEMO-|AS-\d/)
  })

  it('gives each answer of several a row and a test of its own, and adjusts over all tests', () => {
    const variables = [{ id: 'age-at-index' }, { id: 'antibodies' }, { id: 'smoking' }]
    const made = runAnalysis(table1, demo, ask(variables, { groupBy: 'sex', adjust: 'holm' }))
    const rows = made.tables[0]!.rows
    expect(rows.find(({ cells }) => cells[0]!.text === 'Jo-1')?.role).toBe('level')
    const [plain, adjusted] = [5, 6].map((at) => rows.flatMap(({ cells }) => cells[at]!.value ?? []))
    expect(plain!.length).toBeGreaterThan(10)
    expect(Math.min(...adjusted!)).toBeCloseTo(Math.min(1, Math.min(...plain!) * plain!.length), 12)
    expect(made.references.some((reference) => reference.startsWith('Holm S.'))).toBe(true)
  })

  it('counts behind a cell the cases that the cell counts, in every cell of a large table', () => {
    const variables = ['sex', 'smoking', 'antibodies', 'manifestations', 'ro52', 'fvc-percent-at-index', 'drugs-ever']
    const made = runAnalysis(
      table1,
      demo,
      ask(
        variables.map((id) => ({ id })),
        { groupBy: 'antibody' },
      ),
    )
    expect(
      analysisResult.omit({ id: true, cohort: true, cut: true, groups: true, request: true }).safeParse(made).error,
    ).toBeUndefined()
    for (const { cells } of made.tables[0]!.rows)
      for (const { text, value, behind } of cells) {
        const count = /^(\d+)(?: \(\d+ %\))?$/.exec(text)?.[1]
        if (behind && count) expect(made.behind[behind]?.length ?? 0, `${behind} ${value}`).toBe(Number(count))
      }
  })

  it('warns of small groups and of many tests', () => {
    const made = runAnalysis(table1, six, ask([{ id: 'smoking' }], { groupBy: 'sex' }))
    expect(made.warnings).toContain(
      'Groups are small (Female: 3, Male: 3): what is not significant may still be different.',
    )
  })

  it('stands even where nothing is known of a variable, and where no answer of it occurs', () => {
    const variables = ['age-at-index', 'reference-group', 'antibodies', 'ro52'].map((id) => ({ id }))
    const made = runAnalysis(table1, six, ask(variables, { groupBy: 'sex', adjust: 'bh' }))
    expect(made.tables[0]!.rows.map(({ cells }) => cells[4]!.text)).toEqual(['6', '6', '6'])
    const answers = runAnalysis(table1, six, ask([{ id: 'antibodies' }], { groupBy: 'sex' }))
    expect(answers.tables[0]!.rows).toEqual([])
  })

  it('refuses what is no variable, no number, and no group', () => {
    const run = (request: Request) => () => runAnalysis(table1, six, request)
    expect(run(ask([{ id: 'shoe-size' }]))).toThrow(StatisticsProblem)
    expect(run(ask([{ id: 'sex', kind: 'mean' }]))).toThrow('“Sex at birth” is no number, so it has no mean.')
    expect(run(ask([{ id: 'sex' }], { groupBy: 'sex' }))).toThrow('besides the one that makes the groups')
    expect(run(ask([{ id: 'sex' }], { groupBy: 'antibodies' }))).toThrow(StatisticsProblem)
  })
})
