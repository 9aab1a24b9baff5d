import { describe, expect, test } from 'vitest'
import { formOf, forms } from '#shared/dictionary/forms.ts'
import { followUps, carriedOver, refinedItem } from '#renderer/forms/follow-ups.ts'
import { sectionsOf } from '#renderer/forms/layout.ts'
import { draftOf } from '#renderer/forms/draft.ts'
import { aCase } from '#tests/support/a-case.ts'

const namesIn = (id: Parameters<typeof formOf>[0]) =>
  sectionsOf(formOf(id)).flatMap(({ cells }) =>
    cells.flatMap(({ item, partner }) => (partner ? [item.name, partner.name] : [item.name])),
  )

describe('the fields of a form', () => {
  test.each(forms.map(({ id }) => id))('of %s are each asked for once, but for those that the program fills', (id) => {
    const asked = formOf(id).items.filter((item) => !item.byProgram)
    expect([...namesIn(id)].sort()).toEqual(asked.map(({ name }) => name).sort())
  })

  test('put a percentage beside its measurement', () => {
    const cells = sectionsOf(formOf('pft')).flatMap((section) => section.cells)
    expect(cells.find(({ item }) => item.name === 'dlco')?.partner?.name).toBe('dlco_pct')
  })

  test('have no heading twice', () => {
    const titles = sectionsOf(formOf('pft')).flatMap(({ title }) => title ?? [])
    expect(new Set(titles).size).toBe(titles.length)
  })
})

describe('one answer', () => {
  const laboratory = formOf('laboratory')
  const unit = laboratory.items.find(({ name }) => name === 'unit')!

  test('decides the units of a laboratory test', () => {
    const refined = refinedItem(laboratory, unit, 'ck')
    expect(refined.type === 'choice' && refined.choices.map(({ code }) => code)).toEqual(['U/L', 'ukat/L'])
    expect(refinedItem(laboratory, unit, '').type).toBe('text')
  })

  test('fills an empty field, never one that was typed', () => {
    const draft = { ...draftOf(laboratory), test: { text: 'ck' } }
    expect(followUps(laboratory, 'test', draft, undefined)).toEqual({ unit: 'U/L' })
    expect(followUps(laboratory, 'test', { ...draft, unit: { text: 'ukat/L' } }, undefined)).toEqual({})
  })

  test('replaces the unit of a test that is no longer chosen', () => {
    const draft = { ...draftOf(laboratory), test: { text: 'ck' }, unit: { text: 'g/dL' } }
    expect(followUps(laboratory, 'test', draft, undefined)).toEqual({ unit: 'U/L' })
  })

  test('to the treatment says how its doses are usually written', () => {
    const { record } = aCase().with('treatment', { drug: 'prednisone' })
    const step = formOf('dose_step')
    const draft = { ...draftOf(step), treatment: { text: 'treatment-1' } }
    expect(followUps(step, 'treatment', draft, record)).toEqual({ unit: 'mg', frequency: 'daily' })
  })
})

test('the next laboratory result starts with the same day and laboratory', () => {
  const values = { test: 'ck', date: '2026-11-20', value: 310, unit: 'U/L', laboratory: 'Main', ref_high: null }
  expect(carriedOver(formOf('laboratory'), values)).toEqual({ date: '2026-11-20', laboratory: 'Main' })
})
