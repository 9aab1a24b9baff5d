/** Documents and figures for the window: asks where to, makes them, writes them whole. */
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { DocumentRequest } from '#shared/ipc/areas/shell.ts'
import { documentFacts } from './document-facts.ts'
import { printOnPaper, renderPdf } from './render-document.ts'
import type { RenderOptions } from './render-document.ts'
import { renderFigure } from './render-figure.ts'
import type { FigureRequest } from './render-figure.ts'
import { writeDocument } from './write-document.ts'

export interface SaveOptions extends RenderOptions {
  readonly window: BrowserWindow
}

export async function saveDocument(document: DocumentRequest, options: SaveOptions): Promise<{ file: string | null }> {
  const facts = await documentFacts(options.client, caseIdOf(document))
  const name = document.kind === 'summary' ? `${facts.code} summary` : `${facts.registry} recovery sheet`
  const file = await askWhereTo(options.window, name, 'pdf', 'PDF document')
  if (file) writeDocument(file, await renderPdf(document, facts, options))
  return { file }
}

export async function printDocument(document: DocumentRequest, options: SaveOptions): Promise<{ printed: boolean }> {
  const facts = await documentFacts(options.client, caseIdOf(document))
  return { printed: await printOnPaper(document, facts, options) }
}

const formatNames = { svg: 'SVG drawing', png: 'PNG picture, 300 dots per inch', pdf: 'PDF document' } as const

export async function saveFigure(request: FigureRequest, options: SaveOptions): Promise<{ file: string | null }> {
  const { code } = await documentFacts(options.client, request.caseId)
  const file = await askWhereTo(options.window, `${code} chart`, request.format, formatNames[request.format])
  if (file) writeDocument(file, await renderFigure(request, options))
  return { file }
}

const caseIdOf = (document: DocumentRequest) => (document.kind === 'summary' ? document.caseId : undefined)

async function askWhereTo(
  window: BrowserWindow,
  name: string,
  extension: string,
  kind: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // A registry's name may hold what no file name may.
    defaultPath: path.join(app.getPath('documents'), `${name.replace(/[\\/:*?"<>|]/g, '-')}.${extension}`),
    filters: [{ name: kind, extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  return path.extname(filePath) ? filePath : `${filePath}.${extension}`
}
