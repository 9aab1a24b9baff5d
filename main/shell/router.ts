/**
 * The one place that listens to windows. A window is heard when it was let in here, speaks from its top frame and shows
 * our own pages; everything else gets no answer that tells anything.
 */
import { MessageChannelMain, ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent, MessagePortMain, WebContents } from 'electron'
import { isOwnAddress } from '#main/security/app-scheme.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { requestSchema } from '#shared/ipc/wire.ts'
import type { ChosenImages } from '#shared/ipc/areas/image-imports.ts'
import type { Bridge, Reply } from '#shared/ipc/wire.ts'

/** Takes the places of files that were dropped onto the page; answers what stands for them. */
export type TakeDropped = (paths: unknown) => ChosenImages | null

/** Takes the backend's end of a line for pixels. */
export type TakePixels = (port: MessagePortMain) => void

interface LetIn {
  readonly bridge: Bridge
  readonly takePixels: TakePixels | undefined
  readonly takeDropped: TakeDropped | undefined
  readonly stop: () => void
}
const letIn = new Map<WebContents, LetIn>()

/**
 * Gives a window its bridge, until the window is gone or is given another one.
 * @param lines missing for a window that neither gets images nor takes files
 */
export function letWindowAsk(
  contents: WebContents,
  bridge: Bridge,
  { takePixels, takeDropped }: { readonly takePixels?: TakePixels; readonly takeDropped?: TakeDropped } = {},
): void {
  const before = letIn.get(contents)
  before?.stop()
  const stop = bridge.onEvent((event) => {
    if (!contents.isDestroyed()) contents.send('event', event)
  })
  letIn.set(contents, { bridge, takePixels, takeDropped, stop })
  if (before) return
  contents.once('destroyed', () => {
    letIn.get(contents)?.stop()
    letIn.delete(contents)
  })
}

export function startRouter(): void {
  ipcMain.handle('call', async (event, message: unknown): Promise<Reply> => {
    const bridge = letInOf(event)?.bridge
    const request = requestSchema.safeParse(message)
    if (!bridge) return refusal('forbidden', 'This page may not ask for anything.')
    if (!request.success) return refusal('invalid-input', 'The request could not be read.')
    return bridge.call(request.data.id, request.data.name, request.data.input)
  })
  ipcMain.on('cancel', (event, id: unknown) => {
    if (typeof id === 'number') letInOf(event)?.bridge.cancel(id)
  })
  // Only a preload script can say this: a page has no way to name a path.
  ipcMain.handle('dropped', (event, paths: unknown) => letInOf(event)?.takeDropped?.(paths) ?? null)
  ipcMain.on('open-pixels', (event) => {
    const take = letInOf(event)?.takePixels
    if (!take) return
    const { port1, port2 } = new MessageChannelMain()
    take(port1)
    event.senderFrame?.postMessage('pixels', null, [port2])
  })
}

function letInOf({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): LetIn | undefined {
  const isTopFrame = senderFrame !== null && senderFrame.parent === null && senderFrame === sender.mainFrame
  return isTopFrame && isOwnAddress(senderFrame.url) ? letIn.get(sender) : undefined
}

function refusal(kind: 'forbidden' | 'invalid-input', message: string): Reply {
  return { ok: false, error: new AppError(kind, message).toJSON() }
}
