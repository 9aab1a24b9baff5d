import { expect, test } from 'vitest'
import { formOf, itemOf, type FormId } from '#shared/dictionary/forms.ts'
import { previousAnswer } from '#renderer/forms/previous-answer.ts'
import { aCase } from '#tests/support/a-case.ts'

const { record: caseRecord } = aCase()
  .with('pft', { date: '2020-04-03', fvc: 2.9, fvc_unit: 'L' })
  .with('pft', { date: '2021', fvc: 2.7, fvc_unit: 'L' })
  .with('laboratory', { test: 'ck', date: '2020-01', value: 310, unit: 'U/L' })
  .with('laboratory', { test: 'ldh', date: '2021-01', value: 250, unit: 'U/L' })

const last = (form: FormId, item: string, more: { date?: string; test?: string; recordId?: string } = {}) =>
  previousAnswer({
    form: formOf(form),
    item: itemOf(form, item)!,
    caseRecord,
    recordId: more.recordId,
    date: more.date,
    test: more.test,
  })

test('the last answer is the newest before the date that was typed', () => {
  expect(last('pft', 'fvc')).toBe('2021: 2.7 L')
  expect(last('pft', 'fvc', { date: '2020-12-31' })).toBe('Apr 2020: 2.9 L')
  expect(last('pft', 'fvc', { date: '2020-01' })).toBeUndefined()
})

test('a record is not its own past', () => {
  expect(last('pft', 'fvc', { recordId: 'pft-2' })).toBe('Apr 2020: 2.9 L')
})

test('a laboratory value is held against the same test only', () => {
  expect(last('laboratory', 'value', { test: 'ck' })).toBe('Jan 2020: 310 U/L')
  expect(last('laboratory', 'value')).toBeUndefined()
})

test('what is not asked again and again has no last answer', () => {
  expect(last('event', 'grade')).toBeUndefined()
})
