/**
 * Where images come from and go to. A page never names a path: what was chosen in a dialog of the system, or dropped as real files,
 * goes by a ticket that is worth something to that page alone.
 */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow, WebContents } from 'electron'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ChosenImages } from '#shared/ipc/areas/image-imports.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { wholePath } from '#shared/ipc/whole-path.ts'

interface Options extends Pick<CallContext, 'signal' | 'progress'> {
  readonly window: BrowserWindow
  readonly client: Client
}

/** Of each page, what was chosen last. */
const chosenBy = new WeakMap<WebContents, { readonly ticket: string; readonly paths: readonly string[] }>()

function keep(contents: WebContents, paths: readonly string[]): ChosenImages {
  const ticket = randomUUID()
  chosenBy.set(contents, { ticket, paths })
  return { ticket, names: paths.map((each) => path.basename(each)) }
}

const dialogs = {
  files: {
    title: 'Import images',
    buttonLabel: 'Look for images',
    message: 'Choose DICOM files, a zip file, a DICOMDIR, or PNG and JPEG pictures',
    properties: ['openFile', 'multiSelections'],
  },
  folder: {
    title: 'Import images',
    buttonLabel: 'Look for images',
    message: 'Choose the folder or the disc with the images of one patient',
    properties: ['openDirectory', 'multiSelections'],
  },
} as const

export async function chooseImages(
  { what }: InputOf<'images.choose'>,
  window: BrowserWindow,
): Promise<OutputOf<'images.choose'>> {
  const { properties, ...dialogOptions } = dialogs[what]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { ...dialogOptions, properties: [...properties] })
  return { chosen: canceled || filePaths.length === 0 ? null : keep(window.webContents, filePaths) }
}

const droppedPaths = z.array(wholePath('file')).min(1).max(10_000)

/**
 * What was dropped onto a page, as its preload script told it: the page can't say this, since it holds files but not where they lie.
 * @returns null for what are no paths
 */
export function keepDropped(contents: WebContents, message: unknown): ChosenImages | null {
  const paths = droppedPaths.safeParse(message)
  return paths.success ? keep(contents, paths.data) : null
}

export async function lookForImages(
  { ticket, caseId }: InputOf<'images.look'>,
  { window, client, signal, progress }: Options,
): Promise<OutputOf<'images.look'>> {
  const chosen = chosenBy.get(window.webContents)
  if (chosen?.ticket !== ticket)
    throw new AppError('not-found', 'What was chosen is not known any more. Choose or drop the images once more.')
  return client.call('images.scan', { caseId, sources: [...chosen.paths] }, { signal, onProgress: progress })
}

export async function saveDicom(
  { seriesIds, withCaseCode }: InputOf<'images.saveDicom'>,
  { window, client, signal, progress }: Options,
): Promise<OutputOf<'images.saveDicom'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export images as DICOM',
    buttonLabel: 'Write here',
    defaultPath: freeFolder(app.getPath('documents'), 'Images'),
    properties: ['createDirectory'],
  })
  if (canceled || !filePath) return { written: null }
  const made = await client.call(
    'images.writeDicom',
    { seriesIds, withCaseCode, folder: filePath },
    { signal, onProgress: progress },
  )
  return { written: { folder: made.folder, files: made.files, code: made.code } }
}

function freeFolder(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const free = path.join(folder, number > 1 ? `${name} ${number}` : name)
    if (!fs.existsSync(free)) return free
  }
}
