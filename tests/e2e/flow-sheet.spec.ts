/** Values by date, by keyboard alone: typed down a column, copied, pasted, refused, saved, undone, and never lost. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

interface Found {
  readonly case: { readonly id: string }
  readonly records: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

const laboratory = (test: string, date: string, value: number, unit: string, ref_high: number): RecordChange => ({
  do: 'add',
  form: 'laboratory',
  values: { test, date, value, unit, ref_high },
})

const start: readonly RecordChange[] = [
  laboratory('ck', '2021-01-11', 310, 'U/L', 200),
  laboratory('crp', '2021-01-11', 12, 'mg/L', 5),
  laboratory('haemoglobin', '2021-01-11', 13.4, 'g/dL', 16),
  laboratory('ck', '2021-02-08', 240, 'U/L', 200),
  {
    do: 'add',
    form: 'pft',
    values: { date: '2021-01-11', fvc: 2.31, fvc_unit: 'L', fvc_pct: 61, dlco_pct: 48, comment: 'good effort' },
  },
]

/** As a German laboratory's sheet is copied from Excel. */
const pasted = [
  'Laborwerte\t\t\t\t',
  'Parameter\tEinheit\tReferenz\t03.05.2021\t14.06.2021',
  'Kreatinkinase\tU/l\t30 - 200\t1.024\t182',
  'C-reaktives Protein\tmg/l\t<5,0\t8,5\t<0,6',
  'Hämoglobin\tg/dl\t12,0 - 16,0\t13,1\thämolytisch',
  'CK-MB\tU/l\t<24\t18\t-',
  '',
].join('\r\n')

test('the flow sheet is typed into, copied from and pasted into, saved as one, undone, and drafts come back', async () => {
  test.setTimeout(180_000)
  const { app, window, userData, complaints, ask, goTo, close } = await launchDemo(3)
  const { keyboard } = window
  const { id: caseId } = await ask<{ id: string }>('cases.create', { values: { code: 'AS-0099', status: 'active' } })
  await ask('records.change', { caseId, label: 'Start', changes: start })
  const records = async () => (await ask<Found>('cases.get', { caseId })).records
  const grid = window.getByRole('grid', { name: 'Values by date' })
  const cell = (item: string, date: string) => {
    const column = window.getByRole('columnheader', { name: date })
    return column.evaluate((head, name) => {
      const heading = [...document.querySelectorAll('[role=rowheader]')].find((each) =>
        each.textContent.startsWith(name),
      )
      const row = document.querySelector(`[role=row][aria-owns="${heading?.id}"]`)
      return row?.querySelector(`[aria-colindex="${head.getAttribute('aria-colindex')}"]`)?.textContent ?? ''
    }, item)
  }

  // A date is added and six values are typed down its column.
  await goTo(`/cases/${caseId}/chart`)
  await expect(window.getByRole('link', { name: /^Flow sheet/ })).toBeVisible()
  await keyboard.press('3')
  await expect(grid).toBeFocused()
  await keyboard.press('d')
  await expect(window.getByRole('textbox', { name: 'Date' })).toBeFocused()
  await keyboard.type('12.4.2021')
  await expect(window.getByText('12 Apr 2021').first()).toBeVisible()
  await keyboard.press('Enter')
  await expect(grid).toBeFocused()
  await expect(window.getByText('CK, 12 Apr 2021')).toBeVisible()
  for (const value of ['190', '<5', '13,6', '2,4', '63', '50']) {
    await keyboard.type(value)
    await keyboard.press('Enter')
    await expect(grid).toBeFocused()
  }
  expect(await cell('FVC %', '12 Apr 2021')).toBe('63, not saved')
  await expect(window.getByRole('button', { name: 'Save 6 values' })).toBeVisible()

  // What can't be is refused at once, in words; Escape gives it up.
  await keyboard.type('610')
  await keyboard.press('Enter')
  await expect(window.getByText(/must be between 1 and 250/)).toBeVisible()
  await expect(window.getByRole('textbox', { name: 'DLCO %, 12 Apr 2021' })).toBeFocused()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await keyboard.press('Escape')
  expect(await cell('DLCO %', '12 Apr 2021')).toBe('50, not saved')

  // A reload loses nothing.
  await expect(window.getByText(/^Draft kept/)).toBeVisible()
  await window.reload()
  await expect(grid).toBeFocused()
  await expect(window.getByRole('button', { name: 'Save 6 values' })).toBeVisible()
  expect(await cell('Hemoglobin', '12 Apr 2021')).toBe('13,6, not saved')

  await keyboard.press('Control+s')
  await expect(window.getByText('Saved: 6 values in the flow sheet')).toBeVisible()
  const saved = await records()
  expect(saved['laboratory']).toHaveLength(7)
  expect(saved['pft']).toMatchObject([
    { date: '2021-01-11', fvc: 2.31, comment: 'good effort' },
    { date: '2021-04-12', fvc: 2.4, fvc_unit: 'L', fvc_pct: 63, dlco_pct: 50 },
  ])
  expect((await ask<{ drafts: readonly unknown[] }>('drafts.list', {})).drafts).toEqual([])

  // A block is copied as a spreadsheet takes it.
  await expect(grid).toBeFocused()
  await keyboard.press('Control+Home')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('Control+c')
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('Item\tUnit\t2021-01-11\t2021-02-08\t2021-04-12\nCK\tU/L\t310\t240\t190\nCRP\tmg/L\t12\t\t<5')

  // A block is pasted: shown, with the refused cells named, before anything is saved.
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), pasted)
  await keyboard.press('Control+v')
  await expect(window.getByRole('grid', { name: 'Pasted values' })).toBeVisible()
  await expect(
    window.getByText('5 values were understood · 2 cells were not taken. Nothing is saved yet.'),
  ).toBeVisible()
  const refused = window.getByRole('region', { name: 'Not taken' }).getByRole('row')
  await expect(refused.filter({ hasText: 'hämolytisch' })).toHaveText(
    '55Hämoglobinhämolytisch“hämolytisch” is not a number.',
  )
  await expect(refused.filter({ hasText: 'CK-MB' })).toHaveText('64CK-MB18“CK-MB” is no item known here.')
  await expect(window.getByText('8,5 has a decimal comma.')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  expect((await records())['laboratory']).toHaveLength(7)

  await keyboard.press('Control+s')
  await expect(window.getByText('Saved: 5 pasted values')).toBeVisible()
  await expect(grid).toBeFocused()
  const ck = async () =>
    (await records())['laboratory']!.filter(({ test: code }) => code === 'ck').map(({ value }) => value)
  expect(await ck()).toEqual([310, 240, 190, 1024, 182])
  expect((await records())['laboratory']).toContainEqual(
    expect.objectContaining({
      test: 'crp',
      date: '2021-06-14',
      value: 0.6,
      value_comparator: '<',
      unit: 'mg/L',
      ref_high: 5,
    }),
  )

  // One undo takes the whole paste back, one redo brings it again.
  await keyboard.press('Control+z')
  await expect.poll(ck).toEqual([310, 240, 190])
  await keyboard.press('Control+Shift+z')
  await expect.poll(ck).toEqual([310, 240, 190, 1024, 182])
  expect((await records())['laboratory']).toHaveLength(12)

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
