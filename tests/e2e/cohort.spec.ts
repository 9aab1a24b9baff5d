/** A cohort from the first infusion of IVIg: built by keyboard, counted, its cases listed, described and followed. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo, type DemoApp } from './demo-app.ts'

// Each goes on where the one before stopped.
test.describe.configure({ mode: 'serial' })

let demo: DemoApp

test.beforeAll(async () => {
  demo = await launchDemo(61)
})
test.afterAll(async () => {
  await demo.close()
  fs.rmSync(demo.userData, { recursive: true, force: true })
})

/** It goes through all cases: longer than a screen may take. */
const patient = { timeout: 30_000 }

test('a cohort is built by keyboard, and each number leads to its cases', async () => {
  const { window } = demo
  await demo.goTo('/cohorts')
  await expect(window.getByText('No cohort yet')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await demo.tabTo(window.getByRole('button', { name: 'Treated with IVIg, from the first infusion' }))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/^Treated with IVIg/)
  const count = window.getByRole('region', { name: 'Count' })
  await expect(count.getByRole('status')).toContainText('of 61', patient)
  const before = await count.getByRole('button', { name: /in the cohort/ }).textContent()

  await demo.tabTo(window.getByRole('button', { name: /^Add a step/ }))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('combobox', { name: 'What step 2 asks for' })).toBeFocused()
  await window.keyboard.type('age-at-index')
  await window.keyboard.press('Tab')
  await demo.tabTo(window.getByRole('textbox', { name: /^Value of .*step 2/ }))
  await window.keyboard.type('40')
  await expect(count.getByText(/^Age at index at least 40/)).toBeVisible(patient)
  expect(Number(await count.getByRole('button', { name: /in the cohort/ }).textContent())).toBeLessThanOrEqual(
    Number(before),
  )

  const leftOut = count.getByRole('button', { name: /left out by/ }).first()
  await demo.tabTo(leftOut)
  const number = await leftOut.textContent()
  await window.keyboard.press('Enter')
  const list = window.getByRole('complementary', { name: 'Cases behind the number' })
  await expect(list.getByText(`${number} case`, { exact: false })).toBeVisible(patient)
  expect(await list.getByRole('link').count()).toBe(Number(number))
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(leftOut).toBeFocused()

  await window.keyboard.press('Control+s')
  await expect(window.getByRole('button', { name: 'Version 1' })).toBeVisible()
})

test('Table 1 and a Kaplan–Meier curve are run over it, without faults', async () => {
  const { window } = demo
  await window.keyboard.press('2')
  await expect(window.getByRole('button', { name: /^Run over/ })).toBeVisible(patient)
  await window.keyboard.press('Control+Enter')
  const table = window.getByRole('region', { name: 'Result: Table 1' })
  await expect(table.getByRole('table').first()).toContainText('Age', patient)
  expect(await faultsInBothSchemes(window)).toEqual([])

  await window.getByRole('heading', { level: 1 }).click()
  await window.keyboard.press('4')
  await window.getByRole('combobox', { name: 'Until' }).selectOption('infection')
  await window.keyboard.press('Control+Enter')
  const curve = window.getByRole('region', { name: 'Result: Time to event' })
  const figure = curve.getByRole('img', { name: /^Free of infection/ })
  await expect(figure).toBeVisible(patient)
  await expect(figure.getByText('At risk')).toBeVisible()
  await curve.getByText('The same in R').click()
  await expect(curve.getByText('library(survival)')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
})

test('a data cut is frozen and runs to the same numbers, and the cohort is put away with a reason', async () => {
  const { window } = demo
  await window.getByRole('button', { name: 'Freeze…' }).click()
  await window.getByRole('textbox', { name: 'Name of the data cut' }).fill('Abstract')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('combobox', { name: 'Data' })).toContainText('Abstract', patient)
  await window.keyboard.press('Control+Enter')
  await expect(window.getByText(/^A data cut of/)).toBeVisible(patient)
  await demo.goTo('/cohorts')
  await window.getByRole('button', { name: /^Put Treated with IVIg/ }).click()
  await window.getByRole('textbox', { name: 'Reason' }).fill('Only a trial')
  await window.keyboard.press('Enter')
  await expect(window.getByText('No cohort yet')).toBeVisible()
})
