/** What ends the follow-up of a case, and when it began. */
import { describe, expect, it } from 'vitest'
import {
  analysisRequest,
  type AnalysisRequestInput,
  type AnalysisRequestOf,
} from '#shared/domain/cohort/analysis-request.ts'
import { followCase } from '#shared/domain/cohort/survival/time-to-event.ts'
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { cohortCase } from '#tests/support/demo-cohort.ts'

type Request = AnalysisRequestOf<'km' | 'cuminc'>
const ask = (given: Partial<AnalysisRequestInput>) => analysisRequest.parse({ analysis: 'km', ...given }) as Request
const follow = (built: CaseBuilder, given: Partial<AnalysisRequestInput> = {}) =>
  followCase(cohortCase(built.record, '2020-01-01'), ask(given), [])

/** Enrolled at the index, last seen four years later. */
const seen = (values: Partial<RecordTypes['case']> = {}) =>
  aCase({ enrolled_on: '2020-01-01', ...values })
    .with('visit', { date: '2020-01-01' })
    .with('visit', { date: '2024-01-01' })

describe('The follow-up of a case', () => {
  it('ends with the last visit where nothing happened, not today', () => {
    expect(follow(seen())).toMatchObject({ entry: 0, years: 4, event: 0 })
  })

  it('ends with death, and with what came first of death and transplant', () => {
    const died = seen().with('event', { kind: 'death', onset: '2025-01-01' })
    expect(follow(died)).toMatchObject({ years: 5.0021, event: 1 })
    const both = died.with('event', { kind: 'transplant', onset: '2022-01-01' })
    expect(follow(both, { endpoint: 'death-or-transplant' })).toMatchObject({ years: 2.0014, event: 1 })
    expect(follow(both, { analysis: 'cuminc', endpoint: 'death' })).toMatchObject({ years: 2.0014, event: 2 })
    expect(follow(both, { analysis: 'cuminc', endpoint: 'transplant' })).toMatchObject({ years: 2.0014, event: 1 })
  })

  it('takes the day of death of a status, never before the patient was last seen', () => {
    expect(follow(seen({ status: 'died', status_on: '2024' }))).toMatchObject({ years: 4.4983, event: 1 })
    const seenLate = seen({ status: 'died', status_on: '2024' }).with('visit', { date: '2024-11-30' })
    expect(follow(seenLate)).toMatchObject({ years: 4.9144, event: 1 })
  })

  it('leaves out who died on an unknown day, of whatever endpoint', () => {
    const died = seen({ status: 'died' })
    expect(follow(died)).toEqual({ dropped: 'died, date not known' })
    expect(follow(died, { endpoint: 'infection' })).toEqual({ dropped: 'died, date not known' })
  })

  it('counts the first infection after the index only, and none of an unknown day', () => {
    const infected = seen()
      .with('event', { kind: 'infection', onset: '2019-06-01' })
      .with('event', { kind: 'infection', onset: '2021-01-01' })
      .with('event', { kind: 'infection', onset: '2022-01-01' })
    expect(follow(infected, { endpoint: 'infection' })).toMatchObject({ years: 1.0021, event: 1 })
    expect(follow(infected, { endpoint: 'exacerbation' })).toMatchObject({ years: 4, event: 0 })
    expect(follow(infected.with('event', { kind: 'infection' }), { endpoint: 'infection' })).toEqual({
      dropped: 'infection without a date, which may have been the first',
    })
  })

  it('is censored by death where that is neither endpoint nor competing, and says so', () => {
    const died = seen().with('event', { kind: 'death', onset: '2025-01-01' })
    expect(follow(died, { endpoint: 'infection' })).toMatchObject({ event: 0, diedFirst: true })
    expect(follow(died, { analysis: 'cuminc', endpoint: 'infection' })).toMatchObject({ event: 2, diedFirst: false })
  })

  it('begins at enrolment where that was later, and leaves out whose endpoint came before', () => {
    const late = seen({ enrolled_on: '2021-01-01' }).with('event', { kind: 'transplant', onset: '2020-06-01' })
    expect(follow(late)).toMatchObject({ entry: 1.0021, years: 4 })
    expect(follow(late, { endpoint: 'transplant' })).toEqual({ dropped: 'lung transplant not after enrolment' })
    expect(follow(late, { endpoint: 'transplant', delayedEntry: false })).toMatchObject({ entry: 0, event: 1 })
    expect(follow(seen({ enrolled_on: undefined }))).toMatchObject({ entry: 0, entryUnknown: true })
  })

  it('leaves out whose progression was met before the index', () => {
    const declined = seen()
      .with('diagnosis', { kind: 'ild', date: '2018', others_excluded: 'yes' })
      .with('imaging', {
        modality: 'hrct',
        date: '2019-06-01',
        fibrosis: 'present',
        progression_signs: ['reticulation-more'],
      })
      .with('pft', { date: '2018-12-01', fvc_pct: 80 })
      .with('pft', { date: '2019-09-01', fvc_pct: 70 })
    expect(follow(declined, { endpoint: 'progression' })).toEqual({ dropped: 'progression not after the index date' })
  })

  it('has nothing that competes with death and transplant together', () => {
    expect(() => follow(seen(), { analysis: 'cuminc', endpoint: 'death-or-transplant' })).toThrow(
      /nothing competes with them/,
    )
  })
})
