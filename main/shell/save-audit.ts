/** The audit chain into a file: asked for here, so that no page ever names a path. */
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'

interface Options extends Pick<CallContext, 'signal' | 'progress'> {
  readonly window: BrowserWindow
  readonly client: Client
}

const names = { csv: 'Table for a spreadsheet', json: 'Signed copy' } as const

export async function saveAudit(
  wish: InputOf<'audit.export'>,
  { window, client, signal, progress }: Options,
): Promise<OutputOf<'audit.export'>> {
  const { name = 'Registry' } = await client.call('registry.status', {})
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), `${name.replace(/[\\/:*?"<>|]/g, '-')} audit.${wish.format}`),
    filters: [{ name: names[wish.format], extensions: [wish.format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return { file: null, entries: 0 }
  const file = path.extname(filePath) ? filePath : `${filePath}.${wish.format}`
  const { entries } = await client.call('audit.writeExport', { ...wish, file }, { signal, onProgress: progress })
  return { file, entries }
}
