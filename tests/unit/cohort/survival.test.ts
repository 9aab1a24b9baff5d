/** Times to events on cases whose curves can be worked out by hand. */
import { describe, expect, it } from 'vitest'
import { cox } from '#shared/domain/cohort/analyses/cox.ts'
import { cuminc } from '#shared/domain/cohort/analyses/cuminc.ts'
import { km } from '#shared/domain/cohort/analyses/km.ts'
import {
  analysisRequest,
  type AnalysisRequestInput,
  type AnalysisRequestOf,
} from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'
import { cohortCase } from '#tests/support/demo-cohort.ts'
import { runAnalysis } from '#tests/support/run-analysis.ts'

const index = '2010-01-01'
const after = (years: number) => isoOfDay(dayNumber(index) + Math.round(years * 365.25))

/** Followed for some years, which end with death, a transplant or nothing. */
function followed(
  years: number,
  end: 'death' | 'transplant' | 'nothing',
  sex: 'female' | 'male' = 'female',
): CohortCase {
  const seen = aCase({ sex, enrolled_on: index })
    .with('visit', { date: index })
    .with('visit', { date: after(years) })
  const built = end === 'nothing' ? seen : seen.with('event', { kind: end, onset: after(years) })
  return cohortCase(built.record, index)
}

/** Survival: 4/5 after half a year, 4/5 × 2/3 after 2.5, then 0 at 4.5; one is censored at 1.5, one at 3.5. */
const five = [
  followed(0.5, 'death'),
  followed(1.5, 'nothing'),
  followed(2.5, 'death'),
  followed(3.5, 'nothing'),
  followed(4.5, 'death'),
]

const ask = <K extends 'km' | 'cox' | 'cuminc'>(analysis: K, given: Partial<AnalysisRequestInput> = {}) =>
  analysisRequest.parse({ ...given, analysis }) as AnalysisRequestOf<K>
const numbers = (result: AnalysisOutcome, id: string, column: number) =>
  result.tables.find((table) => table.id === id)!.rows.flatMap(({ cells }) => cells[column]?.value ?? [])

describe('Kaplan–Meier', () => {
  it('falls at each death by the share of those at risk', () => {
    const result = runAnalysis(km, five, ask('km'))
    const survival = numbers(result, 'at-times', 3)
    ;[80, 80, 160 / 3, 160 / 3].forEach((percent, at) => expect(survival[at]).toBeCloseTo(percent, 10))
    expect(numbers(result, 'at-times', 1)).toEqual([4, 3, 2, 1])
    expect(result.findings[0]).toBe(
      '3 of 5 patients had the endpoint (death) in 12.5 patient-years, over a median follow-up of 3.5 years.',
    )
    expect(result.findings[1]).toMatch(/^Median time to death: 4\.5 years/)
    const figure = result.figures[0]!
    if (figure.kind !== 'survival') throw new Error(figure.kind)
    expect(figure.curves[0]!.steps[0]).toEqual([0, 1, 1, 1])
    expect(figure.curves[0]!.censored.map(([years]) => years.toFixed(1))).toEqual(['1.5', '3.5'])
    expect(figure.atRisk.rows[0]!.counts).toEqual([5, 4, 3, 2, 1])
  })

  it('compares groups by the log-rank test: a worked example', () => {
    // Women die at 3 and 5, men at 1 and 2, nobody else: of men 0.5 + 1/3 deaths are expected, with variance 1/4 + 2/9.
    const cases = [
      followed(1, 'death', 'male'),
      followed(2, 'death', 'male'),
      followed(3, 'death'),
      followed(5, 'death'),
    ]
    const result = runAnalysis(km, cases, ask('km', { groupBy: 'sex' }))
    const chisq = (2 - 1 / 2 - 1 / 3) ** 2 / (1 / 4 + 2 / 9)
    expect(result.findings.at(-1)).toContain(`χ² = ${chisq.toFixed(2)}, df 1`)
    expect(result.behind['events:Male']).toHaveLength(2)
  })

  it('warns of deaths that stand as censoring, and refuses an empty cohort', () => {
    const result = runAnalysis(km, five, ask('km', { endpoint: 'transplant' }))
    expect(result.warnings.join()).toMatch(/^3 of 5 patients died without the endpoint and count as censored/)
    expect(() => runAnalysis(km, [cohortCase(aCase().record)], ask('km'))).toThrow(/No case of the cohort/)
    expect(() => runAnalysis(km, five, ask('km', { groupBy: 'age-at-index' }))).toThrow(/one of a few groups/)
  })
})

describe('Cumulative incidence', () => {
  it('rises by survival free of both times the share with the endpoint', () => {
    const cases = [
      followed(0.5, 'transplant'),
      followed(1.5, 'death'),
      followed(2.5, 'nothing'),
      followed(3.5, 'death'),
      followed(4.5, 'nothing'),
    ]
    const result = runAnalysis(cuminc, cases, ask('cuminc', { endpoint: 'death' }))
    // Of 4/5 free of both 1/4 at 1.5; of 3/5 free of both 1/2 at 3.5.
    const percents = numbers(result, 'at-times', 2)
    ;[0, 20, 20, 50].forEach((percent, at) => expect(percents[at]).toBeCloseTo(percent, 10))
    expect(result.behind['competing:All patients']).toHaveLength(1)
    expect(result.data['event']).toEqual(['competing', 'endpoint', 'censored', 'endpoint', 'censored'])
  })
})

describe('Cox regression', () => {
  it('gives the hazard ratio of R on a worked example, and warns of few events', () => {
    const cases = [
      ...[1, 3, 4, 7].map((years) => followed(years, 'death', 'male')),
      ...[2, 5, 6, 8].map((years) => followed(years, 'death')),
      followed(9, 'nothing'),
      followed(9, 'nothing', 'male'),
    ]
    const result = runAnalysis(cox, cases, ask('cox', { terms: ['sex'] }))
    // coxph(Surv(time, status) ~ sex) of R 4.2 on these.
    expect(numbers(result, 'coefficients', 1)[0]).toBeCloseTo(0.287171277204, 9)
    expect(numbers(result, 'coefficients', 2)[0]).toBeCloseTo(0.713636134456, 9)
    expect(result.warnings.join()).toMatch(/8 events for 1 coefficient: fewer than 10/)
    expect(result.tables[0]!.notes).toEqual(['Sex at birth: against Female.'])
  })

  it('takes no term with several answers', () => {
    expect(() => runAnalysis(cox, five, ask('cox', { terms: ['manifestations'] }))).toThrow(/several answers at once/)
    expect(() => runAnalysis(cox, five, ask('cox'))).toThrow(/at least one variable/)
  })
})
