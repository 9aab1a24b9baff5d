import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord, RecordValues } from '#shared/dictionary/record.ts'
import { columnsOf, draftOf, itemOfColumn, withComment } from '#renderer/forms/draft.ts'

const today = '2026-11-23'
const at = '2026-01-01T00:00:00.000Z'
const record = (values: RecordValues, missing?: AnyRecord['missing']): AnyRecord => ({
  id: 'r-1',
  version: 1,
  source: 'recorded',
  created_at: at,
  updated_at: at,
  ...values,
  ...(missing && { missing }),
})

describe('what stands in a form', () => {
  test('becomes columns: numbers, units, comparators, dates as known', () => {
    const form = formOf('pft')
    const draft = {
      ...draftOf(form),
      date: { text: '4/2019' },
      fvc: { text: '2,9', unit: 'L' },
      fvc_pct: { text: '61' },
      dlco: { text: '4.1', unit: 'mmol/min/kPa' },
    }
    const { values, problems } = columnsOf(form, draft, today)
    expect(problems).toEqual([])
    expect(values).toMatchObject({
      date: '2019-04',
      fvc: 2.9,
      fvc_unit: 'L',
      fvc_pct: 61,
      dlco: 4.1,
      dlco_unit: 'mmol/min/kPa',
      tlc: null,
      tlc_unit: null,
    })
  })

  test('survives the way into fields and back', () => {
    const form = formOf('antibody')
    const stored: RecordValues = {
      specificity: 'ana',
      result: 'positive',
      titre: 5120,
      titre_comparator: '>',
      pattern: ['AC-19', 'AC-20'],
      date: '2019',
    }
    const draft = draftOf(form, record(stored, { assay: 'unknown' }))
    expect(draft['titre']?.text).toBe('>1:5120')
    const { values, missing } = columnsOf(form, draft, today)
    expect(values).toMatchObject(stored)
    expect(missing).toEqual({ assay: 'unknown' })
  })

  test('keeps a unit that nobody chose out of an empty quantity', () => {
    const form = formOf('walk_test')
    expect(columnsOf(form, draftOf(form), today).values).toMatchObject({ distance: null, distance_unit: null })
  })

  test('forgets why a field is empty once it is not', () => {
    const form = formOf('pft')
    const draft = { ...draftOf(form), fvc: { text: '3', unit: 'L', missing: 'not-done' as const } }
    expect(columnsOf(form, draft, today).missing).toEqual({})
  })

  test('names the field that can’t be understood and leaves it out', () => {
    const form = formOf('pft')
    const draft = { ...draftOf(form), date: { text: '31/12/50' }, fvc: { text: 'three', unit: 'L' } }
    const { values, problems } = columnsOf(form, draft, today)
    expect(problems.map(({ item }) => item)).toEqual(['date', 'fvc'])
    expect(values).not.toHaveProperty('fvc')
  })

  test('shows numbers without the noise of binary fractions', () => {
    const form = formOf('visit')
    expect(draftOf(form, record({ weight: 0.1 + 0.2, weight_unit: 'kg' }))['weight']?.text).toBe('0.3')
  })
})

test('a column leads to its item', () => {
  const form = formOf('pft')
  expect(itemOfColumn(form, 'fvc')).toBe('fvc')
  expect(itemOfColumn(form, 'fvc_unit')).toBe('fvc')
  expect(itemOfColumn(form, 'values')).toBeUndefined()
})

test('every record that can have a comment is asked for it, so that saving never empties one', () => {
  const names = (id: 'pft' | 'note' | 'identity', values: RecordValues = {}) =>
    withComment(formOf(id), record(values)).items.map(({ name }) => name)
  expect(names('pft')).toContain('comment')
  expect(names('note')).not.toContain('comment')
  expect(names('note', { comment: 'from an import' })).toContain('comment')
  expect(names('identity')).not.toContain('comment')
})
