import { expect, test } from '@playwright/test'
import { launchApp } from './launch-app.ts'

test('the app starts with one window, from its own scheme, without a complaint', async () => {
  const { app, window, complaints, close } = await launchApp()
  await window.waitForLoadState('load')
  await expect(window).toHaveTitle(/\S/)
  await expect(window.locator('#root')).not.toBeEmpty()
  expect(await window.evaluate(() => location.protocol)).toBe('app:')
  expect(await window.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([])
  expect(app.windows()).toHaveLength(1)
  expect(complaints).toEqual([])
  await close()
})
