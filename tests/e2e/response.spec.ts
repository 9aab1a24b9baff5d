/** The assessment, by keyboard alone: the response to each drug with the record behind a number, and a rule that is judged. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

test('the published case tells what immune globulin did, and a number leads to its record and back', async () => {
  test.setTimeout(180_000)
  const { window, goTo, tabTo, ask, userData, complaints, close } = await launchDemo(2)
  const { case: published } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0001' })
  await goTo(`/cases/${published.id}/chart`)
  await expect(
    window.getByRole('tab', { name: /^Chart/ }).or(window.getByRole('link', { name: /^Chart/ })),
  ).toBeVisible()
  await window.keyboard.press('5')
  await tabTo(window.getByRole('link', { name: 'Response' }))
  await window.keyboard.press('Enter')

  const card = window.getByRole('article', { name: /^Immune globulin, intravenous, started Apr 2021/ })
  await expect(card.getByText('prednisone 20 → 10 mg daily')).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])

  await tabTo(window.getByLabel('After: the nearest to'))
  await window.keyboard.press('ArrowUp')
  await expect(card.getByRole('columnheader', { name: '3 months' })).toBeVisible()

  await tabTo(card.getByRole('link', { name: '258' }))
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/record\?form=laboratory/)
  await window.goBack()
  await expect(card.getByRole('columnheader', { name: '3 months' })).toBeVisible()

  const sum = window.getByRole('row', { name: /^Whole/ }).getByRole('button')
  await sum.focus()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog').getByRole('link')).toHaveCount(10)
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.keyboard.press('Escape')
  await expect(sum).toBeFocused()

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})

test('a verdict is confirmed by one key, overruled with a reason, and both stay in the history', async () => {
  const { window, goTo, tabTo, ask, userData, complaints, close } = await launchDemo(2)
  const { case: published } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0001' })
  await goTo(`/cases/${published.id}/assessment?view="progression"`)
  const judgment = window.getByRole('group', { name: /^Judgment of PPF 2022/ })
  await expect(judgment.getByText('Not judged yet.')).toBeVisible()
  await tabTo(judgment.getByRole('button', { name: /^Confirm/ }))
  await window.keyboard.press('Enter')
  await expect(judgment.getByText(/^Confirmed:/)).toBeVisible()

  await tabTo(judgment.getByRole('button', { name: 'Overrule' }))
  await window.keyboard.press('Enter')
  await window.keyboard.press('1')
  await tabTo(judgment.getByLabel('Reason'))
  await window.keyboard.type('Fever and an infection at the time of the test')
  await window.keyboard.press('Enter')
  await expect(judgment.getByText(/^Overruled:/)).toBeVisible()
  await expect(judgment.getByText(/Fever and an infection at the time of the test/)).toBeVisible()
  await expect(judgment.getByText(/the rule said/)).toBeVisible()

  const { case: after, records } = await ask<{
    case: { id: string }
    records: { judgment: { verdict: string; computed: string; reason?: string }[] }
  }>('cases.get', { code: 'AS-0001' })
  expect(after.id).toBe(published.id)
  expect(records.judgment.map(({ reason }) => reason)).toEqual([
    undefined,
    'Fever and an infection at the time of the test',
  ])
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
