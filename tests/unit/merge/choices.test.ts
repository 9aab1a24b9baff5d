import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { chosenOf, differences, likelyChoices } from '#renderer/features/merge/choices.ts'
import { parentsKept } from '#renderer/features/merge/parents-kept.ts'
import { aCase } from '#tests/support/a-case.ts'

const form = formOf('case')
const record = (updated_at: string, columns: object): AnyRecord => ({
  id: updated_at,
  version: 1,
  source: 'recorded',
  created_at: updated_at,
  updated_at,
  ...columns,
})
const kept = record('2026-01-01T00:00:00Z', {
  code: 'AS-0007',
  sex: 'female',
  height: 168,
  height_unit: 'cm',
  consent_scope: ['registry'],
  comment: 'From the ward.',
})
const other = record('2026-05-01T00:00:00Z', {
  code: 'AS-0012',
  sex: 'female',
  height: 66,
  height_unit: '[in_i]',
  smoking: 'never',
  missing: { pack_years: 'not-applicable' },
  comment: 'From the clinic.',
})

describe('Two records of one patient', () => {
  test('differ item by item, a value with its unit, the code left out', () => {
    const names = differences(form, { kept, other }).map(({ name }) => name)
    expect(names).toEqual(['consent_scope', 'height', 'smoking', 'pack_years'])
  })

  test('start with what is there, then with what was saved last', () => {
    expect(likelyChoices(form, { kept, other })).toEqual({
      consent_scope: 'kept',
      height: 'other',
      smoking: 'other',
      pack_years: 'other',
    })
    expect(likelyChoices(form, { kept: undefined, other })['height']).toBe('other')
  })

  test('become what was chosen, units and reasons with it, and both comments', () => {
    const { values, missing } = chosenOf(
      form,
      { kept, other },
      { height: 'kept', smoking: 'other', pack_years: 'other' },
    )
    expect(values).toMatchObject({ sex: 'female', height: 168, height_unit: 'cm', smoking: 'never' })
    expect(values['comment']).toBe('From the ward.\nFrom the clinic.')
    expect(missing).toEqual({ pack_years: 'not-applicable' })
    expect(chosenOf(form, { kept, other }, { height: 'other' }).values).toMatchObject({
      height: 66,
      height_unit: '[in_i]',
    })
  })
})

test('Whoever keeps a treatment twice keeps its dose steps with it', () => {
  const { record: whole } = aCase()
    .with('treatment', { id: 'course', drug: 'prednisone' })
    .with('dose_step', { id: 'step', treatment: 'course' })
  const doubles = [
    { form: 'treatment', id: 'course', twin: 'a' },
    { form: 'dose_step', id: 'step', twin: 'b' },
  ] as const
  expect(parentsKept(doubles, whole, new Set())).toHaveLength(2)
  expect(parentsKept(doubles, whole, new Set(['step'])).map(({ id }) => id)).toEqual(['course'])
  expect(parentsKept(doubles, whole, new Set(['course']))).toEqual([])
})
