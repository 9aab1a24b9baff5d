import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Choice, Item } from '#shared/dictionary/define-form.ts'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { formOf, forms, isFormId, itemOf, repeatingForms, tableOf, type RecordTypes } from '#shared/dictionary/forms.ts'
import { isKnownUnit } from '#shared/domain/units.ts'

const frameColumns = 'id case_id version source comment missing created_at updated_at voided_at void_reason'.split(' ')

const items = forms.flatMap((form) => form.items.map((item): [string, Item] => [`${form.id}.${item.name}`, item]))
const choicesOf = (item: Item): readonly Choice[] =>
  item.type === 'choice' || item.type === 'choices' ? item.choices : []

describe('every form', () => {
  it.each(forms)('$id names its parts consistently', (form) => {
    const names = form.items.map(({ name }) => name)
    for (const name of form.listItems) expect(names).toContain(name)
    for (const name of [form.dateItem, form.endItem]) {
      if (name !== undefined) expect(itemOf(form, name)?.type).toBe('date')
    }
    expect(form.about).toMatch(/^[A-Z].*\.$/)
  })

  it.each(forms)('$id has columns that every export format can hold', (form) => {
    const columns = columnsOf(form).map(({ name }) => name)
    expect(new Set(columns).size).toBe(columns.length)
    for (const column of columns) {
      expect(column).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
      expect(column.length, column).toBeLessThanOrEqual(26)
      expect(frameColumns, `${form.id}.${column}`).not.toContain(column)
    }
  })

  it.each(forms)('$id keeps the items of a section together', (form) => {
    const sections = form.items.map(({ section }) => section ?? '')
    const starts = sections.filter((section, index) => section !== sections[index - 1])
    expect(new Set(starts).size, starts.join(', ')).toBe(starts.length)
  })

  it('has its own id and table', () => {
    expect(new Set(forms.map(({ id }) => id)).size).toBe(forms.length)
    expect(new Set(forms.map(tableOf)).size).toBe(forms.length)
  })
})

describe('every item', () => {
  it('refers to what exists', () => {
    for (const [name, item] of items) {
      if (item.type === 'reference') expect(isFormId(item.form), name).toBe(true)
      if (item.type === 'quantity')
        expect(
          item.units.filter((unit) => !isKnownUnit(unit)),
          name,
        ).toEqual([])
      if ('unit' in item && item.unit !== undefined) expect(isKnownUnit(item.unit), name).toBe(true)
    }
  })

  it('has distinct answers, with codes that every export can hold', () => {
    for (const [name, item] of items) {
      const codes = choicesOf(item).map(({ code }) => code)
      const labels = choicesOf(item).map(({ label }) => label)
      expect(new Set(codes.map((code) => code.toLowerCase())).size, name).toBe(codes.length)
      expect(new Set(labels).size, name).toBe(labels.length)
      for (const code of codes) expect(code, name).toMatch(/^[A-Za-z0-9]+([-/][A-Za-z0-9]+)*$/)
    }
  })

  it('has a soft range within its hard one', () => {
    for (const [name, item] of items) {
      if (item.type !== 'integer' && item.type !== 'number' && item.type !== 'quantity') continue
      const { hard, soft } = item
      const [hardMin, hardMax] = [hard?.min ?? -Infinity, hard?.max ?? Infinity]
      expect(hardMin, name).toBeLessThan(hardMax)
      expect(soft?.min ?? hardMin, name).toBeGreaterThanOrEqual(hardMin)
      expect(soft?.max ?? hardMax, name).toBeLessThanOrEqual(hardMax)
    }
  })

  it('speaks American English in its words', () => {
    const words = items.flatMap(([, item]) => [
      item.label,
      item.help ?? '',
      ...choicesOf(item).map(({ label }) => label),
    ])
    expect(words.filter((text) => /haem|oedema|titre|\boesoph|dyspnoea|litre|tumour|colour/i.test(text))).toEqual([])
  })
})

describe('the dictionary', () => {
  it('finds a form by id and refuses what is none', () => {
    expect(formOf('pft').label).toBe('Pulmonary function test')
    expect(isFormId('constructor')).toBe(false)
    expect(() => formOf('nothing' as 'pft')).toThrow('nothing')
  })

  it('keeps the case in the table cases and every other form in a table of its own name', () => {
    expect(tableOf('case')).toBe('cases')
    expect(tableOf('dose_step')).toBe('dose_step')
  })

  it('says that all but the case and the identity repeat', () => {
    const single = forms.filter((form) => !repeatingForms.includes(form)).map(({ id }) => id)
    expect(single).toEqual(['case', 'identity'])
  })

  it('marks every item of the identity, the birth date and names of people and files as identifying', () => {
    const identifying = items.filter(([, item]) => item.identifying).map(([name]) => name)
    expect(identifying).toEqual(
      expect.arrayContaining([
        ...formOf('identity').items.map(({ name }) => `identity.${name}`),
        'case.birth_date',
        'visit.clinician',
        'attachment.file_name',
      ]),
    )
  })

  it('gives records the types of their answers', () => {
    expectTypeOf<RecordTypes['visit']['cough']>().toEqualTypeOf<'none' | 'mild' | 'moderate' | 'severe' | undefined>()
    expectTypeOf<RecordTypes['pft']['fvc']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<RecordTypes['pft']['fvc_unit']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<RecordTypes['antibody']['titre_comparator']>().toEqualTypeOf<'<' | '>' | undefined>()
    expectTypeOf<RecordTypes['laboratory']['test']>().extract<'ck'>().toEqualTypeOf<'ck'>()
    // @ts-expect-error: CK has no unit of its own to choose
    expectTypeOf<RecordTypes['laboratory']['value_unit']>().toBeAny()
  })
})

describe('columns', () => {
  it('come from items: a quantity adds its unit, a comparator its sign', () => {
    const columns = columnsOf('antibody').filter(({ item }) => item === 'titre')
    expect(columns).toEqual([
      { name: 'titre', item: 'titre', kind: 'INTEGER', role: 'value' },
      { name: 'titre_comparator', item: 'titre', kind: 'TEXT', role: 'comparator' },
    ])
    expect(columnsOf('pft').slice(0, 3)).toEqual([
      { name: 'date', item: 'date', kind: 'TEXT', role: 'value' },
      { name: 'fvc', item: 'fvc', kind: 'REAL', role: 'value' },
      { name: 'fvc_unit', item: 'fvc', kind: 'TEXT', role: 'unit' },
    ])
    expect(columnsOf('case').find(({ name }) => name === 'consent_scope')?.kind).toBe('TEXT')
  })
})
