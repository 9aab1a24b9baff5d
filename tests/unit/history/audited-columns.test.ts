import { expect, test } from 'vitest'
import { auditedColumns } from '#main/database/audited-columns.ts'
import { forms } from '#shared/dictionary/forms.ts'

const change = (table_name: string, before: object | null, after: object) =>
  auditedColumns({ table_name, before: before && JSON.stringify(before), after: JSON.stringify(after) })

test('Reasons, answers to doubts and lists of an audited row are opened; text that looks like a list is not', () => {
  const confirmed = { weight: { rule: 'soft-range', value: 140, reason: 'Weighed twice' } }
  expect(
    change(
      'visit',
      { assessment: '[worse]', missing: '{}', confirmed: '{}' },
      { assessment: '["stable"]', missing: '{"mmrc":"not-done"}', confirmed: JSON.stringify(confirmed) },
    ),
  ).toEqual({
    before: { assessment: '[worse]', missing: {}, confirmed: {} },
    after: { assessment: '["stable"]', missing: { mmrc: 'not-done' }, confirmed },
  })
  const lists = forms.flatMap(({ id, table, items }) =>
    items.flatMap(({ type, name }) => (type === 'choices' ? [{ table: table ?? id, name }] : [])),
  )
  expect(lists.length).toBeGreaterThan(0)
  for (const { table, name } of lists)
    expect(change(table, null, { [name]: '["a","b"]' })).toEqual({ after: { [name]: ['a', 'b'] } })
})

test('Items of the site are told under their own names, where they changed', () => {
  const values = (own: object) => ({ site_values: JSON.stringify(own) })
  expect(change('visit', values({ hand_grip: 28, centre: 'A' }), values({ hand_grip: 31, centre: 'A' }))).toEqual({
    before: { hand_grip: 28 },
    after: { hand_grip: 31 },
  })
  expect(change('visit', values({ centre: 'A' }), values({}))).toEqual({
    before: { centre: 'A' },
    after: { centre: null },
  })
})

test('A table that holds no records is told as it was kept', () => {
  expect(change('site_item', null, { missing: '{}' })).toEqual({ after: { missing: '{}' } })
})
