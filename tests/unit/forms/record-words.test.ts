import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord, RecordValues } from '#shared/dictionary/record.ts'
import { historySteps } from '#renderer/forms/record-changes.ts'
import { filteredRows, recordRows } from '#renderer/features/record/record-rows.ts'
import { describedText, describeItem, newestFirst, titleOf } from '#renderer/forms/describe-record.ts'
import { convertedText } from '#renderer/forms/convert-offer.tsx'
import { aCase } from '#tests/support/a-case.ts'

const at = '2026-01-01T00:00:00.000Z'
const record = (values: RecordValues, id = 'r-1'): AnyRecord => ({
  id,
  version: 1,
  source: 'recorded',
  created_at: at,
  updated_at: at,
  ...values,
})

describe('a record in words', () => {
  test('says values as entered, with their units', () => {
    const form = formOf('laboratory')
    const value = form.items.find(({ name }) => name === 'value')!
    const described = describeItem(form, value, { value: 40, value_comparator: '<', unit: 'ukat/L' })
    expect(described && describedText(described)).toBe('<40 µkat/L')
    expect(describeItem(form, value, {})).toBeUndefined()
  })

  test('is named by what tells it apart and its date', () => {
    expect(
      titleOf(formOf('treatment'), record({ drug: 'prednisone', indication: 'induction', started: '2019-04' })),
    ).toBe('Prednisone, induction, Apr 2019')
    expect(titleOf(formOf('note'), record({}))).toBe('Note')
  })

  test('stands before older ones; undated ones come last', () => {
    const dates = ['2019', undefined, '2021-03-02', '2021-03']
    const sorted = newestFirst(
      formOf('note'),
      dates.map((date, index) => record(date ? { date } : {}, String(index))),
    )
    expect(sorted.map(({ date }) => date)).toEqual(['2021-03-02', '2021-03', '2019', undefined])
  })
})

test('dose steps stand under their treatment, oldest first, and fold away', () => {
  const { record: caseRecord } = aCase()
    .with('treatment', { drug: 'prednisone', started: '2019' })
    .with('dose_step', { treatment: 'treatment-1', started: '2020-02', dose: 40 })
    .with('dose_step', { treatment: 'treatment-1', started: '2020-01', dose: 60 })
  const form = formOf('treatment')
  const open = recordRows(caseRecord, form)
  expect(open.map(({ record: { id } }) => id)).toEqual(['treatment-1', 'dose_step-2', 'dose_step-1'])
  expect(open[0]).toMatchObject({ steps: 2, expanded: true })
  expect(recordRows(caseRecord, form, new Set(['treatment-1']))).toHaveLength(1)
})

test('a filter keeps a treatment with its steps', () => {
  const { record: caseRecord } = aCase()
    .with('treatment', { drug: 'prednisone' })
    .with('treatment', { drug: 'mycophenolate' })
    .with('dose_step', { treatment: 'treatment-1', dose: 20, reason: 'flare' })
    .with('dose_step', { treatment: 'treatment-1', dose: 10, reason: 'taper' })
  const found = (words: string) =>
    filteredRows(recordRows(caseRecord, formOf('treatment')), words).map(({ record: { id } }) => id)
  expect(found('FLARE')).toEqual(['treatment-1', 'dose_step-1'])
  expect(found('prednisone')).toEqual(['treatment-1', 'dose_step-1', 'dose_step-2'])
  expect(found('prednisone flare')).toEqual([])
  expect(found(' ')).toHaveLength(4)
})

describe('the history of a record', () => {
  test('says what changed, with the unit that did not', () => {
    const steps = historySteps(formOf('pft'), [
      { at, actor: 'A', operation: 'records.add', after: { date: '2020-01', fvc: 2.9, fvc_unit: 'L', missing: {} } },
      { at, actor: 'B', operation: 'records.edit', reason: 'slip', before: { fvc: 2.9 }, after: { fvc: 2.7 } },
    ])
    expect(steps[0]).toEqual({
      at,
      actor: 'B',
      what: 'Changed',
      reason: 'slip',
      changes: [{ name: 'fvc', label: 'FVC', from: '2.9 L', to: '2.7 L' }],
    })
    expect(steps[1]?.what).toBe('Added')
  })

  test('says why a value went', () => {
    const [step] = historySteps(formOf('pft'), [
      { at, actor: 'A', operation: 'records.add', after: { fvc: 2.9, fvc_unit: 'L' } },
      {
        at,
        actor: 'A',
        operation: 'records.edit',
        before: { fvc: 2.9, fvc_unit: 'L', missing: {} },
        after: { fvc: null, fvc_unit: null, missing: { fvc: 'not-done' } },
      },
    ])
    expect(step?.changes).toEqual([{ name: 'fvc', label: 'FVC', from: '2.9 L', to: 'not done' }])
  })
})

test('a number is converted on request, with its comparator', () => {
  const fvc = formOf('pft').items.find(({ name }) => name === 'fvc')!
  if (fvc.type !== 'quantity') throw new Error('FVC is a quantity')
  expect(convertedText(fvc, '2,9', 'L', 'mL')).toBe('2900')
  expect(convertedText(fvc, 'x', 'L', 'mL')).toBeUndefined()
  expect(convertedText({ ...fvc, comparator: true }, '<0.5', 'L', 'mL')).toBe('<500')
})
