import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launchApp } from './launch-app.ts'

const root = path.resolve(import.meta.dirname, '../..')

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

test('without a display the start leaves a picture of the demo case and its whole summary in a folder that it names', () => {
  test.setTimeout(180_000)
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-'))
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const { stdout, status } = spawnSync(process.execPath, [path.join(root, 'main/tooling/start.ts')], {
    env: { ...env, XDG_CONFIG_HOME: home, TMPDIR: home },
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  const [, folder = ''] = /^The demo case is in (.+): case\.png, summary\.pdf$/m.exec(stdout) ?? []
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, 'summary.pdf'), '-'], { encoding: 'utf8' })
  expect(text).toMatch(/page 1 of 2/)
  expect(text).toContain('slices of 4 mm; cropped alike, same scale.')
  expect(text).not.toContain('went wrong')
  fs.rmSync(home, { recursive: true, force: true })
})
