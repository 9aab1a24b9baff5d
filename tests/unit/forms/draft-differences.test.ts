import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import { draftDifferences } from '#renderer/forms/draft-differences.ts'
import { draftOf } from '#renderer/forms/draft.ts'

const today = '2026-11-23'

describe('a kept draft against what is recorded', () => {
  test('differs field by field, in words and units, in the order of the form', () => {
    const form = formOf('pft')
    const recorded = draftOf(form, { date: '2026-11-02', fvc: 2.9, fvc_unit: 'L', dlco_pct: 48 })
    const kept = { ...recorded, dlco_pct: { text: '' }, fvc: { text: '2,7', unit: 'L' }, date: { text: '3.11.2026' } }
    expect(draftDifferences(form, kept, recorded, today)).toEqual([
      { name: 'date', label: 'Date', kept: '3 Nov 2026', recorded: '2 Nov 2026' },
      { name: 'fvc', label: 'FVC', kept: '2,7 L', recorded: '2.9 L' },
      expect.objectContaining({ name: 'dlco_pct', kept: undefined, recorded: '48 %' }),
    ])
  })

  test('shows what cannot be understood as it was typed', () => {
    const form = formOf('pft')
    const kept = { ...draftOf(form), date: { text: '31/12/5' } }
    expect(draftDifferences(form, kept, draftOf(form), today)).toEqual([
      { name: 'date', label: 'Date', kept: '31/12/5', recorded: undefined },
    ])
  })

  test('counts a reason for being empty, and neither the unit of an empty field nor spaces', () => {
    const form = formOf('pft')
    const recorded = draftOf(form, { fvc_pct: 61 })
    const kept = {
      ...recorded,
      fvc: { text: ' ', unit: 'mL' },
      fvc_pct: { text: ' 61 ' },
      dlco: { text: '', unit: 'mL/min/mm[Hg]', missing: 'not-done' as const },
    }
    expect(draftDifferences(form, kept, recorded, today)).toEqual([
      expect.objectContaining({ name: 'dlco', kept: 'not done', recorded: undefined }),
    ])
  })

  test('names answers of lists and other records', () => {
    const form = formOf('dose_step')
    const kept = { ...draftOf(form), treatment: { text: 't-1' }, reason: { text: 'taper' } }
    expect(
      draftDifferences(form, kept, draftOf(form), today, (_form, id) => (id === 't-1' ? 'Prednisone' : undefined)),
    ).toEqual([
      { name: 'treatment', label: 'Treatment', kept: 'Prednisone', recorded: undefined },
      { name: 'reason', label: 'Reason', kept: 'Taper', recorded: undefined },
    ])
  })

  test('leaves out fields that the draft did not have: it was kept before the form asked them', () => {
    const form = formOf('pft')
    expect(draftDifferences(form, {}, draftOf(form, { fvc_pct: 61 }), today)).toEqual([])
  })
})
