/** A patient who is in the registry already is noticed, two cases become one, and two again: by keyboard alone. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

test('a patient who is entered twice is noticed; the two cases are found, merged, and taken apart', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, tabTo, close } = await launchDemo(6)
  const { keyboard } = window
  const box = (name: string) => window.getByRole('textbox', { name, exact: true })
  const button = (name: string | RegExp) => window.getByRole('button', { name })
  const typePatient = async (family: string, given: string) => {
    await keyboard.press('n')
    await expect(box('Family name')).toBeFocused()
    await keyboard.type(family)
    await keyboard.press('Enter')
    await keyboard.type(given)
    await tabTo(box('Birth date'))
    await keyboard.type('30.7.1961')
  }
  const codeOfPage = window.locator('.fact-code')

  await typePatient('Meyer', 'Stefanie')
  await keyboard.press('Control+Enter')
  await expect(codeOfPage).toHaveText(/AS-0007/)

  // Entered again under another spelling: the panel says so, and saving asks.
  await goTo('/cases')
  await expect(window.getByRole('grid')).toBeVisible()
  await typePatient('Maier', 'Stephanie')
  const panel = window.getByRole('status', { name: 'Cases that may be this patient' })
  await expect(panel).toContainText('AS-0007 is very likely this patient: same birth date; names sound alike')
  await expect(panel).not.toContainText('Meyer')
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.press('Control+Enter')
  await expect(button('Open AS-0007')).toBeFocused()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.press('Enter')
  await expect(codeOfPage).toHaveText(/AS-0007/)

  // What was typed is still there, and may be somebody else after all.
  await goTo('/cases')
  await expect(window.getByRole('grid')).toBeVisible()
  await keyboard.press('n')
  await expect(button('Go on with it')).toBeFocused()
  await keyboard.press('Enter')
  await expect(box('Family name')).toHaveValue('Maier')
  await expect(panel).toContainText('AS-0007')
  await keyboard.press('F8')
  await expect(window.getByRole('textbox', { name: 'Why it is not AS-0007' })).toBeFocused()
  await keyboard.type('her twin sister')
  await keyboard.press('Enter')
  await expect(panel).toContainText('AS-0007 is somebody else: her twin sister.')
  await keyboard.press('Control+Enter')
  await expect(codeOfPage).toHaveText(/AS-0008/)
  const second = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0008' })
  const history = await ask<{ entries: readonly { reason?: string }[] }>('records.history', {
    form: 'case',
    id: second.case.id,
  })
  expect(history.entries[0]?.reason).toMatch(/^Not AS-0007 \(same birth date; .*\): her twin sister$/)
  await ask('records.add', { caseId: second.case.id, form: 'note', values: { title: 'Seen twice' } })

  // The whole registry is looked through. The page itself added no note: it looks anew.
  await goTo('/registry')
  await window.reload()
  await tabTo(button('Find duplicates'))
  await keyboard.press('Enter')
  const compare = window.getByRole('link', { name: 'Compare and merge AS-0007 and AS-0008' })
  await expect(compare).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await tabTo(compare)
  await keyboard.press('Enter')

  await expect(window.getByRole('heading', { name: 'Merge AS-0008 into AS-0007' })).toBeFocused()
  await expect(window.getByText('1 note')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await tabTo(window.getByRole('radio', { name: 'Family name of AS-0008' }))
  await keyboard.press('ArrowLeft')
  await expect(window.getByRole('radio', { name: 'Family name of AS-0007' })).toBeChecked()
  await tabTo(box('Why they are one patient (kept in the history)'))
  await keyboard.type('one insurance card')
  await tabTo(button('Merge AS-0008 into AS-0007'))
  await keyboard.press('Enter')
  await expect(window.getByText('AS-0008 was merged into this case')).toBeVisible()

  // Found under the old code, as the case that it is now.
  await goTo('/cases')
  await expect(window.getByRole('grid')).toBeVisible()
  await keyboard.press('/')
  await expect(window.getByLabel('Search all records')).toBeFocused()
  await keyboard.type('AS-0008')
  await expect(window.getByRole('row', { name: /AS-0007/ })).toBeVisible()
  await expect(window.getByRole('row')).toHaveCount(2)
  await keyboard.press('Enter')
  await expect(codeOfPage).toHaveText(/AS-0007/)
  const kept = await ask<{ case: { id: string }; records: { note: readonly unknown[] } }>('cases.get', {
    code: 'AS-0007',
  })
  expect(kept.records.note).toHaveLength(1)

  await goTo(`/cases/${kept.case.id}/record?form=case`)
  await tabTo(button('Take apart again…'))
  await keyboard.press('Enter')
  await expect(window.getByText('AS-0008 gets back 1 note, its baseline and its identity.')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.type('twins after all')
  await keyboard.press('Control+Enter')
  await expect(window.getByText('AS-0008 was merged into this case')).toBeHidden()
  const apart = await ask<{ records: { note: readonly unknown[] } }>('cases.get', { code: 'AS-0008' })
  expect(apart.records.note).toHaveLength(1)
  expect(await ask<{ ok: boolean }>('registry.verify', {})).toMatchObject({ ok: true })

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
