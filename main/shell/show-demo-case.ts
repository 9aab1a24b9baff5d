/** For a machine without a screen: opens the demo's first case in a window, and leaves a picture of it and its summary. */
import fs from 'node:fs'
import path from 'node:path'
import { app, session } from 'electron'
import type { WebContents } from 'electron'
import { sayInternalErrors } from '#main/cli/say-internal-errors.ts'
import { pageAddress, serveApp } from '#main/security/app-scheme.ts'
import { lockDownSession } from '#main/security/lock-down.ts'
import { appVersion } from '#main/version.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'
import { inProcessBackend } from './backend-in-process.ts'
import { drawing } from './drawing.ts'
import { mainWindowBridge } from './main-window-bridge.ts'
import { createMainWindow } from './main-window.ts'
import { places } from './places.ts'
import { isRegistry } from './recent-registries.ts'
import { letWindowAsk } from './router.ts'
import { settingsStore } from './settings.ts'
import { shareLink } from './share-link.ts'

const firstCase = 'AS-0001'
const passphrase = 'demo'
const drawnLimitMs = 30_000

/** @returns the folder that the files are in */
export async function showDemoCase(folder: string | undefined): Promise<string> {
  if (!folder) throw new Error('main-job wants a folder.')
  await app.whenReady()
  const link = inProcessBackend({ appVersion, report: sayInternalErrors, workerFile: places.worker() })
  try {
    const openBridge = shareLink(link)
    const client = createClient(openBridge())
    await openDemo(client)
    const { id: caseId } = (await client.call('cases.get', { code: firstCase })).case

    fs.mkdirSync(folder, { recursive: true })
    const summary = await drawing.document({ kind: 'summary', caseId, paper: 'A4' }, { client, openBridge })
    fs.writeFileSync(path.join(folder, 'summary.pdf'), summary)
    fs.writeFileSync(path.join(folder, 'case.png'), await pictureOf(`/cases/${caseId}/chart`, openBridge))
    return folder
  } finally {
    await link.close()
  }
}

async function openDemo(client: Client): Promise<void> {
  const open = async (folder: string) => {
    if (!isRegistry(folder)) await client.call('registry.createDemo', { folder, images: true })
    await client.call('registry.open', { folder, passphrase })
  }
  try {
    await open(places.demoRegistry())
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // This workstation's own may be in use, or made by another state of the program.
    await open(path.join(app.getPath('sessionData'), 'Demo.asild'))
  }
}

async function pictureOf(route: string, openBridge: ReturnType<typeof shareLink>): Promise<Buffer> {
  const log = { error: sayInternalErrors, relay: () => {} }
  serveApp(session.defaultSession, places.page())
  lockDownSession(session.defaultSession)
  const window = createMainWindow()
  letWindowAsk(
    window.webContents,
    mainWindowBridge({ window, backend: openBridge(), openBridge, settings: settingsStore(), log }),
  )
  try {
    await window.loadURL(pageAddress(route))
    await drawn(window.webContents)
    return (await window.webContents.capturePage()).toPNG()
  } finally {
    window.destroy()
  }
}

/** Waits until the page shows a drawing and has not changed for a moment. */
async function drawn(contents: WebContents): Promise<void> {
  await contents.executeJavaScript(`new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the chart was not drawn in time')), ${drawnLimitMs})
    let quiet
    const look = () => {
      clearTimeout(quiet)
      if (document.querySelector('main svg, main canvas'))
        quiet = setTimeout(() => { observer.disconnect(); clearTimeout(limit); document.fonts.ready.then(() => resolve()) }, 500)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    look()
  })`)
}
