/** Figures of CT pairs for the window: asks where to, draws them, writes them whole. */
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import { documentFacts } from './document-facts.ts'
import type { RenderOptions } from './render-document.ts'
import { renderCtFigure } from './render-figure.ts'
import type { CtFigureRequest } from './render-figure.ts'
import { askWhereTo, formatNames } from './save-documents.ts'
import type { SaveOptions } from './save-documents.ts'
import { writeDocument } from './write-document.ts'

export async function saveCtFigure(
  { pairId, format }: InputOf<'ctFigures.save'>,
  options: SaveOptions,
): Promise<OutputOf<'ctFigures.save'>> {
  const caseId = await caseOfDrawable(options.client, pairId)
  const { code } = await documentFacts(options.client, caseId)
  const file = await askWhereTo(options.window, `${code} CT pair`, format, formatNames[format])
  if (file) writeDocument(file, await notedCtFigure({ pairId, caseId, format }, options))
  return { file }
}

/** Drawn, and noted as an export of the case. @throws AppError `conflict` that says why there is no figure */
export async function notedCtFigure(request: CtFigureRequest, options: RenderOptions): Promise<Buffer> {
  await caseOfDrawable(options.client, request.pairId)
  return renderCtFigure(request, options)
}

/** The smallest picture tells whether there is one. */
const smallestPx = 16

async function caseOfDrawable(client: Client, pairId: string): Promise<string> {
  const { caseId, why } = await client.call('ctFigures.ofPair', { pairId, widthPx: smallestPx })
  if (why !== undefined) throw new AppError('conflict', why)
  return caseId
}
