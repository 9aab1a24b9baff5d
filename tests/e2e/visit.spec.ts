/** A follow-up visit in 90 seconds, by keyboard alone; and that nothing typed into it is ever lost. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { typist } from '#tests/support/typist.ts'
import { launchDemo } from './demo-app.ts'

type Row = Readonly<Record<string, unknown>>
interface Found {
  readonly case: { readonly id: string }
  readonly records: Readonly<Record<string, readonly Row[]>>
}

/** On IVIg and prednisolone, followed since 2018. */
const code = 'AS-0022'
/** Between two visits of the case, four weeks after an infusion. */
const typedDate = '16.8.2026'
const date = '2026-08-16'

const field = (window: Page, name: string) =>
  name === 'Date' ? window.locator('#visit-visit-date') : window.getByRole('textbox', { name, exact: true })
const list = (window: Page, name: string) => window.getByRole('combobox', { name, exact: true })

test('a follow-up visit with twelve results, a PFT, a dose change and an infusion takes at most 90 seconds of typing', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, close } = await launchDemo(22)
  await window.evaluate(() => {
    document.addEventListener('mousedown', () => (document.documentElement.dataset['clicked'] = ''), true)
  })
  const before = await ask<Found>('cases.get', { code })
  await goTo(`/cases/${before.case.id}/chart`)
  await expect(window.getByRole('button', { name: /^New visit/ })).toBeVisible()

  const { keyboard } = window
  const hands = typist(keyboard)
  const { type, move, press } = hands
  const answer = async (text: string) => {
    await type(text)
    await move('Enter')
  }
  await press('v')
  await expect(field(window, 'Date')).toBeFocused()
  await answer(typedDate)
  await expect(list(window, 'Kind of visit')).toBeFocused()
  await type('2')
  await move('PageDown')
  for (const text of ['2', '1', '2', '1', '1', '72.4']) await answer(text)
  await expect(field(window, 'Systolic pressure')).toBeFocused()
  await move('PageDown', 'PageDown')
  await expect(field(window, 'CK')).toBeFocused()
  // CK to ALT, CRP, KL-6 and the blood count; Enter alone passes by what was not measured.
  const results = ['152', '', '201', '19', '31', '<3', '', '', '655', '14.4', '6.1', '1.5', '262', '88', '12.9']
  for (const text of results) await answer(text)
  await expect(list(window, 'Add a test')).toBeFocused()
  await move('PageDown')
  for (const text of ['2810', '63', '', '', '12.9', '42']) await answer(text)
  await expect(window.locator('[data-section=pft] [data-item=fvc]')).toContainText('2830 6 Jan 2026')
  await move('PageDown', 'PageDown', 'PageDown')
  await expect(window.getByRole('textbox', { name: /^New dose of Prednisolone/ })).toBeFocused()
  await answer('4 mg')
  await type('ta')
  await move('Enter')
  await expect(list(window, 'Reason for the dose of Prednisolone')).toHaveValue('Taper')
  await move('PageDown')
  await type('1')
  await expect(window.getByText('72.4 kg × 2 g/kg = 144.8 g')).toBeVisible()
  await move('PageDown', 'PageDown')
  await type('Stable, little activity.')
  await press('Control+Enter')
  await expect(window.getByText(`Saved: Visit 16 Aug 2026, 16 records`)).toBeVisible()

  console.log(
    `A follow-up visit by keyboard: ${hands.keys} keys, ${hands.moves} of them moves; ${hands.seconds} s at 40 words a minute`,
  )
  expect(hands.seconds).toBeLessThanOrEqual(90)
  await expect(window.locator('html[data-clicked]')).toHaveCount(0)

  const { records } = await ask<Found>('cases.get', { code })
  const ofDay = (form: string, dateItem = 'date') => records[form]!.filter((record) => record[dateItem] === date)
  expect(ofDay('visit')).toMatchObject([
    {
      kind: 'follow-up',
      mmrc: 2,
      cough: 'none',
      weight: 72.4,
      weight_unit: 'kg',
      assessment: 'Stable, little activity.',
    },
  ])
  const values = ofDay('laboratory').map(({ test: name, value }) => [name, value])
  expect(Object.fromEntries(values)).toEqual({
    ck: 152,
    ldh: 201,
    ast: 19,
    alt: 31,
    crp: 3,
    'kl-6': 655,
    haemoglobin: 14.4,
    leukocytes: 6.1,
    lymphocytes: 1.5,
    platelets: 262,
    creatinine: 88,
    igg: 12.9,
  })
  const ck = ofDay('laboratory').find((result) => result['test'] === 'ck')
  const lastCk = before.records['laboratory']!.findLast((result) => result['test'] === 'ck' && result['date']! < date)
  expect(ck).toMatchObject({ unit: 'U/L', ref_high: lastCk!['ref_high'], laboratory: lastCk!['laboratory'] })
  expect(ofDay('laboratory').find((result) => result['test'] === 'crp')).toMatchObject({ value_comparator: '<' })
  expect(ofDay('pft')).toMatchObject([{ fvc: 2810, fvc_unit: 'mL', fvc_pct: 63, dlco: 12.9, dlco_pct: 42 }])
  const prednisolone = records['treatment']!.find(({ drug }) => drug === 'prednisolone')
  expect(ofDay('dose_step', 'started')).toMatchObject([
    { treatment: prednisolone!['id'], dose: 4, unit: 'mg', frequency: 'daily', reason: 'taper' },
  ])
  expect(ofDay('infusion')).toMatchObject([
    { drug: 'ivig', weight: 72.4, weight_basis: 'actual', dose_per_kg: 2, total_dose: 144.8, total_dose_unit: 'g' },
  ])
  const { undo } = await ask<{ undo: { label: string } }>('changes.undoable', {})
  expect(undo.label).toBe('Visit 16 Aug 2026')
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})

test('a visit is left and gone on with, put right where it is wrong, and edited afterwards', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, tabTo, close } = await launchDemo(22)
  const { keyboard } = window
  const found = await ask<Found>('cases.get', { code })
  await goTo(`/cases/${found.case.id}/visit?open=new`)
  await expect(field(window, 'Date')).toBeFocused()
  expect(await faultsInBothSchemes(window)).toEqual([])

  await test.step('what was typed is offered again, field for field', async () => {
    await keyboard.type(`${typedDate}\n2\n`)
    await keyboard.press('PageDown')
    await keyboard.press('PageDown')
    await keyboard.type('724')
    await expect(window.getByText(/^Draft kept/)).toBeVisible()
    await keyboard.press('Escape')
    await expect(window.getByRole('dialog', { name: 'It is not saved yet' })).toBeVisible()
    await keyboard.press('Enter')
    await expect(window.getByText(/^Kept as a draft/)).toBeVisible()
    await keyboard.press('v')
    await expect(window.getByRole('dialog', { name: 'Go on where you left off?' })).toContainText('724')
    await keyboard.press('Enter')
    await expect(field(window, 'Date')).toBeFocused()
    await expect(field(window, 'Date')).toHaveValue(typedDate)
    await expect(list(window, 'Kind of visit')).toHaveValue('Follow-up')
    await expect(field(window, 'Weight')).toHaveValue('724')
  })

  await test.step('what is wrong is listed once, and each line leads to its field', async () => {
    await keyboard.press('Control+Enter')
    const problem = window.getByRole('button', { name: /^Weight must be/ })
    await expect(problem).toBeVisible()
    expect(await faultsInBothSchemes(window)).toEqual([])
    await keyboard.press('Tab')
    await expect(problem).toBeFocused()
    await keyboard.press('Enter')
    await expect(field(window, 'Weight')).toBeFocused()
    await keyboard.press('Control+a')
    await keyboard.type('72.4')
    await expect(problem).toBeHidden()
  })

  await test.step('closed sections are opened by their heading', async () => {
    const walk = window.getByRole('button', { name: /^Walk test/ })
    await expect(walk).toHaveAttribute('aria-expanded', 'true')
    await tabTo(walk)
    await keyboard.press('ArrowLeft')
    await expect(field(window, 'Distance')).toBeHidden()
    await keyboard.press('Enter')
    await expect(field(window, 'Distance')).toBeFocused()
    // Same as last time.
    await keyboard.press('F4')
    const last = found.records['walk_test']!.findLast((walked) => walked['date']! < date)
    await expect(field(window, 'Distance')).toHaveValue(String(last!['distance']))
  })

  await keyboard.press('Control+Enter')
  await expect(window.getByText('Saved: Visit 16 Aug 2026, 2 records')).toBeVisible()
  const saved = (await ask<Found>('cases.get', { code })).records
  const visit = saved['visit']!.find((one) => one['date'] === date)!

  await test.step('it is edited where it stands, with its records', async () => {
    await goTo(`/cases/${found.case.id}/record?form=visit&at=${String(visit['id'])}`)
    await expect(window.locator('tr:focus')).toBeVisible()
    await keyboard.press('p')
    await expect(field(window, 'Date')).toBeFocused()
    await expect(field(window, 'Distance')).toBeVisible()
    await keyboard.press('PageDown')
    await keyboard.type('3')
    await keyboard.press('Control+Enter')
    await expect(window.getByText('Saved: Visit 16 Aug 2026, 1 record', { exact: true })).toBeVisible()
    const after = (await ask<Found>('cases.get', { code })).records
    expect(after['visit']!.find(({ id }) => id === visit['id'])).toMatchObject({ mmrc: 3, weight: 72.4, version: 2 })
    expect(after['walk_test']).toEqual(saved['walk_test'])
  })
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
