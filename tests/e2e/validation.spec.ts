/** Unlikely values: asked about once, from the patient's own history, answered by keyboard, and remembered. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

interface Found {
  readonly case: { readonly id: string }
  readonly records: { readonly pft: readonly { readonly dlco?: number; readonly dlco_unit?: string }[] }
}

test('a slip of the unit is asked about with the earlier value, answered once, and asked anew when the value changes', async () => {
  test.setTimeout(120_000)
  const { window, userData, complaints, ask, goTo, tabTo, close } = await launchDemo(6)
  const { keyboard } = window
  const found = await ask<Found>('cases.get', { code: 'AS-0004' })
  const last = found.records.pft.findLast(({ dlco }) => dlco !== undefined)!
  const isSi = last.dlco_unit === 'mmol/min/kPa'
  // The number of the other unit, typed under the unit that stands there first: mL/min/mmHg.
  const slip = String(Number((isSi ? last.dlco! : last.dlco! / 2.987).toFixed(1)))

  await goTo(`/cases/${found.case.id}/record?form=pft&open=new`)
  await expect(window.getByRole('textbox', { name: /^Date/ })).toBeFocused()
  await keyboard.type('t')
  await tabTo(window.getByRole('textbox', { name: 'DLCO', exact: true }))
  await keyboard.type(slip)
  await keyboard.press('Control+Enter')

  const reason = window.getByRole('textbox', { name: 'Why is it right?' })
  await expect(reason).toBeFocused()
  const sentence = window.getByRole('button', { name: new RegExp(`DLCO is ${slip} mL/min/mmHg here, and .* on .*`) })
  await expect(sentence).toContainText(`${slip} mmol/min/kPa would fit.`)
  expect(await faultsInBothSchemes(window)).toEqual([])

  await keyboard.press('Enter')
  await expect(window.getByText('A reason is needed.')).toBeVisible()
  await keyboard.press('1')
  await expect(reason).toHaveValue('Checked against the report')
  await keyboard.press('Enter')
  await expect(window.getByText(/^Saved:/)).toBeVisible()
  const row = window.locator('tr:focus')
  await expect(row).toBeVisible()

  await keyboard.press('Enter')
  await expect(window.getByText('Confirmed: checked against the report')).toBeVisible()
  await tabTo(window.getByRole('textbox', { name: 'Laboratory' }))
  await keyboard.type('Outside')
  await keyboard.press('Control+Enter')
  await expect(row).toBeVisible()

  await keyboard.press('Enter')
  const dlco = window.getByRole('textbox', { name: 'DLCO', exact: true })
  await tabTo(dlco)
  await keyboard.press('Control+a')
  await keyboard.type(String(Number((Number(slip) + 0.1).toFixed(1))))
  await keyboard.press('Control+Enter')
  await expect(reason).toBeFocused()
  // The sentence leads to its field.
  await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await expect(dlco).toBeFocused()
  await keyboard.press('Escape')
  await expect(window.getByRole('button', { name: 'Keep as draft' })).toBeFocused()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(row).toBeVisible()

  const { records } = await ask<{ records: { pft: { confirmed?: object }[] } }>('cases.get', { code: 'AS-0004' })
  expect(records.pft.at(-1)?.confirmed).toEqual({
    dlco: { rule: 'unit-slip', value: `${slip} mL/min/mmHg`, reason: 'Checked against the report' },
  })
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
