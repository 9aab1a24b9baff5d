/** A cohort from the first infusion of IVIg: built by keyboard, counted, its cases listed, described and followed. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { unzip } from '#tests/support/unzip.ts'
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

test('what was run leaves as a report on paper and in Word, as figures, and as data with its R script', async () => {
  test.setTimeout(180_000)
  const { window } = demo
  const pane = window.getByRole('region', { name: 'Result: Time to event' })
  const saveAs = async (button: string, name: string): Promise<string> => {
    const filePath = path.join(demo.userData, name)
    await demo.app.evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
    }, filePath)
    await pane.getByRole('button', { name: button, exact: true }).first().click()
    await expect(window.getByText(`Saved to ${filePath}`)).toBeVisible({ timeout: 60_000 })
    return filePath
  }
  await expect(pane.getByText('Report of the 2 analyses run here')).toBeVisible()
  const words = execFileSync('pdftotext', [await saveAs('PDF…', 'cohort.pdf'), '-'], { encoding: 'utf8' })
  for (const said of ['Who is in the cohort', 'Table 2.', 'Figure 1.', 'Kaplan', 'of the audit chain'])
    expect(words).toContain(said)
  expect(words).not.toMatch(/AS-00\d\d/)
  const word = await unzip(fs.readFileSync(await saveAs('Word…', 'cohort.docx')))
  expect(word.get('word/document.xml')?.toString()).toContain('Figure 1.')
  expect([...word.keys()].filter((name) => name.endsWith('.png'))).toHaveLength(1)
  const figure = /^Save .* as /
  for (const [format, starts] of [
    ['SVG', '<?xml'],
    ['PNG', '\u0089PNG'],
    ['PDF', '%PDF'],
  ] as const) {
    const name = await pane
      .getByRole('button', { name: new RegExp(`${figure.source}${format}$`) })
      .first()
      .getAttribute('aria-label')
    const file = await saveAs(name!, `figure.${format.toLowerCase()}`)
    expect(fs.readFileSync(file, 'latin1').startsWith(starts), format).toBe(true)
  }
  const folder = path.join(demo.userData, 'taken')
  fs.mkdirSync(folder)
  await demo.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  await pane.getByRole('button', { name: 'Tables, data and R script…' }).click()
  await expect(window.getByText(`Saved to ${folder}`, { exact: false })).toBeVisible(patient)
  const [taken] = fs.readdirSync(folder)
  const files = fs.readdirSync(path.join(folder, taken!))
  expect(files).toEqual(expect.arrayContaining(['data.csv', 'script.R', 'Free of infection by year.csv']))
  expect(fs.readFileSync(path.join(folder, taken!, 'script.R'), 'utf8')).toContain('library(survival)')
})

test('trajectories, rates, paired changes and exposure are run over it, without faults', async () => {
  test.setTimeout(180_000)
  const { window } = demo
  const heading = window.getByRole('heading', { level: 1 })
  for (const [key, label] of [
    ['3', 'Trajectories'],
    ['5', 'Rates'],
    ['6', 'Paired changes'],
    ['7', 'Exposure'],
  ] as const) {
    await heading.click()
    await window.keyboard.press(key)
    await expect(window.getByRole('button', { name: /^Run over/ })).toBeVisible(patient)
    await window.keyboard.press('Control+Enter')
    const result = window.getByRole('region', { name: `Result: ${label}` })
    await expect(result.getByRole('table').first()).toBeVisible(patient)
    expect(await faultsInBothSchemes(window), label).toEqual([])
  }
  await heading.click()
  await window.keyboard.press('4')
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
