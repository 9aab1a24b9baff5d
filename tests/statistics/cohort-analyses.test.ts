/** The numbers of one analysis of each kind over the demo cohort, against what its own script gets of R. */
import { describe, expect, it } from 'vitest'
import { table1 } from '#shared/domain/cohort/analyses/table1.ts'
import { analysisRequest, type AnalysisRequestOf } from '#shared/domain/cohort/analysis-request.ts'
import { demoCohort } from '../support/demo-cohort.ts'
import { hasR } from '../support/r.ts'
import { runAnalysis } from '../support/run-analysis.ts'
import { runScript } from '../support/run-script.ts'

describe.skipIf(!hasR)('scripts of cohort analyses', () => {
  it('print the probabilities and differences of the baseline table', () => {
    const variables = [
      ...['age-at-index', 'smoking', 'antibodies', 'manifestations', 'fvc-percent-last', 'ck-times-uln-last'],
      ...['prednisone-last', 'died', 'ct-pattern', 'ild-gap-last', 'diagnosis-date', 'antibody'],
    ]
    const request = analysisRequest.parse({
      analysis: 'table1',
      groupBy: 'sex',
      variables: [...variables.map((id) => ({ id })), { id: 'mmrc-last', kind: 'category' }],
      adjust: 'bh',
    }) as AnalysisRequestOf<'table1'>
    const made = runAnalysis(table1, demoCohort('diagnosis'), request)
    const inR = runScript<{ row: string; p: number; adjusted: number; smd: number }[]>(made)
    const rows = made.tables[0]!.rows.flatMap(({ cells }) => {
      const [p, adjusted, smd] = cells.slice(5).map(({ value }) => value)
      return typeof p === 'number' ? [{ p, adjusted, smd }] : []
    })
    expect(rows.length).toBe(inR.length)
    rows.forEach(({ p, adjusted, smd }, at) => {
      const expected = inR[at]!
      expect(p, expected.row).toBeCloseTo(expected.p, 7)
      expect(adjusted, expected.row).toBeCloseTo(expected.adjusted, 7)
      if (smd != null) expect(smd, expected.row).toBeCloseTo(expected.smd, 9)
    })
  })
})
