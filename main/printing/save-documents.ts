/** Documents and figures for the window: asks where to, makes them, writes them whole. */
import fs from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { caseOf, wordsOf } from '#shared/ipc/document-request.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { DocumentRequest } from '#shared/ipc/document-request.ts'
import { safeFileName } from '#main/shell/safe-file-name.ts'
import { documentFacts } from './document-facts.ts'
import type { DocumentFacts } from './document-facts.ts'
import { writeCaseReport } from './case-report-file.ts'
import { previewPdf, printOnPaper, renderPdf } from './render-document.ts'
import type { RenderOptions } from './render-document.ts'
import { renderFigure } from './render-figure.ts'
import type { FigureRequest } from './render-figure.ts'
import { writeDocument } from './write-document.ts'

export interface SaveOptions extends RenderOptions {
  readonly window: BrowserWindow
}

export async function saveDocument(document: DocumentRequest, options: SaveOptions): Promise<{ file: string | null }> {
  const facts = await documentFacts(options.client, caseOf(document))
  const file = await askWhereTo(options.window, nameOf(document, facts), 'pdf', 'PDF document')
  if (file) writeDocument(file, await renderPdf(document, facts, options))
  return { file }
}

export async function previewDocument(document: DocumentRequest, options: RenderOptions): Promise<{ base64: string }> {
  const facts = await documentFacts(options.client, caseOf(document))
  return { base64: (await previewPdf(document, facts, options)).toString('base64') }
}

export async function saveText(
  { document, format }: InputOf<'documents.saveText'>,
  options: SaveOptions,
): Promise<OutputOf<'documents.saveText'>> {
  const facts = await documentFacts(options.client, document.caseId)
  const file = await askWhereTo(options.window, nameOf(document, facts), format, textNames[format])
  if (file) await writeCaseReport(file, format, document, options)
  return { file }
}

/** One file a case. A batch that is cancelled, or that fails, takes its files away again. */
export async function saveBatch(
  { kind, caseIds, paper }: InputOf<'documents.saveBatch'>,
  options: SaveOptions,
): Promise<OutputOf<'documents.saveBatch'>> {
  const folder = await askForFolder(options.window)
  const files: string[] = []
  if (folder === null) return { folder, files }
  try {
    for (const [index, caseId] of caseIds.entries()) {
      const document: DocumentRequest = { kind, caseId, paper }
      const facts = await documentFacts(options.client, caseId)
      const what = `${facts.code}: ${index + 1} of ${caseIds.length}`
      const progress = () => options.progress({ done: index, total: caseIds.length, what })
      progress()
      const file = freeName(path.join(folder, safeFileName(nameOf(document, facts))), '.pdf')
      writeDocument(file, await renderPdf(document, facts, { ...options, progress }))
      files.push(file)
    }
  } catch (error) {
    for (const file of files) fs.rmSync(file, { force: true })
    throw error
  }
  return { folder, files }
}

export async function printDocument(document: DocumentRequest, options: SaveOptions): Promise<{ printed: boolean }> {
  const facts = await documentFacts(options.client, caseOf(document))
  return { printed: await printOnPaper(document, facts, options) }
}

export const textNames = { docx: 'Word document', md: 'Markdown text' } as const
export const formatNames = { svg: 'SVG drawing', png: 'PNG picture, 300 dots per inch', pdf: 'PDF document' } as const

export async function saveFigure(request: FigureRequest, options: SaveOptions): Promise<{ file: string | null }> {
  const { code } = await documentFacts(options.client, request.caseId)
  const file = await askWhereTo(options.window, `${code} chart`, request.format, formatNames[request.format])
  if (file) writeDocument(file, await renderFigure(request, options))
  return { file }
}

function nameOf({ kind }: DocumentRequest, { code, registry }: DocumentFacts): string {
  return `${code ?? registry} ${wordsOf(kind).file}`
}

/** What is there already is never written over, or into, unasked. */
export function freeName(base: string, extension = ''): string {
  for (let number = 1; ; number++) {
    const file = `${base}${number > 1 ? ` ${number}` : ''}${extension}`
    if (!fs.existsSync(file)) return file
  }
}

export async function askForFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Save documents',
    buttonLabel: 'Save here',
    properties: ['openDirectory', 'createDirectory'],
  })
  return (!canceled && filePaths[0]) || null
}

export async function askWhereTo(
  window: BrowserWindow,
  name: string,
  extension: string,
  kind: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), `${safeFileName(name)}.${extension}`),
    filters: [{ name: kind, extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  return path.extname(filePath) ? filePath : `${filePath}.${extension}`
}
