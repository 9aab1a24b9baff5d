import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')

export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly window: Page
  /** Settings, logs and the demo registry of this run; give it again to start as the same person would. */
  readonly userData: string
  /** What the page complained about on its console. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Starts the built app of this checkout on a data folder of its own. */
export async function launchApp(
  userData = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-')),
  environment: Readonly<Record<string, string>> = {},
): Promise<LaunchedApp> {
  // Chromium refuses its sandbox to root.
  const flags = [`--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const env = { ...(process.env as Record<string, string>), ...environment }
  const app = await _electron.launch({ args: [root, ...flags], cwd: root, env })
  const complaints: string[] = []
  const window = await app.firstWindow()
  window.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  window.on('pageerror', (error) => void complaints.push(String(error)))
  return { app, window, userData, complaints, close: () => app.close() }
}
