import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import { draftOf, withComment, type Draft } from '#renderer/forms/draft.ts'
import { fieldProblemsOf, judgeDraft } from '#renderer/forms/judge-draft.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2026-11-23'
const judge = (id: 'pft' | 'laboratory' | 'dose_step', fields: Draft, caseRecord = aCase().record) => {
  const form = withComment(formOf(id))
  return judgeDraft(form, { ...draftOf(form), ...fields }, caseRecord, today)
}
const items = (problems: readonly { readonly item: string | undefined }[]) => problems.map(({ item }) => item)

describe('a form as it stands', () => {
  test('is refused in the order of its fields', () => {
    const { refused } = judge('pft', { dlco: { text: 'x' }, fvc: { text: '99', unit: 'L' } })
    expect(items(refused)).toEqual(['date', 'fvc', 'dlco'])
  })

  test('says once of a date that can’t be read that it can’t be read, not that it is missing', () => {
    const { refused } = judge('pft', { date: { text: 'soon' } })
    expect(refused).toHaveLength(1)
    expect(refused[0]?.message).toContain('soon')
  })

  test('is asked about where it is unlikely', () => {
    const { refused, doubts } = judge('pft', { date: { text: '2026-11-01' }, fvc: { text: '8', unit: 'L' } })
    expect(refused).toEqual([])
    expect(items(doubts)).toEqual(['fvc'])
  })

  test('knows the treatment that a dose step belongs to', () => {
    const { record } = aCase().with('treatment', { drug: 'prednisone', started: '2020-03' })
    const step = { treatment: { text: 'treatment-1' }, started: { text: '2019' }, dose: { text: '' } }
    expect(items(judge('dose_step', step, record).doubts)).toEqual(['started'])
  })

  test('may carry a comment, which the dictionary knows nothing of', () => {
    const { refused, columns } = judge('pft', { date: { text: '2020' }, comment: { text: 'outside laboratory' } })
    expect(refused).toEqual([])
    expect(columns.values).toMatchObject({ comment: 'outside laboratory' })
  })
})

test('what the main side refuses stands at the field of its column', () => {
  const issues = [
    { path: 'fvc_unit', message: 'no such unit' },
    { path: 'values.date', message: 'no date' },
    { path: '', message: 'no' },
  ]
  expect(items(fieldProblemsOf(formOf('pft'), issues))).toEqual(['fvc', 'date', undefined])
})
