import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { contentSecurityPolicy } from '#main/security/content-security-policy.ts'
import { cornerstoneForOurPolicy } from '#main/tooling/cornerstone-for-our-policy.ts'
import { withLock } from '#main/tooling/with-lock.ts'
import { sharedFolder } from './shared-folder.ts'

export interface ViewerApp {
  readonly app: ElectronApplication
  readonly window: Page
  /** What the page complained about on its console, and what its policy refused. */
  complaints(): Promise<readonly string[]>
  open(scene: string): Promise<void>
  close(): Promise<void>
}

const here = path.join(import.meta.dirname, 'ct-viewer-page')

/**
 * The viewer alone, on a page of its own, in real Electron and under the app's own policy, with phantoms to look at.
 * @param pixelRatio pixels of the screen for one of the page
 */
export async function viewerApp({ pixelRatio = 1 } = {}): Promise<ViewerApp> {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ct-viewer-'))
  const folder = await builtPage()
  const nonce = 'bm9uY2Utb2YtdGhpcy1wYWdl'
  const flags = [
    `--user-data-dir=${path.join(work, 'data')}`,
    `--force-device-scale-factor=${pixelRatio}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const app = await _electron.launch({
    args: [path.join(here, 'serve.cjs'), ...flags],
    env: { ...process.env, PAGE_FOLDER: folder, PAGE_NONCE: nonce, PAGE_POLICY: contentSecurityPolicy(nonce) },
  })
  const said: string[] = []
  const window = await app.firstWindow()
  window.on('console', (message) => void (message.type() === 'error' && said.push(message.text())))
  window.on('pageerror', (error) => void said.push(String(error)))
  return {
    app,
    window,
    complaints: async () => [
      ...said,
      ...(await window.evaluate(() => (globalThis as { violations?: string[] }).violations ?? [])),
    ],
    async open(scene) {
      await window.goto(`app://local/index.html?scene=${scene}`)
    },
    async close() {
      await app.close()
      fs.rmSync(work, { recursive: true, force: true })
    },
  }
}

/** Built once for all workers of a run. */
function builtPage(): Promise<string> {
  const folder = path.join(sharedFolder(), 'ct-viewer-page')
  return withLock(`${folder}.lock`, async () => {
    if (fs.existsSync(folder)) return folder
    const made = `${folder}.part`
    await build({
      root: here,
      configFile: false,
      logLevel: 'error',
      plugins: [cornerstoneForOurPolicy(), react()],
      build: {
        outDir: made,
        emptyOutDir: true,
        target: 'chrome130',
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 10_000,
      },
    })
    fs.renameSync(made, folder)
    return folder
  })
}
