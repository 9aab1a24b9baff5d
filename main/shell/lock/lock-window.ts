/** The main window and its lock: what the page may ask lives as long as the page, and what it asked ends with it. */
import { setTimeout as wait } from 'node:timers/promises'
import { BrowserWindow, app } from 'electron'
import { pageAddress } from '#main/security/app-scheme.ts'
import { lockAfterMinutes } from '#shared/ipc/areas/lock.ts'
import { createClient } from '#shared/ipc/client.ts'
import { contract, isOperationName } from '#shared/ipc/contract.ts'
import type { Bridge, ServerEvent } from '#shared/ipc/wire.ts'
import type { BackendProcess } from '../backend-process.ts'
import { closedUntilOpened } from '../closed-until-opened.ts'
import { endingBridge } from './ending-bridge.ts'
import type { EndingBridge } from './ending-bridge.ts'
import { watchIdle } from './lock-idle.ts'
import { replacePage } from './lock-page.ts'
import { lockWhenLeft } from './lock-triggers.ts'
import { createLock } from './lock.ts'
import type { Lock } from './lock.ts'
import type { Log } from '../log.ts'
import { keepDropped } from '../image-sources.ts'
import { mainWindowBridge } from '../main-window-bridge.ts'
import { letWindowAsk } from '../router.ts'
import type { SettingsStore } from '../settings.ts'
import { shareLink } from '../share-link.ts'

/** Work that has said nothing for so long holds no lock off: it may be a dialog of the system that nobody answers. */
const silentMs = 60_000
const openingLimitMs = 15_000

interface Options {
  readonly window: BrowserWindow
  readonly backend: BackendProcess
  readonly settings: SettingsStore
  readonly log: Log
}

export function lockableWindow({ window, backend, settings, log }: Options): Lock {
  const { webContents } = window
  const link = shareLink(backend)
  const own = createClient(link())
  let endings: EndingBridge[] = []
  let page: EndingBridge | undefined
  let isOpen = false

  /** A page may ask from here on, until it is locked away. */
  function startPage(closed: Promise<void>): void {
    const untilOpened = closedUntilOpened()
    const linked = () => {
      const ending = endingBridge(link())
      endings.push(ending)
      return ending.bridge
    }
    const openBridge = () => untilOpened(linked())
    const ofPage = untilOpened(after(closed, linked()))
    const started = endingBridge(
      mainWindowBridge({
        window,
        openBridge,
        settings,
        log,
        backend: ofPage,
        lock: lock.handlers,
        onStatus(status) {
          lock.saw(status)
          // Who opens it is there.
          if (status.state === 'open' && !isOpen) idle.touched()
          isOpen = status.state === 'open'
        },
      }),
    )
    page = started
    letWindowAsk(webContents, started.bridge, {
      takePixels(port) {
        // As for what is asked: not before the old process is gone, and never for a page that is locked away.
        void closed.then(() => (started.hasEnded() ? port.close() : backend.servePixels(port)))
      },
      takeDropped: (paths) => keepDropped(webContents, paths),
    })
  }

  const runs = (is: (name: string, heardAt: number) => boolean): boolean =>
    page?.running().some(({ name, heardAt }) => is(name, heardAt)) === true
  const isOpening = (name: string): boolean =>
    name === 'registry.open' || name === 'registry.create' || name === 'keychain.open'

  const lock = createLock({
    async nothingOpens() {
      const until = performance.now() + openingLimitMs
      while (runs(isOpening) && performance.now() < until) await wait(50)
    },
    askToKeep() {
      const asked: ServerEvent = { type: 'asked', what: 'keep-drafts' }
      if (!window.isDestroyed() && !webContents.isCrashed()) webContents.send('event', asked)
    },
    address: () => new URL(webContents.getURL()).hash.slice(1),
    endPage() {
      isOpen = false
      page?.end()
      for (const ending of endings) ending.end()
      endings = []
      for (const other of BrowserWindow.getAllWindows()) if (other !== window) other.destroy()
    },
    isScreenTold: () => triggers.isScreenTold(),
    closeRegistry: () => backend.renew().catch((error: unknown) => void log.error(error, 'lock')),
    async replacePage({ folder, isHanging, closed }) {
      if (window.isDestroyed()) return
      window.setTitle(app.getName())
      startPage(closed)
      await replacePage(webContents, pageAddress(`/open?folder=${encodeURIComponent(folder)}`), isHanging)
    },
  })
  const idle = watchIdle({
    minutes: () =>
      isOpen
        ? own.call('registry.settings', {}).then(
            ({ autoLockMinutes }) => autoLockMinutes,
            () => lockAfterMinutes.usual,
          )
        : Promise.resolve(null),
    isBusy: () =>
      runs(
        (name, heardAt) =>
          isOperationName(name) && contract[name].kind === 'job' && performance.now() - heardAt < silentMs,
      ),
    onIdle: (minutes) => void lock.lock('idle', minutes),
  })
  window.once('closed', idle.stop)
  const triggers = lockWhenLeft(webContents, { touched: idle.touched, lock: (reason) => void lock.lock(reason) })
  startPage(Promise.resolve())
  return lock
}

/** The old process must have let go of the registry before the new one is asked to open it. */
function after(ready: Promise<void>, bridge: Bridge): Bridge {
  return {
    ...bridge,
    async call(id, name, input) {
      await ready
      return bridge.call(id, name, input)
    },
  }
}
