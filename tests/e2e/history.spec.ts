/** What was changed can be seen, taken back and done again; by keyboard alone. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '../support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import { ask } from './ask.ts'
import { goTo, prepareRegistry, unlock } from './prepared-registry.ts'

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-history-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

test('changes are undone, redone, read in the history, taken back and explained, by keyboard alone', async () => {
  test.setTimeout(180_000)
  const folder = path.join(place, 'clinic.asild')
  const saved = { date: '2026-11-02', kind: 'follow-up', weight: 71, weight_unit: 'kg' }
  const [made, visit] = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'visit', caseId: '$0.id', values: saved }],
  ])
  const caseId = made!['id']!
  const visits = `/cases/${caseId}/record?form=visit&at=${visit!['id']!}`
  const { window, complaints, close } = await launchApp(path.join(place, 'profile'))
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => window.keyboard.press(key)), Promise.resolve())
  const faults: Record<string, string[]> = {}
  const pft = `/cases/${caseId}/record?form=pft`
  const rows = window.getByRole('grid').getByRole('row')
  const notice = window.locator('.notice')
  await unlock(window, folder, pft)
  await expect(window.getByRole('button', { name: 'Nothing to undo' })).toBeVisible()
  await expect(window.getByRole('heading', { name: 'Pulmonary function tests' })).toBeVisible()

  await press('a')
  await expect(window.getByRole('textbox', { name: /^Date/ })).toBeFocused()
  await window.keyboard.type('12.04.2021')
  await press('Tab')
  await window.keyboard.type('2,9')
  await press('Control+Enter')
  await expect(notice).toContainText('Saved:')
  await expect(notice.getByRole('button', { name: 'Undo' })).toBeVisible()
  const undoButton = window.getByRole('button', { name: /^Undo: Pulmonary function test 12 Apr 2021 added/ })
  await expect(undoButton).toBeVisible()
  await expect(rows).toHaveCount(2)
  await press('Control+z')
  await expect(notice).toContainText('Undone: Pulmonary function test 12 Apr 2021 added')
  await expect(rows).toHaveCount(0)
  await press('Control+Shift+z')
  await expect(notice).toContainText('Done again:')
  await expect(rows).toHaveCount(2)

  const changes = Array.from({ length: 36 }, (_, day) => ({
    do: 'add',
    form: 'laboratory',
    values: {
      test: 'ck',
      date: `2026-0${1 + Math.floor(day / 28)}-${String(1 + (day % 28)).padStart(2, '0')}`,
      value: 100 + day,
      unit: 'U/L',
    },
  }))
  await ask(window, 'records.change', { caseId, label: '36 pasted values', changes })
  const count = async () => {
    const { records } = await ask<{ records: Record<string, object[]> }>(window, 'cases.get', { caseId })
    return records['laboratory']!.length
  }
  expect(await count()).toBe(36)
  await press('Control+z')
  await expect(notice).toContainText('Undone: 36 pasted values')
  expect(await count()).toBe(0)

  await goTo(window, visits)
  await expect(window.getByRole('row', { name: /2 Nov 2026/ })).toBeFocused()
  await press('Delete')
  await window.keyboard.type('Wrong patient')
  await press('Control+Enter')
  await expect(notice).toContainText('Voided:')
  await press('Control+z')
  await expect(notice).toContainText('Undone: Visit 2 Nov 2026 voided')
  await expect(window.getByRole('row', { name: /2 Nov 2026/ })).toBeVisible()

  // The registry asks for reasons from here on.
  await goTo(window, '/registry')
  await window.getByRole('radio', { name: /Never/ }).focus()
  await press('2')
  await expect(window.getByRole('radio', { name: /On every edit/ })).toBeChecked()
  faults['registry'] = await faultsInBothSchemes(window)
  await goTo(window, visits)
  await expect(window.getByRole('row', { name: /2 Nov 2026/ })).toBeFocused()
  await press('Enter')
  await window.getByRole('textbox', { name: 'Weight', exact: true }).focus()
  await press('Control+a')
  await window.keyboard.type('69')
  await press('Control+Enter')
  const asked = window.getByRole('dialog', { name: 'Why is this visit changed?' })
  await expect(asked.getByRole('radio', { name: /Typing error/ })).toBeFocused()
  faults['the question for the reason'] = await faultsInBothSchemes(window)
  await press('Tab')
  await window.keyboard.type('Read from the wrong scale')
  await press('Enter')
  await expect(notice).toContainText('Saved:')

  await press('8')
  const lines = window.locator('.history-line')
  await expect(lines.first()).toContainText('Visit, 2 Nov 2026: weight 71 → 69 kg')
  await expect(lines.first()).toContainText('Read from the wrong scale')
  await expect(window.getByText('Case AS-0001 added')).toBeVisible()
  await press('/')
  await window.keyboard.type('wrong scale')
  await expect(lines).toHaveCount(1)
  await press('Enter')
  await expect(lines.first()).toBeFocused()
  await press('ArrowRight')
  await expect(window.locator('.history-detail')).toContainText('Weight')
  faults['history'] = await faultsInBothSchemes(window)
  await press('r')
  await expect(window.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  faults['taking back'] = await faultsInBothSchemes(window)
  await window.keyboard.type('The scale was right')
  await press('Control+Enter')
  await expect(notice).toContainText('Taken back:')
  const { records } = await ask<{ records: Record<string, { weight: number }[]> }>(window, 'cases.get', { caseId })
  expect(records['visit']?.[0]?.weight).toBe(71)

  // What was changed again since says so, and stays.
  await press('/', 'Escape')
  await expect(lines.first()).toBeFocused()
  await press('ArrowDown', 'ArrowRight')
  await expect(window.getByText('It can’t be taken back as one', { exact: false })).toBeVisible()

  expect(await ask<object>(window, 'registry.verify')).toMatchObject({ ok: true })
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})
