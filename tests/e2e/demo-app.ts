import path from 'node:path'
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from './launch-app.ts'

interface Answer {
  readonly ok: boolean
  readonly value: string
}

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
  const launched = await launchApp()
  const { window } = launched
  await expect(window.locator('main')).not.toBeEmpty()
  const ask = <T>(name: string, input: object) => askOver<T>(window, name, input)
  const folder = path.join(launched.userData, 'Demo.asild')
  await ask('registry.createDemo', { folder, cases })
  await ask('registry.open', { folder, passphrase: 'demo' })
  // The page itself opened no registry: it looks anew.
  await window.reload()
  await expect(window.getByRole('grid')).toBeVisible()
  return {
    ...launched,
    ask,
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

async function askOver<T>(window: Page, name: string, input: object): Promise<T> {
  const reply = await window.evaluate(
    async ([operation, json]) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<Answer> }
      }
      return bridge.call(1_000_001, operation!, json!)
    },
    [name, JSON.stringify(input)],
  )
  expect(reply, name).toMatchObject({ ok: true })
  return JSON.parse(reply.value) as T
}
