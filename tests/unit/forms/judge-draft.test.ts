import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import { draftOf, withComment, type Draft } from '#renderer/forms/draft.ts'
import { fieldProblemsOf, judgeDraft, type JudgedIn } from '#renderer/forms/judge-draft.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2026-11-23'
const judge = (
  id: 'pft' | 'laboratory' | 'dose_step',
  fields: Draft,
  caseRecord = aCase().record,
  known: Partial<JudgedIn> = {},
) => {
  const form = withComment(formOf(id))
  return judgeDraft(form, { ...draftOf(form), ...fields }, { caseRecord, today, ...known })
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

describe('a doubt', () => {
  const { record } = aCase()
    .with('pft', { date: '2026-01-10', dlco: 9.2, dlco_unit: 'mL/min/mm[Hg]' })
    .with('pft', { date: '2026-06-10', dlco: 9.4, dlco_unit: 'mL/min/mm[Hg]' })
  const fields = { date: { text: '2026-11-01' }, dlco: { text: '3.1', unit: 'mL/min/mm[Hg]' } }
  const confirmed = { dlco: { rule: 'unit-slip', value: '3.1 mL/min/mmHg', reason: 'Checked against the report' } }

  test('comes from the patient’s own history', () => {
    expect(judge('pft', fields, record).doubts).toMatchObject([
      { item: 'dlco', rule: 'unit-slip', value: '3.1 mL/min/mmHg' },
    ])
  })

  test('about a record that is edited is not raised by the record itself', () => {
    const edited = judge('pft', { ...fields, date: { text: '2026-06-10' } }, record, { recordId: 'pft-2' })
    expect(edited.doubts.map(({ rule }) => rule)).not.toContain('same-day-twice')
  })

  test('that was answered is not raised again, and its answer stays', () => {
    const judged = judge('pft', fields, record, { confirmed })
    expect(judged.doubts).toEqual([])
    expect(judged.confirmed).toEqual(confirmed)
  })

  test('is raised anew by another value, and by the same number in another unit', () => {
    const other = judge('pft', { ...fields, dlco: { text: '3.2', unit: 'mL/min/mm[Hg]' } }, record, { confirmed })
    expect(items(other.doubts)).toEqual(['dlco'])
    expect(other.confirmed).toEqual({})
    const kpa = { ...fields, dlco: { text: '3.1', unit: 'mmol/min/kPa' } }
    expect(judge('pft', kpa, record, { confirmed }).confirmed).toEqual({})
  })

  test('is one a field: whoever looks the value up answers all of them', () => {
    const tiny = { ...fields, dlco: { text: '0.93', unit: 'mL/min/mm[Hg]' } }
    const { doubts } = judge('pft', tiny, record)
    expect(doubts.map(({ rule }) => rule)).toEqual(['decimal-shift'])
    const [{ rule, value }] = doubts as [(typeof doubts)[0]]
    expect(judge('pft', tiny, record, { confirmed: { dlco: { rule, value, reason: 'Seen' } } }).doubts).toEqual([])
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
