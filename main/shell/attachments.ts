/** Attachments come from files and go to files: here they are asked for, so that no page ever names a path. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { writeWhole } from '#main/database/write-whole.ts'
import { largestFileBytes, refusalOfFile } from '#shared/domain/refusal-of-file.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import { safeFileName } from './safe-file-name.ts'

interface Options {
  readonly window: BrowserWindow
  readonly client: Client
}

/** More at once would fill the memory on their way. */
const mostBytesAtOnce = 100 * 1024 * 1024

export async function chooseFiles(window: BrowserWindow): Promise<OutputOf<'attachments.choose'>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Attach files',
    buttonLabel: 'Attach',
    filters: [{ name: 'PDF, pictures, text', extensions: ['pdf', 'png', 'jpg', 'jpeg', 'txt', 'csv'] }],
    properties: ['openFile', 'multiSelections'],
  })
  const files: { fileName: string; base64: string }[] = []
  const refused: string[] = []
  let left = mostBytesAtOnce
  for (const file of canceled ? [] : filePaths) {
    const fileName = path.basename(file)
    const { size } = await fs.stat(file)
    if (size > left) {
      refused.push(`${fileName} is one too many at once: attach it after these.`)
      continue
    }
    const content = size > largestFileBytes ? undefined : await fs.readFile(file)
    const refusal = refusalOfFile(fileName, content)
    if (refusal) refused.push(refusal)
    else if (content) files.push({ fileName, base64: content.toString('base64') })
    left -= size
  }
  return { files, refused }
}

export async function saveAttachmentCopy(
  { id, fileName }: InputOf<'attachments.saveCopy'>,
  { window, client }: Options,
): Promise<OutputOf<'attachments.saveCopy'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), safeFileName(path.basename(fileName))),
  })
  if (canceled || !filePath) return { file: null }
  const { base64 } = await client.call('attachments.read', { id })
  writeWhole(filePath, Buffer.from(base64, 'base64'))
  return { file: filePath }
}
