import { afterEach, describe, expect, test } from 'vitest'
import { forms, repeatingForms } from '#shared/dictionary/forms.ts'
import { installSiteItems, siteItemTypes, type SiteItem } from '#shared/dictionary/site-items.ts'
import { definitionProblems } from '#shared/dictionary/site-item-rules.ts'
import { doesLeave, leavingOf, leavingTable } from '#shared/domain/deidentify/leaving.ts'
import { itemsThatLeave, leavingRecord } from '#shared/domain/deidentify/leaving-record.ts'
import { staysWhole } from '#shared/domain/deidentify/share-columns.ts'
import { reportedItems } from '#shared/domain/documents/case-report/reported-record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'

afterEach(() => installSiteItems([]))

describe('the white list', () => {
  test.each(forms.map((form) => [form.id, form] as const))('says of each item of %s what happens to it', (id, form) => {
    expect(Object.keys(leavingTable[id]).toSorted()).toEqual(form.items.map(({ name }) => name).toSorted())
  })

  test('lets no text go but units, no name, and the birth date as an age only', () => {
    const leaving = forms.flatMap((form) =>
      form.items
        .map((item) => ({ form: form.id, item, as: leavingOf(form.id, item) }))
        .filter(({ as }) => doesLeave(as)),
    )
    const texts = leaving.filter(({ item }) => item.type === 'text' || item.type === 'long-text')
    expect(texts.map(({ form, item, as }) => `${form}.${item.name}: ${as}`)).toEqual([
      'case.code: code',
      'antibody.unit: word',
      'laboratory.unit: word',
    ])
    const named = leaving.filter(({ item }) => item.identifying)
    expect(named.map(({ item, as }) => `${item.name}: ${as}`)).toEqual(['birth_date: age'])
    for (const { item, as } of leaving) {
      if (item.type === 'date' && item.name !== 'birth_date') expect([item.name, as]).toEqual([item.name, 'date'])
      if (item.type === 'reference') expect(as).toBe('link')
    }
  })

  test('leaves whole forms behind exactly where nothing of them leaves', () => {
    const none = forms.filter(({ id }) => itemsThatLeave(id).length === 0).map(({ id }) => id)
    expect(none.toSorted()).toEqual([...staysWhole].toSorted())
  })

  test('is the only one: a case report tells a part of it, and says which part it leaves out', () => {
    for (const { id } of forms) for (const name of reportedItems[id]) expect(itemsThatLeave(id)).toContain(name)
    const less = forms.flatMap(({ id }) =>
      itemsThatLeave(id)
        .filter((name) => !reportedItems[id].includes(name))
        .map((name) => `${id}.${name}`),
    )
    expect(less).toEqual([
      'case.code',
      'case.enrolled_on',
      'case.consent_on',
      'case.reference_group',
      'judgment.rule',
      'judgment.judged_on',
      'judgment.as_of',
      'judgment.verdict',
      'judgment.computed',
    ])
  })
})

describe('items of the site', () => {
  const install = (...items: readonly SiteItem[]) => installSiteItems(items)
  const leavingOfVisit = () => itemsThatLeave('visit').filter((name) => name.startsWith('x_'))

  test.each(siteItemTypes)(
    'that are asked as %s stay until the site says that they may leave, as text always',
    (type) => {
      const choices = [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B' },
      ]
      install(aSiteItem('visit', { label: 'Grip', type, units: ['kg'], choices }))
      expect(leavingOfVisit()).toEqual([])
      install(aSiteItem('visit', { label: 'Grip', type, units: ['kg'], choices, leaves: true }))
      expect(leavingOfVisit()).toEqual(type === 'text' || type === 'long-text' ? [] : ['x_grip'])
    },
  )

  test('stay in a form that says who the patient is, whatever the site says', () => {
    install(aSiteItem('identity', { label: 'Age class', type: 'number', leaves: true }))
    expect(itemsThatLeave('identity')).toEqual([])
  })

  test('can’t be said to leave where they are text', () => {
    const problems = definitionProblems({
      kind: 'item',
      form: 'visit',
      definition: { label: 'Job', type: 'text', leaves: true },
    })
    expect(problems).toEqual([
      { path: 'leaves', message: 'Text never leaves the registry de-identified: a name could stand in it.' },
    ])
  })

  test('that are measures stay with all their results until the site says so', () => {
    const record = aCase().with('laboratory', {
      test: 'x_il-6' as never,
      date: '2020-01-01',
      value: 3,
      unit: 'pg/mL',
    }).record
    const measure = aSiteMeasure({ label: 'IL-6', units: ['pg/mL'] })
    install({ ...measure, name: 'x_il-6' })
    expect(leavingRecord(record).records.laboratory).toEqual([])
    install({ ...measure, name: 'x_il-6', definition: { ...measure.definition, leaves: true } })
    expect(leavingRecord(record).records.laboratory).toMatchObject([{ test: 'x_il-6', value: 3, unit: 'pg/mL' }])
  })
})

describe('a value', () => {
  test('leaves only where it is one that its item can have', () => {
    const { records } = leavingRecord(
      aCase()
        .with('visit', {
          date: 'on Mrs Miller’s birthday',
          kind: 'Mrs Miller' as never,
          mmrc: 'Miller' as never,
          weight: 61,
          weight_unit: 'Miller',
        })
        .with('infusion', { premedication: ['Miller'] as never, drug: 'ivig' })
        .with('treatment', { drug: 'ivig' }).record,
    )
    expect(JSON.stringify(records)).not.toContain('Miller')
    expect(records.infusion).toMatchObject([{ drug: 'ivig' }])
  })

  test('stays with a unit that nobody knows, and is exactly as entered else', () => {
    const { records } = leavingRecord(
      aCase()
        .with('laboratory', { test: 'ck', date: '2020-01-01', value: 310, unit: 'as Mrs Miller said' })
        .with('laboratory', { test: 'ck', date: '2020-01-02', value: 40, value_comparator: '<', unit: 'ukat/L' })
        .with('antibody', { specificity: 'jo-1', result: 'positive', value: 84, unit: 'Miller' }).record,
    )
    expect(records.laboratory).toMatchObject([
      { test: 'ck', date: '2020-01-01' },
      { value: 40, value_comparator: '<', unit: 'ukat/L' },
    ])
    expect(records.laboratory[0]).not.toHaveProperty('value')
    expect(records.antibody[0]).not.toHaveProperty('value')
  })
})

test('every form that repeats has a table or stays whole', () => {
  expect(repeatingForms.every(({ id }) => staysWhole.includes(id) || itemsThatLeave(id).length > 0)).toBe(true)
})
