/** The demo registry opens, and no screen of it has an accessibility fault that matters, light or dark. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsOf } from '#tests/support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'

test('the demo opens, and no screen has a serious accessibility fault, light or dark', async () => {
  test.setTimeout(360_000)
  const { window, userData, complaints, close } = await launchApp()
  const faults: Record<string, string[]> = {}
  const look = async (screen: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await window.waitForTimeout(200)
      faults[`${screen}, ${colorScheme}`] = await faultsOf(window)
    }
  }

  await window.getByText('New registry').click()
  await look('new registry')
  await window.getByText('Demo', { exact: true }).click()
  await window.getByRole('button', { name: 'Open the demo' }).click()
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible({ timeout: 90_000 })
  await expect(window.getByText('61 cases')).toBeVisible()
  await look('case table')
  await window.keyboard.press('s')
  await expect(window.getByRole('img', { name: /^AS-0001: FVC/ })).toBeVisible()
  await look('small multiples')
  await window.keyboard.press('u')
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible()

  await window.keyboard.press('Enter')
  await expect(window.getByText('anti-synthetase antibody not recorded').first()).toBeVisible()
  await expect(window.getByText('Illustrative values are drawn hollow', { exact: false }).first()).toBeVisible()
  await look('chart')
  await window.keyboard.press('2')
  await window.getByRole('navigation', { name: 'Forms' }).getByText('Treatments', { exact: true }).click()
  await look('record')
  await window.getByRole('navigation', { name: 'Forms' }).getByText('Pulmonary function tests', { exact: true }).click()
  await window.keyboard.press('a')
  await expect(window.getByRole('button', { name: /^Save/ }).first()).toBeVisible()
  await look('record form')
  await window.keyboard.press('Escape')
  await window.keyboard.press('5')
  await expect(window.getByText('not available: the birth date is not recorded').first()).toBeVisible()
  await look('lung function')
  for (const view of ['Progression', 'Criteria and scores', 'Response']) {
    await window.getByRole('link', { name: view, exact: true }).click()
    await expect(window.getByRole('region', { name: view, exact: true })).not.toBeEmpty()
    await look(view)
  }
  await window.keyboard.press('7')
  await look('documents')
  await window.getByRole('link', { name: 'Due', exact: true }).first().click()
  await expect(window.getByRole('grid', { name: 'Overdue' })).toBeVisible()
  await look('due')
  await window.getByRole('link', { name: 'Schedules', exact: true }).click()
  await expect(window.getByRole('group', { name: 'HRCT with ILD' })).toBeVisible()
  await look('schedules')
  await window.getByRole('link', { name: 'Registry' }).first().click()
  await window.getByRole('link', { name: 'Who did what in this registry' }).click()
  await expect(window.getByRole('listitem').filter({ hasText: 'Unlocked' })).toBeVisible()
  await look('audit')
  await window.getByRole('link', { name: 'Verify and compare' }).click()
  await expect(window.getByRole('button', { name: 'Verify the chain' })).toBeVisible()
  await look('audit chain')
  await window.goto('app://local/#/share')
  await expect(window.getByRole('button', { name: 'Show the report' })).toBeVisible()
  await look('share')
  for (const name of ['Registry', 'Registry health', 'Settings', 'About']) {
    await window.getByRole('link', { name }).first().click()
    await look(name)
  }

  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(Object.keys(faults)).toHaveLength(40)
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
