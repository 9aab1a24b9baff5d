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

const letIn = new Map<WebContents, Bridge>()

/** Gives a window its bridge, until the window is gone. */
export function letWindowAsk(contents: WebContents, bridge: Bridge): void {
  letIn.set(contents, bridge)
  const stop = bridge.onEvent((event) => {
    if (!contents.isDestroyed()) contents.send('event', event)
  })
  contents.once('destroyed', () => {
    letIn.delete(contents)
    stop()
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
  return isTopFrame && isOwnAddress(senderFrame.url) ? letIn.get(sender) : undefined
}

function refusal(kind: 'forbidden' | 'invalid-input', message: string): Reply {
  return { ok: false, error: new AppError(kind, message).toJSON() }
}
