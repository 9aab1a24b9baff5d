/** Attachments come from files and go to files: here they are asked for, so that no page ever names a path. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { writeWhole } from '#main/database/write-whole.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { largestAttachmentBytes } from '#shared/ipc/areas/attachments.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'

interface Options {
  readonly window: BrowserWindow
  readonly client: Client
}

export async function addAttachment(
  about: InputOf<'attachments.add'>,
  { window, client }: Options,
): Promise<OutputOf<'attachments.add'>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Attach a file',
    buttonLabel: 'Attach',
    filters: [{ name: 'PDF, pictures, text', extensions: ['pdf', 'png', 'jpg', 'jpeg', 'txt', 'csv'] }],
    properties: ['openFile'],
  })
  const file = filePaths[0]
  if (canceled || !file) return null
  const fileName = path.basename(file)
  if ((await fs.stat(file)).size > largestAttachmentBytes)
    throw new AppError(
      'invalid-input',
      `${fileName} is larger than ${largestAttachmentBytes / 1024 / 1024} MB. Keep it beside the registry, and say so in a note.`,
    )
  return client.call('attachments.store', { ...about, fileName, base64: await fs.readFile(file, 'base64') })
}

export async function saveAttachmentCopy(
  { id, fileName }: InputOf<'attachments.saveCopy'>,
  { window, client }: Options,
): Promise<OutputOf<'attachments.saveCopy'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), path.basename(fileName)),
  })
  if (canceled || !filePath) return { file: null }
  const { base64 } = await client.call('attachments.read', { id })
  writeWhole(filePath, Buffer.from(base64, 'base64'))
  return { file: filePath }
}
