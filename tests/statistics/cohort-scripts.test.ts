/** The numbers of models over the demo cohort, against what their own scripts print in R. */
import { describe, expect, it } from 'vitest'
import type { Analysis } from '#shared/domain/cohort/analysis.ts'
import { cox } from '#shared/domain/cohort/analyses/cox.ts'
import { cuminc } from '#shared/domain/cohort/analyses/cuminc.ts'
import { gee } from '#shared/domain/cohort/analyses/gee.ts'
import { km } from '#shared/domain/cohort/analyses/km.ts'
import { lmm } from '#shared/domain/cohort/analyses/lmm.ts'
import {
  analysisRequest,
  type AnalysisRequest,
  type AnalysisRequestInput,
} from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { rScript } from '#shared/domain/cohort/r-script.ts'
import { middleDay } from '#shared/domain/partial-date.ts'
import { demoCohort } from '#tests/support/demo-cohort.ts'
import { hasR } from '#tests/support/r.ts'
import { runAnalysis } from '#tests/support/run-analysis.ts'
import { runScripts, type Printed } from '#tests/support/run-scripts.ts'

const made = { lmm, gee, km, cox, cuminc } as unknown as Readonly<Record<string, Analysis>>
type CohortName = 'drug:ivig' | 'diagnosis' | 'one-sided'
const asked: Readonly<Record<string, readonly [AnalysisRequestInput, CohortName]>> = {
  piecewise: [{ analysis: 'lmm', outcome: 'fvc-percent', random: 'intercept' }, 'drug:ivig'],
  slopes: [
    {
      analysis: 'lmm',
      outcome: 'dlco-percent',
      shape: 'linear',
      groupBy: 'sex',
      adjustFor: ['age-at-index', 'smoking'],
      method: 'ML',
    },
    'diagnosis',
  ],
  equations: [{ analysis: 'gee', outcome: 'fvc-percent', groupBy: 'sex' }, 'drug:ivig'],
  groups: [
    { analysis: 'gee', outcome: 'fvc-percent', shape: 'linear', groupBy: 'smoking', adjustFor: ['sex'] },
    'diagnosis',
  ],
  ordered: [{ analysis: 'gee', outcome: 'dlco-percent', shape: 'linear', correlation: 'ar1' }, 'diagnosis'],
  'one-sided model': [{ analysis: 'lmm', outcome: 'fvc-percent', random: 'intercept', groupBy: 'sex' }, 'one-sided'],
  'one-sided equations': [{ analysis: 'gee', outcome: 'fvc-percent', groupBy: 'sex' }, 'one-sided'],
  late: [{ analysis: 'km', endpoint: 'progression', groupBy: 'sex' }, 'diagnosis'],
  strata: [
    {
      analysis: 'km',
      endpoint: 'infection',
      groupBy: 'sex',
      stratifyBy: 'smoking',
      delayedEntry: false,
      interval: 'log-log',
    },
    'diagnosis',
  ],
  hazards: [{ analysis: 'cox', endpoint: 'infection', terms: ['age-at-index', 'sex'] }, 'diagnosis'],
  causes: [{ analysis: 'cuminc', endpoint: 'infection', groupBy: 'sex' }, 'diagnosis'],
}

/** The values of some columns of a table, row by row; headings and rows without them are left out. */
function numbersIn(result: AnalysisOutcome, id: string, columns: readonly number[]): number[][] {
  return result.tables
    .find((table) => table.id === id)!
    .rows.flatMap(({ cells }) => {
      const values = columns.map((at) => cells[at]?.value)
      return values.every((value) => typeof value === 'number') ? [values] : []
    })
}

/** Estimate and limits of the curves as they are drawn, at the times that R tells: those of a group after those of another. */
function drawnAt({ figures }: AnalysisOutcome, times: readonly number[]): number[][] {
  const figure = figures.find(({ kind }) => kind === 'survival')
  if (figure?.kind !== 'survival') throw new Error('no curves')
  let curve = 0
  return times.map((time, at) => {
    if (at > 0 && time <= times[at - 1]!) curve += 1
    return figure.curves[curve]!.steps.findLast(([from]) => from <= time)!.slice(1)
  })
}

/** The men have no lung function before their index: no slope of theirs can be told there. */
const oneSided = (): readonly CohortCase[] =>
  demoCohort('drug:ivig').map((one) => {
    const { index, record } = one
    if (index === undefined || record.case.sex !== 'male') return one
    const pft = record.records.pft.filter(({ date }) => date !== undefined && middleDay(date) >= index)
    return { ...one, record: { ...record, records: { ...record.records, pft } } }
  })

function runAll(): ReadonlyMap<string, readonly [AnalysisOutcome, Printed]> {
  const cohorts = {
    'drug:ivig': demoCohort('drug:ivig'),
    diagnosis: demoCohort('diagnosis'),
    'one-sided': oneSided(),
  }
  const results = Object.entries(asked).map(([name, [input, anchor]]) => {
    const request: AnalysisRequest = analysisRequest.parse({ ...input, sensitivity: false })
    return [name, runAnalysis(made[request.analysis]!, cohorts[anchor], request)] as const
  })
  const printed = runScripts(results.map(([, result]) => result))
  return new Map(results.map(([name, result], at) => [name, [result, printed[at]!]]))
}

// Whichever test comes first waits for R and all of its packages.
describe.skipIf(!hasR)('scripts of models over a cohort', { timeout: 240_000 }, () => {
  let runs: ReadonlyMap<string, readonly [AnalysisOutcome, Printed]> | undefined
  /** All of them, once: R takes its time to start. */
  const runOf = (name: string) => (runs ??= runAll()).get(name)!

  const compare = (mine: readonly (readonly number[])[], rows: readonly (readonly number[])[], ses: number) => {
    expect(mine.length).toBeGreaterThan(0)
    expect(rows.length).toBe(mine.length)
    mine.forEach((row, at) =>
      row.forEach((value, column) => {
        const expected = rows[at]![column]!
        const tolerance = column < ses ? 1e-6 : 1e-4
        expect(Math.abs(value - expected), `${value} ${expected}`).toBeLessThanOrEqual(
          tolerance * Math.max(1, Math.abs(expected)),
        )
      }),
    )
  }

  it.each(['piecewise', 'slopes'])('print coefficients, slopes and likelihood of the mixed model (%s)', (name) => {
    const [mine, printed] = runOf(name)
    compare(numbersIn(mine, 'fixed', [2, 3, 4, 5, 7]), printed.rows('Estimate Std. Error df t value Pr(>|t|)', 5), 1)
    compare(
      numbersIn(mine, 'slopes', [1, 3]),
      printed.rows('Estimate Std. Error df t value lower upper', 7).map((row) => [row[0]!, row.at(-1)!]),
      1,
    )
    const [chisq, df, p] = numbersIn(mine, 'fit', [1]).slice(-3).flat()
    compare([[chisq!, df!, p!]], [printed.rows('npar AIC BIC', 3).at(-1)!], 0)
  })

  it.each(['equations', 'groups', 'ordered'])(
    'print coefficients and slopes of the estimating equations (%s)',
    (name) => {
      const [mine, printed] = runOf(name)
      compare(
        numbersIn(mine, 'fixed', [2, 3]),
        printed.rows('Estimate Std.err Wald', 4).map((row) => row.slice(0, 2)),
        1,
      )
      compare(
        numbersIn(mine, 'slopes', [1, 3]),
        printed.rows('estimate se z p', 4).map((row) => [row[0]!, row[3]!]),
        1,
      )
      const [chisq, df, p] = numbersIn(mine, 'fit', [1]).slice(-3).flat()
      compare([[df!, chisq!, p!]], [printed.rows('chisq df p', 3).map((row) => [row[1]!, row[0]!, row[2]!])[0]!], 1)
      expect(mine.findings.at(-1)).toContain(`χ² = ${chisq!.toFixed(2)}, df ${df}`)
    },
  )

  it('print what a group without values before the index allows', () => {
    const [model, byLmer] = runOf('one-sided model')
    compare(numbersIn(model, 'fixed', [2, 3, 4]), byLmer.rows('Estimate Std. Error df t value Pr(>|t|)', 5), 1)
    const [equations, byGeeglm] = runOf('one-sided equations')
    compare(
      numbersIn(equations, 'fixed', [2, 3]),
      byGeeglm.rows('Estimate Std.err Wald', 4).map((row) => row.slice(0, 2)),
      1,
    )
    for (const [mine, rows] of [
      [model, byLmer.rows('Estimate Std. Error df t value lower upper', 7)],
      [equations, byGeeglm.rows('estimate se z p', 4)],
    ] as const) {
      expect(rows).toHaveLength(4)
      compare(
        numbersIn(mine, 'slopes', [1, 3]),
        rows.map((row) => [row[0]!, row.at(-1)!]),
        1,
      )
    }
  })

  it('read levels that the file keeps from spreadsheets', () => {
    const levels = ['-', '+ rituximab', '=none', '@home', '-2']
    const arm = [...levels, ...levels, '-']
    const script = rScript({
      fileName: 'levels.R',
      title: 'Levels',
      data: { arm },
      levels: { arm: levels },
      packages: [],
      lines: ['data.frame(level = levels(data$arm), n = as.vector(table(data$arm)))'],
    })
    const [{ table }] = runScripts([{ script, data: { arm } }]) as [Printed]
    expect(table).toEqual(levels.map((level) => ({ level, n: level === '-' ? 3 : 2 })))
  })

  it.each(['late', 'strata'])('print the curves and the log-rank test (%s)', (name) => {
    const [mine, printed] = runOf(name)
    const rows = printed.rows('time n.risk n.event', 7).filter(([time]) => time! > 0)
    compare(
      numbersIn(mine, 'at-times', [0, 1, 2, 3, 4]),
      rows.map(([time, atRisk, events, survival, se]) => [time!, atRisk!, events!, 100 * survival!, 100 * se!]),
      4,
    )
    compare(
      drawnAt(
        mine,
        rows.map(([time]) => time!),
      ),
      rows.map((row) => [row[3]!, row[5]!, row[6]!]),
      1,
    )
    const words = mine.findings.at(-1)!
    const test = name === 'late' ? printed.rows('test df pvalue', 3)[0]!.at(0)! : printed.rows('chisq', 1)[0]![0]!
    expect(words).toContain(`χ² = ${test.toFixed(2)}`)
  })

  it('print hazard ratios and the test of proportional hazards', () => {
    const [mine, printed] = runOf('hazards')
    const rows = printed.rows('coef exp(coef) se(coef)', 5)
    compare(
      numbersIn(mine, 'coefficients', [1, 2]),
      rows.map((row) => [row[0]!, row[2]!]),
      1,
    )
    compare(
      numbersIn(mine, 'hazard-ratios', [1, 3]),
      rows.map((row) => [row[1]!, row[4]!]),
      2,
    )
    compare(numbersIn(mine, 'proportional-hazards', [1, 2, 3]), printed.rows('chisq df p', 3), 0)
  })

  it('print cumulative incidence', () => {
    const [mine, printed] = runOf('causes')
    const rows = printed.rows('time incidence se', 5).filter(([time]) => time! > 0)
    compare(
      numbersIn(mine, 'at-times', [0, 2]),
      rows.map(([time, incidence]) => [time!, 100 * incidence!]),
      2,
    )
    compare(
      drawnAt(
        mine,
        rows.map(([time]) => time!),
      ),
      rows.map((row) => [row[1]!, row[3]!, row[4]!]),
      1,
    )
  })
})
