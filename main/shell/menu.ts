/** A small menu: what a system expects, with its keys. The page has its own places for the rest. */
import { Menu, app } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'

interface MenuActions {
  readonly lock: () => void
  readonly closeRegistry: () => void
}

export function setMenu(actions: MenuActions): void {
  const file: MenuItemConstructorOptions[] = [
    { label: 'Lock registry', accelerator: 'CmdOrCtrl+L', click: actions.lock },
    { label: 'Close registry', accelerator: 'CmdOrCtrl+Shift+L', click: actions.closeRegistry },
    { type: 'separator' },
    { role: 'quit', label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
  ]
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll', label: 'Select all' },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: 'Larger' },
    // Without Shift as well, where + is not a key of its own.
    { role: 'zoomIn', label: 'Larger', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut', label: 'Smaller' },
    { role: 'resetZoom', label: 'Actual size' },
    { type: 'separator' },
    { role: 'togglefullscreen', label: 'Full screen' },
    ...(app.isPackaged ? [] : ([{ role: 'toggleDevTools' }] as const)),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { label: '&File', submenu: file },
      { label: '&Edit', submenu: edit },
      { label: '&View', submenu: view },
    ]),
  )
}
