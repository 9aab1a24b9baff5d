/** The operations that the shell answers for the main window. */
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Bridge } from '#shared/ipc/wire.ts'
import { chooseFiles, saveAttachmentCopy } from './attachments.ts'
import { chooseImages, lookForImages, saveDicom } from './image-sources.ts'
import { freeName, newRegistryFolder } from './free-name.ts'
import { keychainHandlers } from './keychain.ts'
import { keychainOfSystem } from './keychain-of-system.ts'
import type { LockHandlers } from './lock/lock.ts'
import type { Log } from './log.ts'
import { noticesText } from './notices.ts'
import { places } from './places.ts'
import { isRegistry } from './recent-registries.ts'
import type { RecentRegistries } from './recent-registries.ts'
import { saveAudit } from './save-audit.ts'
import type { SettingsStore } from './settings.ts'

export interface ShellOptions {
  readonly window: BrowserWindow
  readonly client: Client
  readonly openBridge: () => Bridge
  readonly settings: SettingsStore
  readonly recent: RecentRegistries
  readonly log: Log
  readonly lock: LockHandlers
}

/** Documents and figures are the larger part of the shell and not needed to start. */
const printing = () => import('#main/printing/save-documents.ts')
const cohortPrinting = () => import('#main/printing/save-cohort.ts')

export function shellHandlers(options: ShellOptions): Handlers<'shell'> {
  const { window, client, openBridge, settings, recent, log, lock } = options
  const paper = { window, client, openBridge, log }
  return {
    ...lock,
    'shell.recent': () => ({ registries: recent.list() }),
    'shell.forgetRecent': ({ folder }, { changed }) => {
      recent.forget(folder)
      changed('registry')
      return {}
    },
    'shell.chooseFolder': async ({ purpose, name = '' }) => ({
      folder: purpose === 'create' ? await choosePlace(window, name) : await chooseExisting(window, purpose),
    }),
    'shell.newRegistryFolder': ({ name }) => ({ folder: newRegistryFolder(places.documents(), name) }),
    'shell.demoFolder': () => {
      const folder = places.demoRegistry()
      const openAtStart = app.commandLine.hasSwitch('demo-first') && recent.list().length === 0
      return { folder, exists: isRegistry(folder), openAtStart }
    },
    'shell.about': async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
      sqlite: (await import('#main/database/sqlite-version.ts')).sqliteVersion(),
      notices: await noticesText(places.notices()),
    }),
    'shell.settings': () => settings.read(),
    'shell.saveSettings': (changes, { changed }) => {
      settings.change(changes)
      changed('settings')
      return {}
    },
    'attachments.choose': () => chooseFiles(window),
    'attachments.saveCopy': (which) => saveAttachmentCopy(which, { window, client }),
    'images.choose': (wish) => chooseImages(wish, window),
    'images.look': (wish, context) => lookForImages(wish, { window, client, ...context }),
    'images.saveDicom': (wish, context) => saveDicom(wish, { window, client, ...context }),
    'audit.export': (wish, context) => saveAudit(wish, { window, client, ...context }),
    'documents.savePdf': async ({ document }, context) =>
      (await printing()).saveDocument(document, { ...paper, ...context }),
    'documents.saveText': async (request, context) => (await printing()).saveText(request, { ...paper, ...context }),
    'documents.print': async ({ document }, context) =>
      (await printing()).printDocument(document, { ...paper, ...context }),
    'documents.preview': async ({ document }, context) =>
      (await printing()).previewDocument(document, { ...paper, ...context }),
    'documents.saveBatch': async (request, context) => (await printing()).saveBatch(request, { ...paper, ...context }),
    'figures.save': async (request, context) => (await printing()).saveFigure(request, { ...paper, ...context }),
    'ctFigures.save': async (request, context) =>
      (await import('#main/printing/save-ct-figure.ts')).saveCtFigure(request, { ...paper, ...context }),
    'cohorts.saveReport': async (request, context) =>
      (await cohortPrinting()).saveCohortReport(request, { ...paper, ...context }),
    'cohorts.saveFigure': async (request, context) =>
      (await cohortPrinting()).saveCohortFigure(request, { ...paper, ...context }),
    'cohorts.saveFiles': async (request, context) =>
      (await cohortPrinting()).saveCohortFiles(request, { ...paper, ...context }),
    ...keychainHandlers({ file: places.keychain(), box: keychainOfSystem, client }),
    'share.choosePlace': async () => ({ folder: await chooseSharePlace(window) }),
    'print.ready': () => {
      throw new AppError('forbidden', 'Only a page that is being printed says that.')
    },
  }
}

const asked = {
  open: {
    title: 'Open registry',
    buttonLabel: 'Open',
    message: 'Choose a registry folder (its name ends in .asild)',
    properties: ['openDirectory'],
  },
  backup: {
    title: 'Choose a backup',
    buttonLabel: 'Choose',
    message: 'Choose a backup (its name ends in .asild-backup)',
    properties: ['openDirectory'],
  },
  'backup-folder': {
    title: 'Folder for backups',
    buttonLabel: 'Choose',
    message: 'Choose a folder for backups, best on another disk',
    properties: ['openDirectory', 'createDirectory'],
  },
} as const satisfies Record<string, OpenDialogOptions>

async function chooseExisting(window: BrowserWindow, purpose: keyof typeof asked): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...asked[purpose],
    properties: [...asked[purpose].properties],
  })
  return (!canceled && filePaths[0]) || null
}

/** A registry is a folder that does not exist yet: asked for like a file to save. */
async function choosePlace(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'New registry',
    buttonLabel: 'Create here',
    defaultPath: newRegistryFolder(places.documents(), name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  return path.extname(filePath) === '.asild' ? filePath : `${filePath}.asild`
}

/** De-identified data are a folder that does not exist yet. */
async function chooseSharePlace(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Share de-identified data',
    buttonLabel: 'Write here',
    defaultPath: freeName(places.documents(), 'De-identified data', ''),
    properties: ['createDirectory'],
  })
  return canceled || !filePath ? null : filePath
}
