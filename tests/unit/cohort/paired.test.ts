import { describe, expect, it } from 'vitest'
import { paired } from '#shared/domain/cohort/analyses/paired.ts'
import { analysisRequest, type AnalysisRequestOf } from '#shared/domain/cohort/analysis-request.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'
import { runAnalysis } from '../../support/run-analysis.ts'

const ask = (rest: object = {}) =>
  analysisRequest.parse({
    analysis: 'paired',
    outcome: 'walk_test.distance',
    months: [6],
    ...rest,
  }) as AnalysisRequestOf<'paired'>

let number = 0
/** Walked so many meters on some dates, and counted from the middle of 2020. */
function walker(walks: Readonly<Record<string, number>>) {
  const start = aCase({ id: `case-${(number += 1)}` })
  const { record } = Object.entries(walks).reduce(
    (built, [date, distance]) => built.with('walk_test', { date, distance, distance_unit: 'm' }),
    start,
  )
  return cohortCase(record, '2020-06-15')
}

const changes = [30, 28, -40, 5, 60]
const five = changes.map((change) => walker({ '2020-06-01': 400, '2020-12-20': 400 + change }))
const cellsOf = (made: ReturnType<typeof runAnalysis>, id: string, row = 0) =>
  made.tables.find((table) => table.id === id)!.rows[row]!.cells

describe('changes within patients', () => {
  it('have their mean, its interval and both tests', () => {
    const made = runAnalysis(paired, five, ask())
    const cells = cellsOf(made, 'changes')
    // By R 4.2: t.test and wilcox.test of 30, 28, −40, 5, 60.
    expect(cells[5]!.value).toBeCloseTo(16.6, 10)
    expect(cells[5]!.text).toBe('+17 (−30 to +63)')
    expect(cells[6]!.value).toBeCloseTo(0.3746785602, 9)
    expect(cells[9]!.value).toBeCloseTo(0.4375, 10)
  })

  it('count who changed by as much as patients notice, that much included, with exact intervals', () => {
    const made = runAnalysis(paired, five, ask())
    const [, pairs, better, worse] = cellsOf(made, 'responders')
    expect([pairs, better, worse].map((cell) => cell!.value)).toEqual([5, 3, 1])
    expect(better!.text).toBe('3 (60 %; 15 to 95)')
    expect(made.behind[worse!.behind!]).toEqual([five[2]!.record.case.id])
    expect(made.references.some((reference) => reference.startsWith('Swigris'))).toBe(true)
  })

  it('take the difference that was asked for instead', () => {
    const made = runAnalysis(paired, five, ask({ mcid: 50 }))
    expect(cellsOf(made, 'responders').map(({ value }) => value)).toEqual([6, 5, 1, 0])
    expect(made.references.some((reference) => reference.startsWith('Swigris'))).toBe(false)
  })

  it('call a fall an improvement where lower is better, and neither where nobody knows', () => {
    const breathless = [3, 2].map((after, at) =>
      cohortCase(
        aCase({ id: `visitor-${at}` })
          .with('visit', { date: '2020-06-15', mmrc: 4, weight: 60, weight_unit: 'kg' })
          .with('visit', { date: '2020-12-15', mmrc: after, weight: 70, weight_unit: 'kg' }).record,
        '2020-06-15',
      ),
    )
    const mmrc = runAnalysis(paired, breathless, ask({ outcome: 'visit.mmrc', mcid: 2 }))
    expect(mmrc.findings[0]).toContain('1 of 2 (50 %) improved by at least 2')
    const weight = runAnalysis(paired, breathless, ask({ outcome: 'visit.weight', mcid: 5 }))
    expect(weight.findings[0]).toContain('2 of 2 (100 %) rose by at least 5 kg')
    expect(weight.findings[0]).toContain('mean 60.0 to 70.0; Wilcoxon p = 0.35')
  })

  it('take the value of the index day and no later one as baseline, and the nearest as follow-up', () => {
    const one = walker({
      '2020-06-15': 300,
      '2020-06-16': 999,
      '2020-10-20': 310,
      '2020-12-10': 350,
      '2021-02-20': 400,
    })
    const made = runAnalysis(paired, [one, ...five], ask())
    expect(made.data['baseline']![0]).toBe(300)
    expect(made.data['month_6']![0]).toBe(350)
  })

  it('say of everybody who is left out why', () => {
    const late = walker({ '2020-01-01': 300, '2020-12-15': 350 })
    const gone = walker({ '2020-06-01': 300 })
    const made = runAnalysis(paired, [...five, late, gone], ask())
    expect(made.dropped.map(({ why, count }) => [why, count])).toEqual([
      ['no value in the 90 days before the index', 1],
      ['no value around any of the months after the index', 1],
    ])
    expect(made.behind['dropped:2']).toEqual([gone.record.case.id])
  })

  it('tell apart who has no value and who was not followed so long', () => {
    const seen = walker({ '2020-06-01': 300, '2020-12-15': 350, '2025-01-01': 300 })
    const made = runAnalysis(paired, [...five, seen], ask({ months: [24, 6, 6] }))
    expect(made.tables[0]!.rows.map(({ cells }) => cells[0]!.value)).toEqual([6, 24])
    expect(cellsOf(made, 'changes', 1)[2]!.value).toBe(6)
    expect(made.warnings.join(' ')).toContain('at month 24, 6 of 6 have none, 5 of them because')
    expect(made.findings[1]).toBe('Month 24: nobody has a value.')
  })

  it('give no Hodges–Lehmann estimate where some did not change at all', () => {
    const made = runAnalysis(paired, [...five, walker({ '2020-06-01': 400, '2020-12-20': 400 })], ask())
    expect(cellsOf(made, 'changes')[8]!.text).toBe('')
    expect(cellsOf(runAnalysis(paired, five, ask()), 'changes')[8]!.value).toBeCloseTo(17.5, 10)
  })

  it('draw each change as a bar, the best first', () => {
    const [figure] = runAnalysis(paired, five, ask()).figures
    expect(figure?.kind === 'waterfall' && figure.bars.map(({ value }) => value)).toEqual([60, 30, 28, 5, -40])
    expect(figure?.kind === 'waterfall' && figure.thresholds).toEqual([28, -28])
  })

  it('refuse an outcome that there is not, and a cohort without any pair', () => {
    expect(() => runAnalysis(paired, five, ask({ outcome: 'luck' }))).toThrow('There is no outcome “luck”.')
    expect(() => runAnalysis(paired, [], ask())).toThrow('No case has Distance both before the index')
  })
})
