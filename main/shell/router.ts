/**
 * The one place that listens to windows. A window is heard when it was let in here, speaks from its top frame and shows
 * our own pages; everything else gets no answer that tells anything.
 */
import { ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { isOwnAddress } from '#main/security/app-scheme.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { requestSchema } from '#shared/ipc/wire.ts'
import type { Bridge, Reply } from '#shared/ipc/wire.ts'

const letIn = new Map<WebContents, { readonly bridge: Bridge; readonly stop: () => void }>()

/** Gives a window its bridge, until the window is gone or is given another one. */
export function letWindowAsk(contents: WebContents, bridge: Bridge): void {
  const before = letIn.get(contents)
  before?.stop()
  const stop = bridge.onEvent((event) => {
    if (!contents.isDestroyed()) contents.send('event', event)
  })
  letIn.set(contents, { bridge, stop })
  if (before) return
  contents.once('destroyed', () => {
    letIn.get(contents)?.stop()
    letIn.delete(contents)
  })
}

export function startRouter(): void {
  ipcMain.handle('call', async (event, message: unknown): Promise<Reply> => {
    const bridge = bridgeOf(event)
    const request = requestSchema.safeParse(message)
    if (!bridge) return refusal('forbidden', 'This page may not ask for anything.')
    if (!request.success) return refusal('invalid-input', 'The request could not be read.')
    return bridge.call(request.data.id, request.data.name, request.data.input)
  })
  ipcMain.on('cancel', (event, id: unknown) => {
    if (typeof id === 'number') bridgeOf(event)?.cancel(id)
  })
}

function bridgeOf({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): Bridge | undefined {
  const isTopFrame = senderFrame !== null && senderFrame.parent === null && senderFrame === sender.mainFrame
  return isTopFrame && isOwnAddress(senderFrame.url) ? letIn.get(sender)?.bridge : undefined
}

function refusal(kind: 'forbidden' | 'invalid-input', message: string): Reply {
  return { ok: false, error: new AppError(kind, message).toJSON() }
}
