import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatingForms } from '#shared/dictionary/forms.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { criteriaFindings } from '#shared/domain/criteria/criteria-findings.ts'
import { inputsOf, leastRealSource } from '#shared/domain/rules/rule-finding.ts'
import { gohFinding } from '#shared/domain/scores/goh-finding.ts'
import { ildGapFinding } from '#shared/domain/scores/ild-gap-finding.ts'
import { tisBetweenVisits, visitsWithCoreSet } from '#shared/domain/scores/tis-between-visits.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'
import { findingFor } from './finding-for.ts'

const [published, ...others] = [...demoCases()].map(demoRecord)
const published2022 = { record: published! }

test('The published case: no antisynthetase set can be told, for want of the required antibody', () => {
  for (const rule of ['connors', 'solomon', 'lega']) {
    const finding = findingFor(rule)(published2022)
    expect(finding.met).toBeUndefined()
    expect(finding.because).toMatch(/^Not assessable: required antibody not recorded/)
    expect(finding.because).not.toMatch(/negative/)
  }
})

test('The published case by EULAR/ACR: 3.4 points, 4.2 with objective leg weakness, 4.1 with a biopsy without findings', () => {
  const eular = findingFor('eular-acr-2017')
  const now = eular(published2022)
  expect(now).toMatchObject({ met: undefined, score: { value: 3.4, text: 'no class' } })
  expect(now.because).toMatch(/3\.4 points without biopsy so far, 5\.5 needed, .* probability 13 %/)
  expect(leastRealSource(inputsOf(now))).toBe('illustrative')
  const withMore = (added: Partial<typeof published2022.record.records>) => ({
    record: { ...published!, records: { ...published!.records, ...added } },
  })
  const legs = aCase().with('manifestation', { term: 'proximal-leg-weakness', status: 'present' }).record.records
  const manifestation = [...published!.records.manifestation, ...legs.manifestation]
  expect(eular(withMore({ manifestation })).score?.value).toBe(4.2)
  const procedure = published!.records.procedure.map((each) =>
    each.kind === 'muscle-biopsy' ? { ...each, muscle_findings: ['none'] as const } : each,
  )
  expect(eular(withMore({ manifestation, procedure })).score?.value).toBe(4.1)
})

test('The published case by Bohan and Peter: possible polymyositis at most of what is recorded, once weakness is accepted', () => {
  const bohan = findingFor('bohan-peter')
  expect(bohan(published2022)).toMatchObject({ met: undefined, score: { value: 1, text: 'no class' } })
  const { manifestation } = aCase().with('manifestation', { term: 'proximal-leg-weakness', status: 'present' }).record
    .records
  const records = { ...published!.records, manifestation: [...published!.records.manifestation, ...manifestation] }
  expect(bohan({ record: { ...published!, records } }).score).toEqual({ value: 2, text: 'possible polymyositis' })
})

test('The published case by IPAF: morphology fits, serology hangs on the pattern of the ANA, anti-Ku does not count', () => {
  const { items, findings } = criteriaFindings(published!, '2019-04-30')
  expect(findings.find(({ rule }) => rule.id === 'ipaf')?.met).toBeUndefined()
  expect(items['lung-morphology'].met).toBe(true)
  expect(items.ana).toMatchObject({ met: undefined, because: 'ANA 1:5120 in Apr 2019. The pattern is not recorded.' })
  expect(items['other-serology'].met).toBeUndefined()
  const antibody = published!.records.antibody.map((each) =>
    each.specificity === 'ana' ? { ...each, pattern: ['AC-4'] as const } : each,
  )
  const known = { ...published!, records: { ...published!.records, antibody } }
  expect(criteriaFindings(known, '2019-04-30').items.ana.met).toBe(true)
})

test('The published case has no ILD-GAP: nobody recorded the age', () => {
  expect(ildGapFinding(published!, standardClinicalSettings, '2022-03-31')).toMatchObject({
    because: 'Not calculable: age not known.',
    missing: ['age'],
  })
})

test('What is dated later does not count', () => {
  const { record } = aCase()
    .with('antibody', { specificity: 'jo-1', result: 'positive', date: '2020-06' })
    .with('manifestation', { term: 'raynaud', status: 'present', observed_on: '2019-01' })
  const connors = (asOf: string) => criteriaFindings(record, asOf).findings[0]?.met
  expect([connors('2020-05-31'), connors('2020-06-01')]).toEqual([undefined, true])
})

test('The demo registry: every patient with an antibody fulfills Connors and Lega, and every input leads to a record', () => {
  expect(others.length).toBeGreaterThan(50)
  for (const record of others) {
    const ids = new Set([
      record.case.id,
      ...Object.values(record.records)
        .flat()
        .map(({ id }) => id),
    ])
    const { findings } = criteriaFindings(record, '2030-01-01')
    expect(findings.filter(({ rule }) => rule.id === 'connors' || rule.id === 'lega').map(({ met }) => met)).toEqual([
      true,
      true,
    ])
    for (const finding of findings)
      for (const { recordId, text } of inputsOf(finding)) {
        expect(ids).toContain(recordId)
        expect(text).not.toMatch(/undefined|NaN/)
      }
  }
})

/** Any record of the dictionary, also such as no form would let through: every column empty or of some value of its kind. */
const anyRecord: fc.Arbitrary<CaseBuilder['record']> = fc
  .record(
    Object.fromEntries(
      repeatingForms.map((form) => [
        form.id,
        fc.array(
          fc.record(
            Object.fromEntries(
              form.items.map((item) => [
                item.name,
                item.type === 'choice'
                  ? fc.constantFrom(...item.choices.map(({ code }) => code))
                  : item.type === 'choices'
                    ? fc.subarray(item.choices.map(({ code }) => code))
                    : item.type === 'date'
                      ? fc.constantFrom('2019', '2019-04', '2019-04-12', '2021-12-31')
                      : item.type === 'text' || item.type === 'long-text' || item.type === 'reference'
                        ? fc.constantFrom('x', 'U/L')
                        : fc.constantFrom(0, 1, 60, 400),
              ]),
            ),
            { requiredKeys: [] },
          ),
          { maxLength: 4 },
        ),
      ]),
    ),
  )
  .map((lists) => {
    const withIds = Object.entries(lists).map(([form, list]) => [
      form,
      (list as readonly object[]).map((values, index) => ({
        id: `${form}-${index}`,
        version: 1,
        source: 'recorded',
        created_at: '',
        updated_at: '',
        ...values,
      })),
    ])
    return { ...aCase({ birth_date: '1960', sex: 'male' }).record, records: Object.fromEntries(withIds) as never }
  })

test('No record makes a rule fail, and whatever is open says what is missing', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const { findings } = criteriaFindings(record, '2030-01-01')
      const settings = standardClinicalSettings
      const scores = [ildGapFinding(record, settings, '2030-01-01'), gohFinding(record, settings, '2030-01-01')]
      const visits = visitsWithCoreSet(record)
      const tis = visits.length > 1 ? [tisBetweenVisits(record, visits[0]!, visits.at(-1)!)] : []
      for (const { met, because, missing } of [...findings, ...tis]) {
        expect(because).not.toMatch(/undefined|NaN/)
        expect(missing.length > 0).toBe(met === undefined)
      }
      for (const { score, because, missing } of scores) {
        expect(because).not.toMatch(/undefined|NaN/)
        expect(missing.length > 0).toBe(score === undefined)
      }
    }),
    { numRuns: 150 },
  )
})
