/** The one opening between the sandboxed page and the main side: text goes out, answers and events come in. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type { PageDoor, ServerEvent } from '#shared/ipc/wire.ts'

/** The main side is compiled without the types of a page. */
const pageWindow = globalThis as unknown as {
  postMessage(message: object, targetOrigin: string, ports: IpcRendererEvent['ports']): void
}

const bridge: PageDoor = {
  call: (id, name, input) => ipcRenderer.invoke('call', { id, name, input }),
  cancel: (id) => ipcRenderer.send('cancel', id),
  onEvent(listener) {
    // The event object of Electron stays on this side: it would hand the page a way to send anything.
    const hear = (_: IpcRendererEvent, event: ServerEvent) => listener(event)
    ipcRenderer.on('event', hear)
    return () => void ipcRenderer.off('event', hear)
  },
  openPixels: () => ipcRenderer.send('open-pixels'),
  // Where a file lies is told by the system for files that a person dropped, and is empty for what a script made up. It goes to the
  // main side from here and not back into the page, which is given a ticket.
  dropImages: (files) =>
    ipcRenderer.invoke(
      'dropped',
      files.map((file) => webUtils.getPathForFile(file as File)).filter((place) => place !== ''),
    ),
}

/** A port can't pass the bridge. It is handed to this very window, and to no other origin should the page be left just now. */
ipcRenderer.on('pixels', ({ ports }) => pageWindow.postMessage({ type: 'pixels' }, '/', ports))

contextBridge.exposeInMainWorld('bridge', bridge)
