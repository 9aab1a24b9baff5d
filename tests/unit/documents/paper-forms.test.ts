import { expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import { laboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { manifestations } from '#shared/dictionary/lists/manifestations.ts'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import { paperFormIds, paperFormOf, visitForms, type PaperForm } from '#shared/domain/documents/paper-forms.ts'
import { aSiteItem } from '#tests/support/a-site-item.ts'

const fieldsOf = ({ parts }: PaperForm) => parts.flatMap((part) => (part.kind === 'fields' ? part.fields : []))

test('a form asks on paper what its fields ask, but for its date and who filled it in, which stand in its head', () => {
  for (const id of ['visit', 'pft', 'walk_test', 'procedure'] as const) {
    const form = paperFormOf(id)
    const asked = formOf(id).items.filter(({ name, identifying }) => name !== 'date' && !identifying)
    expect(
      fieldsOf(form).map(({ label }) => label),
      id,
    ).toEqual(asked.map(({ label }) => label))
    expect(form.dateLabel, id).toBe('Date')
  }
})

test('answers are boxes to tick, numbers have their units, and long lists are written out', () => {
  const visit = fieldsOf(paperFormOf('visit'))
  expect(visit.find(({ label }) => label === 'Cough')).toMatchObject({
    kind: 'ticks',
    choices: ['None', 'Mild', 'Moderate', 'Severe'],
  })
  expect(visit.find(({ label }) => label === 'Weight')).toMatchObject({ kind: 'number', units: ['kg', 'lb'] })
  expect(fieldsOf(paperFormOf('infusion')).find(({ label }) => label === 'Drug')).toMatchObject({ kind: 'line' })
})

test('every test and every sign has a row', () => {
  const rowsOf = (form: PaperForm) =>
    form.parts.flatMap((part) => (part.kind === 'matrix' ? part.groups.flatMap(({ rows }) => rows) : []))
  expect(rowsOf(paperFormOf('laboratory')).map(({ label }) => label)).toEqual(laboratoryTests.map(({ label }) => label))
  expect(rowsOf(paperFormOf('laboratory'))[0]).toEqual({ label: 'CK', unit: 'U/L' })
  expect(rowsOf(paperFormOf('manifestation'))).toHaveLength(manifestations.length)
})

test('nobody’s name is asked for, and nothing that the program fills in', () => {
  for (const id of paperFormIds) {
    const labels = JSON.stringify(paperFormOf(id))
    expect(labels).not.toMatch(/Clinician|Family name|SHA-256|Registry code/)
  }
  expect(paperFormIds).not.toContain('identity')
  expect(visitForms.every((id) => paperFormIds.includes(id))).toBe(true)
})

test('what a registry added is asked for too', () => {
  installSiteItems([aSiteItem('visit', { label: 'Grip strength', type: 'number', units: ['kg'] } as never)])
  try {
    expect(fieldsOf(paperFormOf('visit')).map(({ label }) => label)).toContain('Grip strength')
  } finally {
    installSiteItems([])
  }
})
