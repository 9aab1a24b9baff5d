/** A case is signed, changed and shown as changed; the audit tells it, verifies, and knows its prints. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { checkAuditFile } from '#main/exchange/audit-check.ts'
import { faultsInBothSchemes } from '../support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import { ask } from './ask.ts'
import { goTo, prepareRegistry, unlock } from './prepared-registry.ts'

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-audit-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

test('what was signed shows that it was changed, and the audit tells by whom and stands up to a check', async () => {
  test.setTimeout(120_000)
  const folder = path.join(place, 'clinic.asild')
  const values = { date: '2026-11-02', kind: 'follow-up', weight: 71, weight_unit: 'kg' }
  const [made, visit] = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'visit', caseId: '$0.id', values }],
  ])
  const caseId = made!['id']!
  const { app, window, complaints, close } = await launchApp(path.join(place, 'profile'))
  const faults: Record<string, string[]> = {}
  await unlock(window, folder, `/cases/${caseId}/visit?open=${visit!['id']!}`)

  // By keyboard: the button, the passphrase, Enter.
  const button = window.getByRole('button', { name: 'Sign visit…' })
  await expect(button).toBeVisible({ timeout: 30_000 })
  await button.focus()
  await window.keyboard.press('Enter')
  await expect(window.getByLabel(/^Passphrase of/)).toBeFocused()
  faults['signing'] = await faultsInBothSchemes(window)
  await window.keyboard.type('not my passphrase')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('alert')).toContainText('This is not the passphrase of Dr. Zitronenfalter')
  await expect(window.getByLabel(/^Passphrase of/)).toHaveValue('')
  await window.getByLabel(/^Passphrase of/).focus()
  await window.keyboard.type('four words of mine')
  await window.keyboard.press('Enter')
  const signed = window.getByRole('region', { name: 'Signatures of the visit' })
  await expect(signed).toContainText('as reviewed and complete; unchanged since')
  faults['visit'] = await faultsInBothSchemes(window)

  const edited = { ...values, weight: 69 }
  await ask(window, 'records.edit', { form: 'visit', id: visit!['id']!, version: 1, values: edited })
  await goTo(window, `/cases/${caseId}/history`)
  const ofCase = window.getByRole('region', { name: 'Signatures', exact: true })
  await expect(ofCase).toContainText('Visit 2 Nov 2026: Signed by Dr. Zitronenfalter')
  await expect(ofCase).toContainText('Visit 2 Nov 2026 changed; last')
  faults['history'] = await faultsInBothSchemes(window)

  await goTo(window, '/audit')
  const entry = window.getByRole('listitem').filter({ hasText: 'Visit, 2 Nov 2026: weight 71 → 69 kg' })
  await expect(entry).toBeVisible()
  await expect(window.getByText('Wrong passphrase')).toBeVisible()
  faults['audit'] = await faultsInBothSchemes(window)
  await window.getByLabel('Kind').selectOption('signatures')
  await expect(window.getByText('Signed as reviewed and complete by Dr. Zitronenfalter')).toBeVisible()
  await expect(entry).toBeHidden()
  expect(await window.evaluate(() => location.hash)).toContain('kind=signatures')

  await window.getByRole('link', { name: 'Verify and compare' }).click()
  await window.getByRole('button', { name: 'Verify the chain' }).click()
  await expect(window.getByText(/^Every seal fits: \d+ entries/)).toBeVisible()
  const { head } = await ask<{ head: string }>(window, 'audit.chain')
  await window.getByLabel(/^What stands after “audit”/).fill(`${head.slice(0, 8)} ${head.slice(8, 16)}`)
  await window.keyboard.press('Enter')
  await expect(window.getByText(/^Found: entry \d+/)).toBeVisible()
  faults['chain'] = await faultsInBothSchemes(window)

  const file = path.join(place, 'copy.json')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await window.getByRole('button', { name: 'Save signed copy…' }).click()
  await expect(window.getByText(`saved to ${file}`, { exact: false })).toBeVisible()
  const { publicKey } = await ask<{ publicKey: string }>(window, 'audit.chain')
  expect(await checkAuditFile(file, publicKey)).toMatchObject({ ok: true, complete: true })

  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})
