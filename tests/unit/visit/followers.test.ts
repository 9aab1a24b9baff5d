import { describe, expect, test } from 'vitest'
import { filledKey, followersOf, withFollowers } from '#renderer/features/visit/followers.ts'
import { partsOf, startOf, type PageDraft } from '#renderer/features/visit/visit-parts.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2026-11-23'
const onIvig = aCase().with('treatment', { drug: 'ivig', started: '2025-01-01' }).with('infusion', {
  treatment: 'treatment-1',
  drug: 'ivig',
  date: '2026-03-01',
  weight: 70,
  weight_unit: 'kg',
  dose_per_kg: 2,
  dose_per_kg_unit: 'g/kg',
  total_dose: 140,
  total_dose_unit: 'g',
  product: 'Octagam',
}).record

type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>
function after(
  [part, field]: readonly [string, string],
  typed: Typed,
  { dateBefore = '', filled = new Map<string, string>() } = {},
) {
  const parts = partsOf(onIvig, undefined)
  const start: PageDraft = {
    ...Object.fromEntries(parts.map((one) => [one.key, startOf(one)])),
    laboratory: { date: { text: '' }, laboratory: { text: '' } },
  }
  const drafts = withFollowers(
    start,
    Object.entries(typed).flatMap(([key, fields]) =>
      Object.entries(fields).map(([name, text]) => ({
        part: key,
        field: name,
        value: { ...start[key]?.[name], text },
      })),
    ),
  )
  const followers = followersOf({ part, field }, { parts, drafts, caseRecord: onIvig, today, dateBefore, filled })
  return Object.fromEntries(followers.map((one) => [filledKey(one.part, one.field), one.value.text]))
}

describe('the date of the visit', () => {
  test('dates what is done at it', () => {
    expect(after(['visit', 'date'], { visit: { date: '12.4.2026' } })).toEqual({
      'pft.date': '12.4.2026',
      'walk_test.date': '12.4.2026',
      'imaging.date': '12.4.2026',
      'infusion.date': '12.4.2026',
      'event.onset': '12.4.2026',
      'laboratory.date': '12.4.2026',
    })
  })
  test('leaves a date alone that was typed for itself', () => {
    const typed = { visit: { date: '12.4.2026' }, pft: { date: '1.4.2026' }, imaging: { date: '12.4.202' } }
    const followed = after(['visit', 'date'], typed, { dateBefore: '12.4.202' })
    expect(followed['pft.date']).toBeUndefined()
    expect(followed['imaging.date']).toBe('12.4.2026')
  })
})

describe('an infusion', () => {
  test('that was given is like the last one, with the total for the weight of the day', () => {
    const typed = { visit: { date: '2026-03-29', weight: '71.8' }, infusion: { given: 'yes' } }
    expect(after(['infusion', 'given'], typed)).toEqual({
      'infusion.treatment': 'treatment-1',
      'infusion.drug': 'ivig',
      'infusion.dose_per_kg': '2',
      'infusion.product': 'Octagam',
      'infusion.weight': '71.8',
      'infusion.total_dose': '143.6',
    })
  })
  test('that was not given stays empty', () => {
    expect(after(['infusion', 'given'], { infusion: { given: 'no' } })).toEqual({})
    expect(after(['visit', 'weight'], { visit: { weight: '70' } })).toEqual({})
  })
  test('keeps what was typed over, and follows what was filled in', () => {
    const infusion = { given: 'yes', dose_per_kg: '2', weight: '70', total_dose: '140' }
    const typed = { visit: { weight: '72' }, infusion }
    expect(after(['visit', 'weight'], typed)).toEqual({})
    const filled = new Map([
      ['infusion.weight', '70'],
      ['infusion.total_dose', '140'],
    ])
    expect(after(['visit', 'weight'], typed, { filled })).toEqual({
      'infusion.weight': '72',
      'infusion.total_dose': '144',
    })
    expect(after(['infusion', 'dose_per_kg'], { infusion: { ...infusion, dose_per_kg: '1' } }, { filled })).toEqual({
      'infusion.total_dose': '70',
    })
  })
  test('that goes by another weight than the one on the scales does not take that over', () => {
    const infusion = { given: 'yes', dose_per_kg: '2', weight_basis: 'ideal' }
    expect(after(['visit', 'weight'], { visit: { weight: '72' }, infusion })).toEqual({})
  })
})
