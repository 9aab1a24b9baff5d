import { describe, expect, it } from 'vitest'
import { exposure } from '#shared/domain/cohort/analyses/exposure.ts'
import { analysisRequest, type AnalysisRequestOf } from '#shared/domain/cohort/analysis-request.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'
import { runAnalysis } from '../../support/run-analysis.ts'

const ask = (rest: object = {}) =>
  analysisRequest.parse({
    analysis: 'exposure',
    fromMonths: -3,
    toMonths: 12,
    ...rest,
  }) as AnalysisRequestOf<'exposure'>

let number = 0
/** On one dose up to the end of June 2020 and on another from July on; undefined is not recorded. */
function taking(before: number, after: number | undefined, last = '2022-01-01') {
  const { record } = aCase({ id: `case-${(number += 1)}` })
    .with('visit', { date: '2019-01-01' })
    .with('visit', { date: last })
    .with('treatment', { id: 'course', drug: 'prednisone', started: '2019-01-01' })
    .with('dose_step', { treatment: 'course', started: '2019-01-01', dose: before, unit: 'mg', frequency: 'daily' })
    .with('dose_step', {
      treatment: 'course',
      started: '2020-07-01',
      ...(after === undefined
        ? {}
        : {
            dose: after,
            unit: 'mg',
            frequency: 'daily',
          }),
    })
  return cohortCase(record, '2020-07-01')
}

const rowOf = (made: ReturnType<typeof runAnalysis>, id: string, first: number) =>
  made.tables.find((table) => table.id === id)!.rows.find(({ cells }) => cells[0]!.value === first)!.cells

describe('glucocorticoids around the index', () => {
  const cases = [taking(20, 5), taking(30, 7.5), taking(40, 20)]

  it('have median, quartiles and the share at or below a dose', () => {
    const made = runAnalysis(exposure, cases, ask())
    expect(rowOf(made, 'doses', -3).map(({ text }) => text)).toEqual([
      '−3',
      '3',
      '0',
      '30.0 [25.0 to 35.0]',
      '0 (0 %)',
      '0 (0 %)',
      '0 (0 %)',
    ])
    expect(rowOf(made, 'doses', 12).map(({ text }) => text)).toEqual([
      '+12',
      '3',
      '0',
      '7.5 [6.3 to 13.8]',
      '2 (67 %)',
      '2 (67 %)',
      '1 (33 %)',
    ])
    expect(made.behind['atMost:7.5::12']).toEqual(cases.slice(0, 2).map(({ record }) => record.case.id))
  })

  it('leave out doses that are not known, and count them; they are never 0', () => {
    const open = taking(20, undefined)
    const made = runAnalysis(exposure, [...cases, open], ask())
    expect(
      rowOf(made, 'doses', 12)
        .slice(1, 3)
        .map(({ value }) => value),
    ).toEqual([3, 1])
    expect(made.behind['gap::12']).toEqual([open.record.case.id])
    expect(made.warnings.join(' ')).toContain('patient-months under observation the dose is not known')
  })

  it('end with the follow-up of each patient, without a gap', () => {
    const made = runAnalysis(exposure, [...cases, taking(20, 10, '2020-10-15')], ask())
    expect(
      rowOf(made, 'doses', 3)
        .slice(1, 3)
        .map(({ value }) => value),
    ).toEqual([4, 0])
    expect(
      rowOf(made, 'doses', 6)
        .slice(1, 3)
        .map(({ value }) => value),
    ).toEqual([3, 0])
  })

  it('compare the 90 days before with later ones, patient by patient', () => {
    const made = runAnalysis(exposure, cases, ask())
    expect(
      rowOf(made, 'sparing', 365)
        .slice(1, 6)
        .map(({ text }) => text),
    ).toEqual(['3', '30.0 [25.0 to 35.0]', '7.5 [6.3 to 13.8]', '−20.0 [−21.3 to −17.5]', '3 (100 %)'])
    expect(rowOf(made, 'sparing', 365)[6]!.value).toBeCloseTo(0.25, 10)
  })

  it('tell how long approvals took', () => {
    const asked = cases.map((one, at) => ({
      ...one,
      record: aCase({ id: `asked-${at}` })
        .with('visit', { date: '2019-01-01' })
        .with('visit', { date: '2022-01-01' })
        .with('treatment', { drug: 'ivig', started: '2020-07-01' })
        .with('approval', {
          drug: 'ivig',
          asked_on: '2020-05-01',
          decision: 'approved',
          decided_on: `2020-05-${11 + 10 * at}`,
        }).record,
    }))
    const made = runAnalysis(exposure, asked, ask())
    const [row] = made.tables.find(({ id }) => id === 'approvals')!.rows
    expect(row!.cells.slice(1).map(({ text }) => text)).toEqual(['3', '3', '0', '3', '20 [15 to 25]', '30'])
  })

  it('names nobody in its data', () => {
    const made = runAnalysis(exposure, cases, ask({ groupBy: 'status' }))
    expect(JSON.stringify(made.data)).not.toContain('case-')
    expect(made.tables[0]!.rows[0]!.cells[0]!.text).toBe('Followed (n = 3)')
  })
})
