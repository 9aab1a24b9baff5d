/** The clinical inputs by keyboard alone: units as typed, titers, doses, the last answer, why empty, all manifestations. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

interface Found {
  readonly records: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

const start: readonly RecordChange[] = [
  {
    do: 'add',
    form: 'laboratory',
    values: { test: 'ck', date: '2021-01-11', value: 5.2, unit: 'ukat/L', ref_low: 0.6, ref_high: 2.9 },
  },
  {
    do: 'add',
    form: 'pft',
    values: {
      date: '2021-01-11',
      fvc: 2310,
      fvc_unit: 'mL',
      dlco: 15.1,
      dlco_unit: 'mL/min/mm[Hg]',
      bronchodilator: 'pre',
    },
  },
  { do: 'add', form: 'treatment', key: 'ivig', values: { drug: 'ivig', started: '2021-01-11', route: 'iv' } },
  { do: 'add', form: 'manifestation', values: { term: 'cough', status: 'present', observed_on: '2021-01-11' } },
]

test('units, titers, doses, last answers and reasons are typed in real forms, and all manifestations gone through', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, close } = await launchDemo(3)
  const { keyboard } = window
  const { id: caseId } = await ask<{ id: string }>('cases.create', { values: { code: 'AS-0098', status: 'active' } })
  await ask('records.change', { caseId, label: 'Start', changes: start })
  const records = async (form: string) => (await ask<Found>('cases.get', { caseId })).records[form] ?? []
  const faults: Record<string, readonly string[]> = {}

  const item = (name: string) => window.locator(`[data-item="${name}"]`)
  const input = (name: string) => item(name).locator('input').first()
  const chosen = (name: string) => item(name).getByRole('radio', { checked: true })
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await keyboard.press(key)
  }
  /** Opens a new record of a form; the keyboard is then in its first field. */
  const begin = async (form: string, first: string) => {
    await goTo(`/cases/${caseId}/record?form=${form}`)
    await expect(window.locator('.records-pane')).toBeVisible()
    await press(form === 'treatment' ? 's' : 'a')
    await expect(input(first)).toBeFocused()
  }
  /** Enter until a field has the keyboard. */
  const enterTo = async (name: string) => {
    for (let pressed = 0; pressed < 40; pressed++) {
      if (await item(name).evaluate((element) => element.contains(document.activeElement))) return
      await press('Enter')
    }
    throw new Error(`Enter does not lead to ${name}.`)
  }
  const save = async () => {
    await press('Control+Enter')
    await expect(window.locator('.record-form')).toBeHidden()
  }

  await test.step('a DLCO in the other unit, the last FVC again, and why the rest is empty', async () => {
    await begin('pft', 'date')
    await keyboard.type('12/4/2021')
    await expect(item('date')).toContainText('Mon 12 Apr 2021')
    await press('Enter')
    await expect(input('fvc')).toBeFocused()
    await expect(item('fvc')).toContainText('11 Jan 2021: 2310 mL')
    await press('F4')
    await expect(input('fvc')).toHaveValue('2310')
    await expect(item('fvc').locator('select')).toHaveValue('mL')
    await enterTo('dlco')
    await keyboard.type('4,9 mmol/min/kPa')
    await expect(item('dlco').locator('select')).toHaveValue('mmol/min/kPa')
    await press('Enter')
    await expect(input('dlco')).toHaveValue('4.9')
    await press('Shift+Enter', 'Enter')
    await enterTo('kco')
    await press('F2')
    await expect(window.getByRole('menuitem', { name: 'Unknown' })).toBeFocused()
    faults['why empty'] = await faultsInBothSchemes(window)
    await press('2')
    await expect(input('kco')).toBeFocused()
    await expect(input('kco')).toHaveAttribute('placeholder', 'Not done')
    await enterTo('haemoglobin')
    await keyboard.type('7400 µmol/L')
    await press('Tab')
    await expect(item('haemoglobin')).toContainText('7400 µmol/L = 11.924 g/dL')
    // Rows of answers and long lists say it too, and take it back.
    await enterTo('bronchodilator')
    await press('F2')
    await expect(window.getByRole('menuitem', { name: 'Unknown' })).toBeFocused()
    await press('ArrowDown', 'ArrowDown', 'Enter')
    await expect(item('bronchodilator').getByRole('button')).toHaveText('Refused')
    await expect(item('bronchodilator').locator(':focus')).toBeVisible()
    await press('F4')
    await expect(chosen('bronchodilator')).toHaveAttribute('value', 'pre')
    await enterTo('quality')
    await press('F2')
    await expect(window.getByRole('menuitem', { name: 'Unknown' })).toBeFocused()
    await press('Escape')
    await expect(input('quality')).toBeFocused()
    faults['form'] = await faultsInBothSchemes(window)
    await save()
    expect((await records('pft')).find(({ date }) => date === '2021-04-12')).toMatchObject({
      fvc: 2310,
      fvc_unit: 'mL',
      dlco: 4.9,
      dlco_unit: 'mmol/min/kPa',
      haemoglobin: 11.924,
      haemoglobin_unit: 'g/dL',
      bronchodilator: 'pre',
      missing: { kco: 'not-done' },
    })
  })

  await test.step('a laboratory result again, with its unit and limits of normal', async () => {
    await begin('laboratory', 'test')
    await keyboard.type('ck')
    await press('Tab')
    await keyboard.type('12 Apr 2021')
    await press('Enter', 'F4')
    await expect(input('value')).toHaveValue('5.2')
    await expect(chosen('unit')).toHaveAttribute('value', 'ukat/L')
    await save()
    expect((await records('laboratory')).find(({ date }) => date === '2021-04-12')).toMatchObject({
      test: 'ck',
      value: 5.2,
      unit: 'ukat/L',
      ref_low: 0.6,
      ref_high: 2.9,
    })
  })

  await test.step('a titer', async () => {
    await begin('antibody', 'specificity')
    await keyboard.type('ana')
    await press('Enter', '1')
    await expect(input('result')).toHaveValue('Positive')
    await enterTo('titre')
    await keyboard.type('>1/5120')
    // Types ahead in a list of several answers, then by digit in one of five.
    await enterTo('pattern')
    await keyboard.type('AC-19')
    await press('Enter')
    await expect(item('pattern')).toContainText('AC-19')
    await save()
    expect(await records('antibody')).toEqual([
      expect.objectContaining({
        specificity: 'ana',
        result: 'positive',
        titre: 5120,
        titre_comparator: '>',
        pattern: ['AC-19'],
      }),
    ])
  })

  await test.step('a dose in one line', async () => {
    await begin('treatment', 'started')
    await keyboard.type('12 Apr 2021')
    await enterTo('dose_line')
    await keyboard.type('2 g/kg over 2 days q4w')
    await expect(item('dose_line')).toContainText('2 g/kg over 2 days every 4 weeks')
    await expect(input('dose')).toHaveValue('2')
    faults['dose'] = await faultsInBothSchemes(window)
    await save()
    expect(await records('dose_step')).toEqual([
      expect.objectContaining({ dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2, started: '2021-04-12' }),
    ])
  })

  await test.step('all manifestations, which come back after they were left', async () => {
    await goTo(`/cases/${caseId}/record?form=manifestation`)
    await expect(window.getByRole('button', { name: /^Go through all/ })).toBeVisible()
    await press('g')
    const row = (name: string) => window.getByRole('radiogroup', { name, exact: true })
    await expect(row('Interstitial lung disease').locator(':focus')).toBeVisible()
    await expect(row('Cough')).toContainText('11 Jan 2021')
    await press('p', 'ArrowDown', 'a', 'a')
    await expect(row('Clubbing').locator(':focus')).toBeVisible()
    await press('ArrowRight')
    await expect(row('Clubbing').locator(':focus')).toBeHidden()
    await press('ArrowLeft', 'Home', 'ArrowDown', 'u')
    await press('Escape')
    await expect(window.getByRole('heading', { name: 'All manifestations' })).toBeHidden()
    await press('g')
    await expect(window.getByRole('button', { name: 'Go on with it' })).toBeFocused()
    await press('Enter')
    await expect(window.getByText('1 present, 2 absent, 1 unknown')).toBeVisible()
    faults['manifestations'] = await faultsInBothSchemes(window)
    await press('Shift+Tab')
    await expect(window.getByRole('textbox', { name: 'Looked for on' })).toBeFocused()
    await press('Control+a')
    await keyboard.type('12 Apr 2021')
    await press('Control+Enter')
    await expect(window.getByRole('heading', { name: 'All manifestations' })).toBeHidden()
    const found = (await records('manifestation')).filter(({ observed_on }) => observed_on === '2021-04-12')
    expect(Object.fromEntries(found.map(({ term, status }) => [term, status]))).toEqual({
      ild: 'present',
      dyspnea: 'unknown',
      cough: 'absent',
      crackles: 'absent',
    })
    const { undo } = await ask<{ undo?: { label: string } }>('changes.undoable', {})
    expect(undo?.label).toBe('Manifestations 12 Apr 2021')
  })

  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(Object.keys(faults)).toEqual(['why empty', 'form', 'dose', 'manifestations'])
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
