/** The window. */
import { BrowserWindow, dialog, nativeTheme } from 'electron'
import { isOwnAddress, pageAddress } from '#main/security/app-scheme.ts'
import { isReplaced } from './lock/lock-page.ts'
import { pagePreferences } from './page-preferences.ts'
import { smallest, windowSize } from './window-size.ts'

/** The page's own paper colors, so that nothing flashes before it is drawn (renderer/app/tokens.css). */
const paper = { light: '#ffffff', dark: '#14191b' } as const

export function createMainWindow(): BrowserWindow {
  const size = windowSize()
  const window = new BrowserWindow({
    ...size.bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    autoHideMenuBar: true,
    webPreferences: pagePreferences(),
  })
  size.keep(window)
  window.once('ready-to-show', () => {
    if (size.maximized) window.maximize()
    window.show()
  })
  window.webContents.on('will-prevent-unload', (event) => {
    if (isReplaced(window.webContents) || leavesAnyway(window)) event.preventDefault()
  })
  // about:blank alone can't be refused. It can do nothing, and our page comes back.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isOwnAddress(address) && !isReplaced(window.webContents)) void loadPage(window)
  })
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageAddress())
}

/** A page that holds what could not even be kept as a draft asks to stay, in the words of its own dialog. */
function leavesAnyway(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'What you typed would be lost',
    detail: 'It is neither saved nor kept as a draft. It still stands in the fields.',
    buttons: ['Stay', 'Leave without it'],
    defaultId: 0,
    cancelId: 0,
  })
  return answer === 1
}
