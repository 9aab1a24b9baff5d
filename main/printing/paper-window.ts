/**
 * A hidden window that shows a page made for paper. It has a session of its own, so that the main window's zoom and
 * storage don't reach it, may only read, and is gone when the work is done, however it ended.
 */
import { BrowserWindow, session } from 'electron'
import type { Session, WebContents } from 'electron'
import { pageAddress, serveApp } from '#main/security/app-scheme.ts'
import { lockDownSession } from '#main/security/lock-down.ts'
import type { Log } from '#main/shell/log.ts'
import { pagePreferences } from '#main/shell/page-preferences.ts'
import { places } from '#main/shell/places.ts'
import { letWindowAsk } from '#main/shell/router.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Bridge, CancelSignal } from '#shared/ipc/wire.ts'
import { paperBridge } from './paper-bridge.ts'

const readyLimitMs = 30_000
/** The most there is: charts and fonts are waited for by frames. */
const framesPerSecond = 240
/** A4 at 96 dots an inch. Paper decides the layout when it is printed. */
const screenSize = { width: 794, height: 1123 } as const

export interface PaperWindowOptions {
  readonly openBridge: () => Bridge
  readonly log: Log
  readonly signal: CancelSignal
}

export interface PaperPage {
  readonly window: BrowserWindow
  readonly contents: WebContents
  /** The figure as SVG, where the page carries one. */
  readonly svg: string | undefined
}

/** @param route the page's route, for example `/print/summary/<case id>?paper=A4` */
export async function withPaperPage<T>(
  route: string,
  options: PaperWindowOptions,
  use: (page: PaperPage) => Promise<T>,
): Promise<T> {
  const { signal } = options
  if (signal.aborted) throw cancelled()
  const window = new BrowserWindow({
    ...screenSize,
    show: false,
    webPreferences: {
      ...pagePreferences(),
      session: paperSession(),
      backgroundThrottling: false,
      // Drawn into memory: a window that is merely hidden gets one frame a second, and without a display none at all.
      offscreen: true,
    },
  })
  window.webContents.setFrameRate(framesPerSecond)
  const destroy = () => window.destroy()
  signal.addEventListener('abort', destroy)
  try {
    const svg = await complete(window, route, options)
    return await use({ window, contents: window.webContents, svg })
  } catch (error) {
    throw signal.aborted ? cancelled() : error
  } finally {
    signal.removeEventListener('abort', destroy)
    if (!window.isDestroyed()) window.destroy()
  }
}

let own: Session | undefined
function paperSession(): Session {
  if (own) return own
  own = session.fromPartition('paper')
  serveApp(own, places.page(), { inlineFonts: true })
  lockDownSession(own)
  return own
}

/** Loads the page and waits until it says that fonts and charts are drawn. */
function complete(
  window: BrowserWindow,
  route: string,
  { openBridge, log }: PaperWindowOptions,
): Promise<string | undefined> {
  const { webContents } = window
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      const logId = log.error(new Error(what), 'paper')
      reject(
        new AppError(
          'internal',
          `The page to print could not be laid out (log entry ${logId}). Nothing was written; try again.`,
          { logId },
        ),
      )
    }
    const limit = setTimeout(
      () => fail(`the page at ${route.split('/')[2]} was not ready after ${readyLimitMs} ms`),
      readyLimitMs,
    )
    webContents.once('destroyed', () => {
      clearTimeout(limit)
      reject(new Error('the window was closed'))
    })
    webContents.once('render-process-gone', (_event, { reason }) => fail(`the page ended: ${reason}`))
    letWindowAsk(
      webContents,
      paperBridge(openBridge(), log, (svg) => {
        clearTimeout(limit)
        resolve(svg)
      }),
    )
    window.loadURL(pageAddress(route)).catch((error: Error) => fail(error.message))
  })
}

const cancelled = () => new AppError('cancelled', 'Cancelled; nothing was written.')
