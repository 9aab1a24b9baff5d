/** The quality of the data, by keyboard alone: from a gap to its field, queries, marks, and a second entry. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

interface Found {
  readonly case: { readonly id: string; readonly birth_date: string }
  readonly records: { readonly pft: readonly { readonly id: string; readonly version: number }[] }
}

test('leads from what is lacking to its field, keeps queries and marks, and compares a second entry', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, tabTo, close } = await launchDemo(8)
  const { keyboard } = window
  const grid = (name: string | RegExp) => window.getByRole('grid', { name })

  // Completeness: form, item, record, field.
  await goTo('/quality')
  await expect(grid('Forms')).toBeFocused()
  expect(await faultsInBothSchemes(window)).toEqual([])
  const forms = grid('Forms').getByRole('row')
  const pftAt = (await forms.allInnerTexts()).findIndex((text) => text.startsWith('Pulmonary')) - 1
  for (let row = 0; row < pftAt; row++) await keyboard.press('ArrowDown')
  await expect(forms.nth(pftAt + 1)).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('ArrowRight')
  await expect(grid('Items')).toBeFocused()
  const items = grid('Items').getByRole('row')
  const itemAt = (await items.allInnerTexts()).findIndex((text) => text.startsWith('Hemoglobin')) - 1
  for (let row = 0; row < itemAt; row++) await keyboard.press('ArrowDown')
  await expect(grid('Lacking: Hemoglobin at the test').getByRole('row').nth(1)).toBeVisible()
  await keyboard.press('ArrowRight')
  await expect(grid('Lacking: Hemoglobin at the test')).toBeFocused()
  await keyboard.press('Enter')
  const hemoglobin = window.getByRole('textbox', { name: 'Hemoglobin at the test' })
  await expect(hemoglobin).toBeFocused()

  // A question about the field, from the field.
  await keyboard.press('Alt+q')
  const question = window.getByRole('textbox', { name: 'Question' })
  await expect(question).toBeFocused()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.type('Was it measured that day?')
  await keyboard.press('Control+Enter')
  await expect(hemoglobin).toBeFocused()
  await expect(window.getByRole('button', { name: '1 open query' })).toBeVisible()
  await expect(window.getByRole('link', { name: '1 open query' })).toBeVisible()

  // Back where one was, then to the queries: answered, closed.
  await keyboard.press('Escape')
  await expect(window.locator('tr:focus')).toBeVisible()
  await goTo('/quality?part=queries')
  await expect(grid('Queries')).toBeFocused()
  await expect(grid('Queries')).toContainText('Was it measured that day?')
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.press('Enter')
  const answer = window.getByRole('textbox', { name: /^Answer/ })
  await expect(answer).toBeFocused()
  await keyboard.type('No.')
  await keyboard.press('Control+Enter')
  await expect(grid('Queries')).toContainText('Answered')
  await expect(grid('Queries')).toBeFocused()
  await keyboard.press('Enter')
  await expect(answer).toBeFocused()
  await tabTo(window.getByRole('button', { name: 'Close the query' }))
  await keyboard.press('Enter')
  await expect(window.getByText('No query fits.')).toBeVisible()

  // Findings: of the demo there are none to speak of.
  await keyboard.press('2')
  await expect(window.getByText('Nothing stands against a rule.').or(grid('Findings'))).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])

  // A mark that any later edit revokes.
  const found = await ask<Found>('cases.get', { code: 'AS-0003' })
  await goTo(`/cases/${found.case.id}/record?form=pft&at=${found.records.pft.at(-1)!.id}`)
  await expect(window.locator('tr:focus')).toBeVisible()
  await keyboard.press('y')
  await expect(window.getByRole('gridcell', { name: '✓ verified' })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.press('Enter')
  await tabTo(window.getByRole('textbox', { name: 'Note on effort' }))
  await keyboard.type('Coughed')
  await keyboard.press('Control+Enter')
  await expect(window.getByRole('gridcell', { name: 'changed since verified' })).toBeVisible()

  // A second entry, and what differs.
  await goTo('/quality?part=double-entry')
  await expect(grid('Cases')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(window.getByRole('textbox', { name: 'Birth date' })).toBeFocused()
  await expect(window.getByRole('heading', { name: 'Second entry: AS-0003' })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.type(found.case.birth_date)
  await tabTo(window.getByRole('textbox', { name: 'First FVC', exact: true }))
  await keyboard.type('1.11')
  await keyboard.press('Control+Enter')
  await expect(window.getByRole('row', { name: /Birth date/ })).toContainText('agree')
  await expect(window.getByRole('row', { name: /First FVC .* 1.11/ })).toContainText('differ')
  expect(await faultsInBothSchemes(window)).toEqual([])
  await tabTo(window.getByRole('button', { name: 'Ask about it: First FVC', exact: true }))
  await keyboard.press('Enter')
  await expect(window.getByRole('textbox', { name: 'Question' })).toHaveValue(
    /the second entry 1.11 L. Which is right\?$/,
  )
  await keyboard.press('Control+Enter')
  await expect(window.getByText('Asked about First FVC.')).toBeVisible()
  await tabTo(window.getByRole('button', { name: 'Go to the field: First FVC', exact: true }))
  await keyboard.press('Enter')
  await expect(window.getByRole('textbox', { name: 'FVC', exact: true })).toBeFocused()

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
