/** Documents of a case as they are chosen, looked at and handed over on the Documents tab. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

test('a document is looked at, as it will be printed, before it is saved', async () => {
  test.setTimeout(180_000)
  const { window, userData, complaints, ask, goTo, tabTo, close } = await launchDemo(3)
  const { keyboard } = window
  const { case: own } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0001' })
  await goTo(`/cases/${own.id}/documents`)
  const pages = window.frameLocator('iframe[title="Preview of the pages"]')
  await expect(pages.getByText('Case summary,', { exact: false }).first()).toBeVisible({ timeout: 30_000 })
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.screenshot({ path: '/tmp/docs-helper/tab-dark.png' })
  await window.emulateMedia({ colorScheme: 'light' })
  await window.waitForTimeout(300)
  await window.screenshot({ path: '/tmp/docs-helper/tab-light.png' })
  const order: string[] = []
  for (let i = 0; i < 30; i++) {
    await keyboard.press('Tab')
    order.push(await window.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.slice(0, 30)} ${document.activeElement?.getAttribute('title') ?? ''}`))
  }
  console.log(order.join('\n'))
  void tabTo
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
