/** Courses of treatment by keyboard alone, and one drag of each kind by mouse. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { dayNumber, formatPartialDate, isoOfDay } from '#shared/domain/partial-date.ts'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

const now = new Date()
const today = dayNumber(
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-'),
)
/** A day of the past, as stored and in words. */
const ago = (days: number) => isoOfDay(today - days)
const words = (days: number) => formatPartialDate(ago(days))

const course = (window: Page, name: RegExp) => window.getByRole('rowheader', { name })
const cell = (window: Page, name: RegExp) => window.getByRole('gridcell', { name })
const said = (window: Page) => window.locator('.treatments-said')

async function press(window: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await window.keyboard.press(key)
}

test('a course is entered, tapered, moved, saved with its reasons and taken back, by keyboard alone', async () => {
  test.setTimeout(240_000)
  const { window, ask, goTo, userData, complaints, close } = await launchDemo(2)
  const { id: caseId } = await ask<{ id: string }>('cases.create', {
    values: { code: 'AS-0900', status: 'active', sex: 'male', height: 178, height_unit: 'cm' },
  })
  await ask('records.add', {
    form: 'visit',
    caseId,
    values: { date: ago(40), kind: 'follow-up', weight: 82, weight_unit: 'kg' },
  })
  const place = `${caseId}/treatments`
  const saved = async () => (await ask<CaseRecord>('cases.get', { caseId })).records
  const faults: string[] = []
  const look = async () => void faults.push(...(await faultsInBothSchemes(window)))

  await goTo(`/cases/${caseId}/treatments`)
  await expect(window.getByText('No treatment is recorded.')).toBeVisible()
  await look()

  // A course with its first dose, in one line each.
  await press(window, 'a')
  await expect(
    window.getByRole('combobox', { name: 'Drug' }).or(window.getByRole('textbox', { name: 'Drug' })),
  ).toBeFocused()
  await window.keyboard.type('predniso')
  await press(window, 'ArrowDown', 'ArrowUp', 'Tab')
  await window.keyboard.type(ago(300))
  await press(window, 'Tab')
  await window.keyboard.type('40 mg daily')
  await press(window, 'Enter')
  await expect(course(window, /^Course of Predniso.*40 mg daily, new, not saved$/)).toBeFocused()

  // Another dose, moved by a day and a week, and lowered by the usual amount.
  await press(window, 's')
  await expect(window.getByLabel('From')).toBeFocused()
  await window.keyboard.type(ago(200))
  await press(window, 'Tab')
  await window.keyboard.type('30 mg daily')
  await press(window, 'Tab')
  await window.keyboard.type('tap')
  await press(window, 'Tab')
  await look()
  await press(window, 'Enter')
  await expect(cell(window, /^30 mg daily/)).toBeFocused()
  await press(window, ']', '}')
  await expect(said(window)).toHaveText(`30 mg daily from ${words(192)}`)
  await press(window, '[')
  await expect(said(window)).toHaveText(`30 mg daily from ${words(193)}`)
  await press(window, '-')
  await expect(cell(window, /^27.5 mg daily.*taper, new/)).toBeFocused()
  await press(window, 'ArrowLeft')
  await expect(cell(window, /^40 mg daily/)).toBeFocused()
  await press(window, 'ArrowRight')

  // A taper is seen before it is used; what it stages can be undone and redone.
  await press(window, 't')
  await expect(window.getByLabel('Down to')).toBeFocused()
  await window.keyboard.type('5')
  await press(window, 'Tab')
  await window.keyboard.type('10')
  await press(window, 'Tab')
  await window.keyboard.type('2 weeks')
  await press(window, 'Tab')
  await window.keyboard.type(ago(60))
  const preview = window.getByRole('table')
  await expect(preview.getByRole('row')).toHaveCount(4)
  await expect(preview.getByRole('row', { name: `${words(60)} 17.5 mg daily 14` })).toBeVisible()
  await expect(preview.getByRole('row', { name: `${words(32)} 5 mg daily goes on` })).toBeVisible()
  await expect(cell(window, /^7.5 mg daily/)).toBeAttached()
  await look()
  await press(window, 'Enter')
  await expect(preview).toBeHidden()
  await expect(cell(window, /^17.5 mg daily.*taper, new/)).toBeFocused()
  await press(window, 'Control+z')
  await expect(cell(window, /^17.5 mg daily/)).toBeHidden()
  await press(window, 'Control+Shift+z')
  await expect(cell(window, /^17.5 mg daily/)).toBeAttached()

  // What is not saved is still there after a look at the chart.
  await expect(window.getByText(/^Draft kept/)).toBeVisible()
  await press(window, '1')
  await expect(window.getByText('Treatments, CK, lung function')).toBeVisible()
  await press(window, '4')
  await expect(window.getByText(/^Back from the draft/)).toBeVisible()
  await expect(cell(window, /^5 mg daily.*new, not saved/)).toBeAttached()
  expect((await saved()).treatment).toEqual([])

  // Nor is what stands half typed in a panel lost, whatever becomes of the window.
  await course(window, /^Course of/).focus()
  await press(window, 's')
  await window.keyboard.type(ago(20))
  await press(window, 'Tab')
  await window.keyboard.type('2.5 m')
  const kept = async () => (await ask<{ draft: { content: string } }>('drafts.find', { place })).draft.content
  await expect.poll(kept).toContain('2.5 m')
  await window.reload()
  await expect(window.getByLabel('Dose', { exact: true })).toHaveValue('2.5 m')
  await expect(window.getByLabel('From')).toHaveValue(ago(20))
  await press(window, 'Escape')
  await expect(course(window, /^Course of/)).toBeFocused()

  // A taper that goes up is asked about; one saving holds everything.
  await course(window, /^Course of/).focus()
  await press(window, 'ArrowRight', 'ArrowRight')
  await expect(cell(window, /^27.5 mg daily/)).toBeFocused()
  await press(window, '+', '+', '+', '+', '+', '+', 'Control+s')
  await expect(window.getByText('Called a taper, but the dose goes up. Why?')).toBeVisible()
  await window.keyboard.type('flare')
  await press(window, 'Tab', 'Enter')
  await expect(said(window)).toHaveText('Saved.')
  const after = await saved()
  expect(after.treatment).toMatchObject([{ started: ago(300), route: 'oral' }])
  expect(after.dose_step.map(({ started, dose, reason }) => [started, dose, reason])).toEqual([
    [ago(300), 40, 'start'],
    [ago(193), 42.5, 'flare'],
    [ago(60), 17.5, 'taper'],
    [ago(46), 7.5, 'taper'],
    [ago(32), 5, 'taper'],
  ])
  await ask('changes.undo', {})
  expect(await saved()).toMatchObject({ treatment: [], dose_step: [] })
  await ask('changes.redo', {})
  expect((await saved()).dose_step).toHaveLength(5)
  await window.reload()

  // A dose is voided with a reason, the course stopped.
  await course(window, /^Course of/).focus()
  await press(window, 'End', 'Delete')
  await window.keyboard.type('Never taken')
  await press(window, 'Enter')
  await expect(cell(window, /^5 mg daily/)).toBeHidden()
  await press(window, 'x')
  await expect(window.getByLabel('Last day')).toBeFocused()
  await window.keyboard.type(ago(10))
  await press(window, 'Tab')
  await window.keyboard.type('remi')
  await press(window, 'Tab', 'Enter')
  await expect(course(window, /stopped, remission, changed/)).toBeFocused()
  await press(window, 'Control+s')
  await expect(said(window)).toHaveText('Saved.')
  expect(await saved()).toMatchObject({ treatment: [{ ended: ago(10), stop_reason: 'remission' }] })
  expect((await saved()).dose_step).toHaveLength(4)

  expect(faults).toEqual([])
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})

test('infusions are held against their plan and ticked off; nothing is given before that', async () => {
  test.setTimeout(240_000)
  const { window, ask, goTo, userData, complaints, close } = await launchDemo(2)
  const { id: caseId } = await ask<{ id: string }>('cases.create', {
    values: { code: 'AS-0900', status: 'active', sex: 'male', height: 178, height_unit: 'cm' },
  })
  await ask('records.add', {
    form: 'visit',
    caseId,
    values: { date: ago(90), kind: 'follow-up', weight: 82, weight_unit: 'kg' },
  })
  await goTo(`/cases/${caseId}/treatments`)
  await expect(window.getByText('No treatment is recorded.')).toBeVisible()
  await press(window, 'a')
  await window.keyboard.type('ivig')
  await press(window, 'Tab')
  await window.keyboard.type(ago(66))
  await press(window, 'Tab')
  await window.keyboard.type('2 g/kg over 2 days q4w')
  await press(window, 'Enter')
  await expect(course(window, /^Course of IVIg.*2 g\/kg over 2 days every 4 weeks, new/)).toBeFocused()

  await press(window, 'p')
  await expect(
    window.getByText('Days are computed from the first infusion on record; there is none yet.'),
  ).toBeVisible()
  await expect(window.getByText('2 g/kg × 82 kg = 164 g')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Record the first infusion' })).toBeFocused()
  await press(window, 'Enter')
  await expect(window.getByLabel('First day')).toBeFocused()
  await window.keyboard.type(ago(66))
  await press(window, 'Tab')
  await window.keyboard.type(ago(65))
  await press(window, 'Enter')
  await expect(cell(window, /^Infusion .*new/)).toBeFocused()

  await press(window, 'p')
  const row = (name: string) => window.getByRole('table').getByRole('row').filter({ hasText: name })
  await expect(row(words(38))).toContainText('overdue by 38 days: nothing recorded')
  await expect(row(words(10))).toContainText('overdue by 10 days: nothing recorded')
  const faults = await faultsInBothSchemes(window)
  await expect(window.getByRole('button', { name: `Tick off ${words(38)}` })).toBeFocused()
  await press(window, 'Enter')
  await expect(window.getByLabel('First day')).toHaveValue(ago(38))
  await expect(window.getByLabel('Last day')).toHaveValue(ago(37))
  await expect(window.getByLabel('Total dose', { exact: true })).toHaveValue('164')
  await window.keyboard.type(ago(31))
  await press(window, 'Enter', 'p')
  await expect(row(words(38))).toContainText('done, 7 days late')
  await press(window, 'Escape', 'Control+s')
  await expect(said(window)).toHaveText('Saved.')
  const { records } = await ask<CaseRecord>('cases.get', { caseId })
  expect(records.infusion).toMatchObject([
    { date: ago(66), ended: ago(65), total_dose: 164 },
    {
      date: ago(31),
      ended: ago(30),
      drug: 'ivig',
      treatment: records.treatment[0]!.id,
      weight: 82,
      weight_basis: 'actual',
      dose_per_kg: 2,
      total_dose: 164,
      total_dose_unit: 'g',
    },
  ])
  expect(records.dose_step).toMatchObject([{ dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2, reason: 'start' }])

  expect(faults).toEqual([])
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})

test('borders and doses are dragged; Escape gives up; what the published case leaves open stays open', async () => {
  test.setTimeout(240_000)
  const { window, ask, goTo, userData, complaints, close } = await launchDemo(2)
  const { id: caseId } = await ask<{ id: string }>('cases.create', { values: { code: 'AS-0900', status: 'active' } })
  const step = (dose: number, days: number) => ({
    do: 'add',
    form: 'dose_step',
    values: { treatment: 'key:p', dose, unit: 'mg', frequency: 'daily', started: ago(days), reason: 'taper' },
  })
  await ask('records.change', {
    caseId,
    label: 'Prednisone',
    changes: [
      { do: 'add', form: 'treatment', key: 'p', values: { drug: 'prednisone', started: ago(300) } },
      step(40, 300),
      step(20, 150),
    ],
  })
  await goTo(`/cases/${caseId}/treatments`)
  await expect(cell(window, /^20 mg daily/)).toBeAttached()
  const box = async (name: RegExp) => (await cell(window, name).boundingBox())!
  const second = await box(/^20 mg daily/)
  const strip = (await window.locator('.lane-strip').boundingBox())!

  const { mouse } = window
  await mouse.move(second.x + 1, second.y + second.height - 8)
  await mouse.down()
  await mouse.move(second.x + 60, second.y + second.height - 8, { steps: 4 })
  await expect(window.locator('.lane-drag')).toContainText(/^from .*\(\+\d+ d\)$/)
  await press(window, 'Escape')
  await mouse.up()
  await expect(window.getByRole('region', { name: 'Changes not saved' })).toBeHidden()

  await mouse.move(second.x + 1, second.y + second.height - 8)
  await mouse.down()
  await mouse.move(second.x + 60, second.y + second.height - 8, { steps: 4 })
  await mouse.up()
  await expect(cell(window, /^20 mg daily.*changed, not saved/)).toBeAttached()
  expect((await box(/^20 mg daily/)).x).toBeGreaterThan(second.x + 50)

  // The top of the tallest bar lies a line of text below the top of the lane.
  const first = await box(/^40 mg daily/)
  await mouse.move(first.x + 40, strip.y + 15)
  await mouse.down()
  await mouse.move(first.x + 40, strip.y + 25, { steps: 4 })
  await expect(window.locator('.lane-drag')).toHaveText('30 mg daily')
  await mouse.up()
  await expect(cell(window, /^30 mg daily.*changed, not saved/)).toBeAttached()
  await press(window, 'Control+s')
  await expect(said(window)).toHaveText('Saved.')
  const { records } = await ask<CaseRecord>('cases.get', { caseId })
  expect(records.dose_step.map(({ dose }) => dose)).toEqual([30, 20])
  expect(dayNumber(records.dose_step[1]!.started!)).toBeGreaterThan(today - 150)

  const published = await ask<CaseRecord>('cases.get', { code: 'AS-0001' })
  await goTo(`/cases/${published.case.id}/treatments`)
  await expect(cell(window, /^high dose, date not known, start$/)).toBeVisible()
  await expect(cell(window, /^20 mg daily, date not known, taper: Could not go below/)).toBeVisible()
  await expect(course(window, /^Course of IVIg, since Apr 2021, 2 g\/kg of actual body weight, monthly$/)).toBeVisible()
  const high = cell(window, /^high dose/)
  await high.focus()
  await press(window, '+')
  await expect(said(window)).toHaveText('The dose is not known as a number. Press Enter to give it one.')
  await press(window, ']')
  await expect(said(window)).toHaveText('This dose has no date yet. Press Enter to give it one.')
  expect(await faultsInBothSchemes(window)).toEqual([])
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
