/** The app with its window: one instance, one backend, until the window is closed. */
import { BrowserWindow, app, dialog, session } from 'electron'
import { serveApp } from '#main/security/app-scheme.ts'
import { lockDownSession } from '#main/security/lock-down.ts'
import type { ServerEvent } from '#shared/ipc/wire.ts'
import { backendProcess } from './backend-process.ts'
import { isReplaced } from './lock/lock-page.ts'
import { lockableWindow } from './lock/lock-window.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { createMainWindow, loadPage } from './main-window.ts'
import { setMenu } from './menu.ts'
import { places } from './places.ts'
import { startRouter } from './router.ts'
import { settingsStore } from './settings.ts'
import { tellOfBackup } from './tell-of-backup.ts'

export async function runApp(): Promise<void> {
  const log = createLog(places.logs())
  process.on('uncaughtException', (error) => log.error(error, 'main'))
  process.on('unhandledRejection', (error) => log.error(error, 'main'))
  try {
    await app.whenReady()
    start(log)
  } catch (error) {
    const logId = log.error(error, 'start')
    if (app.isPackaged)
      dialog.showErrorBox('AS-ILD Registry could not start', `Log entry ${logId} in ${places.logs()}.`)
    app.exit(1)
  }
}

function start(log: Log): void {
  const settings = settingsStore()
  serveApp(session.defaultSession, places.page())
  lockDownSession(session.defaultSession)
  const window = createMainWindow()
  // The page's process starts now; what it will ask for is made ready meanwhile.
  loadPage(window).catch((error: unknown) => log.error(error, 'page'))

  const link = backendProcess(places.backend(), places.worker(), log)
  // Not before the first screen is drawn: they would contend for the processor, and nothing is asked of it until then.
  window.once('ready-to-show', () => link.start())
  startRouter()
  const lock = lockableWindow({ window, backend: link, settings, log })

  // A page that is being printed has a window as well: it must not keep the program alive.
  window.once('closed', () => app.quit())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || isReplaced(window.webContents)) return
    log.error(new Error(`the page ended: ${reason}`), 'page')
    if (!window.isDestroyed()) window.webContents.reload()
  })

  // The page closes it: it first keeps what is being typed.
  const asked: ServerEvent = { type: 'asked', what: 'close-registry' }
  setMenu({
    lock: () => void lock.lock('asked'),
    closeRegistry: () => window.isDestroyed() || window.webContents.send('event', asked),
  })

  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', () =>
    BrowserWindow.getAllWindows()
      .filter((other) => other !== window)
      .forEach((other) => other.destroy()),
  )
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void link.close(tellOfBackup).finally(() => {
      closed = true
      app.quit()
    })
  })
}
