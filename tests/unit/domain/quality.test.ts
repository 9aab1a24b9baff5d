import { describe, expect, test } from 'vitest'
import { forms } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { completenessCounter } from '#shared/domain/quality/completeness.ts'
import { expectedItems } from '#shared/domain/quality/expected-items.ts'
import { findingsOf } from '#shared/domain/quality/findings.ts'
import { compareEntries, keyItemsOf, secondEntryForm } from '#shared/domain/quality/key-items.ts'
import { ruleName } from '#shared/domain/quality/rule-names.ts'
import { demoToday } from '#main/demo/calendar.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-23'

describe('completeness', () => {
  const counted = (record: ReturnType<typeof aCase>['record']) => {
    const counter = completenessCounter()
    counter.add(record)
    return (form: string, item: string) =>
      counter
        .counts()
        .find((count) => count.form === form)
        ?.items.find((count) => count.item === item)
  }

  test('counts an item as answered, empty for a reason, or lacking', () => {
    const { record } = aCase()
      .with('visit', { date: '2021-01', kind: 'follow-up', mmrc: 2 })
      .with('visit', { date: '2021-02', kind: 'follow-up', missing: { mmrc: 'not-done' } })
      .with('visit', { date: '2021-03', kind: 'follow-up' })
    expect(counted(record)('visit', 'mmrc')).toEqual({ item: 'mmrc', expected: 3, answered: 1, reasoned: 1 })
  })

  test('misses what other answers ask for, and nothing else', () => {
    const names = (form: Parameters<typeof expectedItems>[0], values: object) =>
      expectedItems(form, values as never).map(({ name }) => name)
    expect(names('case', { smoking: 'never' })).not.toContain('pack_years')
    expect(names('case', { smoking: 'former' })).toContain('pack_years')
    expect(names('treatment', {})).not.toContain('ended')
    expect(names('treatment', { ended: '2021' })).toContain('stop_reason')
    expect(names('imaging', { modality: 'chest-radiograph' })).not.toContain('pattern')
    expect(names('pft', {})).not.toContain('haemoglobin')
    expect(names('pft', { dlco: 5 })).toContain('haemoglobin')
    expect(names('event', { kind: 'death' })).toContain('cause_of_death')
    expect(names('note', {})).toEqual([])
    expect(names('identity', {})).toEqual([])
  })

  test('names items that the dictionary has, so that none is forgotten by a typing error', () => {
    for (const form of forms)
      for (const { name } of expectedItems(form.id, {})) expect(form.items.map((item) => item.name)).toContain(name)
  })

  test('counts cases without any record of a form', () => {
    const counter = completenessCounter()
    counter.add(aCase().record)
    counter.add(aCase().with('antibody', { specificity: 'jo-1', result: 'positive' }).record)
    expect(counter.counts().find(({ form }) => form === 'antibody')).toMatchObject({ records: 1, casesWithout: 1 })
  })
})

describe('findings', () => {
  test('are refusals and questions that nobody has answered, each at its item', () => {
    const confirmed = { fvc: { rule: 'soft-range', value: '8 L', reason: 'Checked against the report' } }
    const { record } = aCase({ smoking: 'never', pack_years: 20 })
      .with('pft', { date: '2021-01', fvc: 8, fvc_unit: 'L' })
      .with('pft', { date: '2021-02', fvc: 8, fvc_unit: 'L', confirmed })
      .with('laboratory', { test: 'ck', date: '2021-01-02', value: 90, unit: 'g/dL' })
    expect(
      findingsOf(record, today).map(({ form, recordId, item, rule, severity }) => [
        severity,
        form,
        recordId,
        item,
        rule,
      ]),
    ).toEqual([
      ['ask', 'case', 'case-1', 'pack_years', 'never-smoked'],
      ['refuse', 'laboratory', 'laboratory-1', 'unit', 'unit-of-test'],
      ['ask', 'pft', 'pft-1', 'fvc', 'soft-range'],
    ])
  })

  test('of the demo are few, and each has a name for its rule', () => {
    const found = [...demoCases({ cases: 15 })].flatMap((demoCase) => {
      const record = demoRecord(demoCase)
      return findingsOf(record, demoToday)
    })
    expect(found.length, found.map(({ message }) => message).join('\n')).toBeLessThan(20)
    for (const { rule } of found) expect(ruleName(rule)).not.toBe(rule)
  }, 30_000)
})

describe('a second entry', () => {
  const { record } = aCase({ birth_date: '1952-03', sex: 'male', height: 178, height_unit: 'cm', smoking: 'never' })
    .with('diagnosis', { kind: 'ild', date: '2019-04' })
    .with('antibody', { specificity: 'ana', result: 'positive', date: '2019-01' })
    .with('antibody', { specificity: 'ku', result: 'negative', date: '2019-04' })
    .with('antibody', { specificity: 'jo-1', result: 'positive', date: '2019-04' })
    .with('imaging', { modality: 'chest-radiograph', date: '2018-12' })
    .with('imaging', { modality: 'hrct', date: '2019-04', pattern: 'nsip' })
    .with('pft', { date: '2020-01', fvc: 2.9, fvc_unit: 'L', fvc_pct: 70 })
    .with('pft', { date: '2019-05', fvc: 2610, fvc_unit: 'mL' })
    .with('infusion', { drug: 'rituximab', date: '2020-01' })
    .with('infusion', { drug: 'ivig', date: '2021-04' })
  const answers = keyItemsOf(record)
  const columns = Object.assign({}, ...answers.map((answer) => answer.columns)) as Record<string, unknown>

  test('is about a dozen items, the earliest record of each', () => {
    expect(answers).toHaveLength(13)
    expect(columns).toEqual({
      birth_date: '1952-03',
      sex: 'male',
      height: 178,
      height_unit: 'cm',
      smoking: 'never',
      first_symptom_on: null,
      ild_on: '2019-04',
      antibody: 'jo-1',
      antibody_result: 'positive',
      ct_pattern: 'nsip',
      first_fvc: 2610,
      first_fvc_unit: 'mL',
      first_fvc_pct: 70,
      first_dlco_pct: null,
      first_ivig_on: '2021-04',
    })
    expect(answers.find(({ key }) => key === 'first_fvc')).toMatchObject({
      form: 'pft',
      recordId: 'pft-2',
      item: 'fvc',
    })
  })

  test('asks for the items of the dictionary under names of its own, none of them required', () => {
    expect(secondEntryForm.items.map(({ name }) => name)).toEqual(answers.map(({ key }) => key))
    expect(secondEntryForm.items.some(({ required }) => required)).toBe(false)
  })

  test('is compared item by item, whatever the units', () => {
    const second = {
      ...columns,
      first_fvc: 2.61,
      first_fvc_unit: 'L',
      sex: 'female',
      smoking: null,
      first_symptom_on: '2018',
    }
    const compared = compareEntries(answers, second as never)
    const agreement = Object.fromEntries(compared.map((item) => [item.key, item.agreement]))
    expect(agreement).toMatchObject({
      birth_date: 'agree',
      sex: 'differ',
      smoking: 'only-record',
      first_symptom_on: 'only-second',
      first_dlco_pct: 'neither',
      first_fvc: 'agree',
    })
    const other = compareEntries(answers, { ...second, first_fvc: 2.71 } as never)
    expect(other.find(({ key }) => key === 'first_fvc')?.agreement).toBe('differ')
  })

  test('of an empty case has nothing to compare', () => {
    const compared = compareEntries(keyItemsOf(aCase().record), {})
    expect(compared.every(({ agreement }) => agreement === 'neither')).toBe(true)
  })
})

test('a record in use keeps its frame out of the rules', () => {
  const record = { id: 'x', version: 1, source: 'recorded', created_at: today, updated_at: today } as AnyRecord
  expect(expectedItems('visit', record as never).map(({ name }) => name)).not.toContain('source')
})
