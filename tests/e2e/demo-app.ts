import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Locator } from '@playwright/test'
import { root } from '#main/tooling/project.ts'
import { withLock } from '#main/tooling/with-lock.ts'
import { ask } from './ask.ts'
import { launchApp, type LaunchedApp } from './launch-app.ts'
import { sharedFolder } from './shared-folder.ts'

export interface DemoApp extends LaunchedApp {
  /** Asks over the page's own bridge. */
  ask<T>(name: string, input: object): Promise<T>
  /** Goes to a screen by its address. */
  goTo(address: string): Promise<void>
  /** Presses Tab until something has the keyboard. */
  tabTo(target: Locator): Promise<void>
}

/** The app with a small demo registry open, at 1280 × 800. */
export async function launchDemo(cases: number): Promise<DemoApp> {
  const prepared = await preparedDemo(cases)
  const launched = await launchApp()
  const { window } = launched
  await expect(window.locator('main')).not.toBeEmpty()
  const askHere = <T>(name: string, input: object) => ask<T>(window, name, input)
  const folder = path.join(launched.userData, 'Demo.asild')
  fs.cpSync(prepared, folder, { recursive: true })
  await askHere('registry.open', { folder, passphrase: 'demo' })
  // The page itself opened no registry: it looks anew.
  await window.reload()
  await expect(window.getByRole('grid')).toBeVisible()
  return {
    ...launched,
    ask: askHere,
    goTo: async (address) => void (await window.goto(`app://local/#${address}`)),
    async tabTo(target) {
      for (let pressed = 0; pressed < 60; pressed++) {
        if (await target.evaluate((element) => element === document.activeElement)) return
        await window.keyboard.press('Tab')
      }
      await expect(target).toBeFocused()
    },
  }
}

/** A closed demo registry of that size, to be copied: making one takes longer than all else until the first click. */
function preparedDemo(cases: number): Promise<string> {
  const folder = path.join(sharedFolder(), `${cases} cases.asild`)
  return withLock(`${folder}.lock`, async () => {
    if (fs.existsSync(folder)) return folder
    const script = path.join(root, 'tests/support/prepare-demo.ts')
    execFileSync(path.join(root, 'node_modules/.bin/node'), [script, folder, String(cases)])
    return folder
  })
}
