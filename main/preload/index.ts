/** The one opening between the sandboxed page and the main side: text goes out, answers and events come in. */
import { contextBridge, ipcRenderer } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type { Bridge, ServerEvent } from '#shared/ipc/wire.ts'

const bridge: Bridge = {
  call: (id, name, input) => ipcRenderer.invoke('call', { id, name, input }),
  cancel: (id) => ipcRenderer.send('cancel', id),
  onEvent(listener) {
    // The event object of Electron stays on this side: it would hand the page a way to send anything.
    const hear = (_: IpcRendererEvent, event: ServerEvent) => listener(event)
    ipcRenderer.on('event', hear)
    return () => void ipcRenderer.off('event', hear)
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
