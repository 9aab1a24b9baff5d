import { afterEach, expect, test } from 'vitest'
import { forms } from '#shared/dictionary/forms.ts'
import { laboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import { codebook, searchCodebook } from '#renderer/features/help/codebook.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'

afterEach(() => installSiteItems([]))

const entry = (form: string, name: string) =>
  codebook()
    .find(({ id }) => id === form)!
    .entries.find((each) => each.name === name)!

test('The codebook holds every item of every form, and every laboratory test', () => {
  const all = codebook()
  expect(all.flatMap(({ entries }) => entries)).toHaveLength(
    forms.reduce((sum, { items }) => sum + items.length, 0) + laboratoryTests.length,
  )
})

test('An entry says how it is answered, in which units, within which limits', () => {
  expect(entry('pft', 'fvc').answer).toMatch(/^Number, L or mL/)
  expect(entry('pft', 'fvc').range).toMatch(/possible .*; usual /)
  expect(entry('visit', 'cough')).toMatchObject({ answer: 'One of 4 answers' })
  expect(entry('visit', 'cough').choices).toHaveLength(4)
  expect(entry('catalog', 'ck')).toMatchObject({ answer: 'U/L or µkat/L', codes: ['LOINC:2157-6'] })
})

test('It is searched by words, columns, codes and answers', () => {
  const found = (typed: string) =>
    searchCodebook(codebook(), typed).flatMap(({ id, entries }) => entries.map(({ name }) => `${id}.${name}`))
  expect(found('fvc_pct')).toEqual(['pft.fvc_pct'])
  expect(found('LOINC:2157-6')).toEqual(['catalog.ck'])
  expect(found('mechanic')).toEqual(['manifestation.term'])
  expect(found('walk tests').length).toBe(forms.find(({ id }) => id === 'walk_test')!.items.length)
  expect(found('nothing like that')).toEqual([])
})

test('What the site added stands in it, marked', () => {
  installSiteItems([
    aSiteItem('visit', { label: 'Grip', type: 'quantity', units: ['kg'] }),
    { ...aSiteMeasure({ label: 'IL-6', units: ['pg/mL'] }), retired: true },
  ])
  expect(entry('visit', 'x_grip')).toMatchObject({ site: true, retired: false, answer: 'Number, kg' })
  expect(entry('catalog', 'x_il_6')).toMatchObject({ site: true, retired: true })
})
