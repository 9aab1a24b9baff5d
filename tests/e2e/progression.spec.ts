/** Progression on the demo registry, by keys alone: from the case to a judgment and to the record that a verdict rests on. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { faultsOf } from '#tests/support/accessibility-faults.ts'
import { launchDemo } from './demo-app.ts'

test('a verdict is read, looked back on, judged and followed to its record by keys alone', async () => {
  test.setTimeout(180_000)
  const { window, ask, goTo, tabTo, complaints, close, userData } = await launchDemo(12)
  const { case: found } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0010' })
  await goTo(`/cases/${found.id}/chart`)
  await window.keyboard.press('5')
  await tabTo(window.getByRole('link', { name: 'Progression' }))
  await window.keyboard.press('Enter')
  const inbuild = window.getByRole('region', { name: 'INBUILD' })
  await expect(inbuild.getByText('met', { exact: true })).toBeVisible()

  const asOf = window.getByLabel('Looking back from')
  const newest = await asOf.inputValue()
  await window.keyboard.press('e')
  await expect(asOf).not.toHaveValue(newest)
  await window.keyboard.press('l')
  await expect(asOf).toHaveValue(newest)

  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await window.waitForTimeout(200)
    expect(await faultsOf(window), colorScheme).toEqual([])
  }

  await tabTo(inbuild.getByRole('button', { name: 'Confirm met' }))
  await window.keyboard.press('Enter')
  await expect(inbuild.getByText('Confirmed: met')).toBeVisible()
  await window.keyboard.press('Control+z')
  await expect(inbuild.getByText('Not judged yet.')).toBeVisible()

  // Back from the judgment to the last criterion, which opens to what was used.
  const criterion = inbuild.locator('summary').last()
  await inbuild.getByRole('button', { name: 'Confirm met' }).focus()
  await window.keyboard.press('Shift+Tab')
  await expect(criterion).toBeFocused()
  await window.keyboard.press('Enter')
  const used = inbuild.getByRole('listitem').last().getByRole('link').first()
  await window.keyboard.press('Tab')
  await expect(used).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window).toHaveURL(/record\?form=/)
  await window.keyboard.press('Alt+ArrowLeft')
  await expect(inbuild).toBeVisible()

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
