/** Draws documents for the command line, in hidden windows. */
import { app } from 'electron'
import type { Drawing, DrawingSource } from '#main/cli/command.ts'
import { caseOf } from '#shared/ipc/document-request.ts'
import { writeCaseReport } from '#main/printing/case-report-file.ts'
import { documentFacts } from '#main/printing/document-facts.ts'
import { renderPdf } from '#main/printing/render-document.ts'
import type { RenderOptions } from '#main/printing/render-document.ts'
import { renderFigure } from '#main/printing/render-figure.ts'
import { notedCtFigure } from '#main/printing/save-ct-figure.ts'
import { sayInternalErrors } from '#main/cli/say-internal-errors.ts'
import { startRouter } from './router.ts'

let listening = false

async function optionsFor(source: DrawingSource): Promise<RenderOptions> {
  await app.whenReady()
  if (!listening) startRouter()
  listening = true
  const log = { error: sayInternalErrors, relay: () => {} }
  return { ...source, log, signal: new AbortController().signal, progress: () => {} }
}

export const drawing: Drawing = {
  async document(document, source) {
    const options = await optionsFor(source)
    const facts = await documentFacts(source.client, caseOf(document))
    return renderPdf(document, facts, options)
  },
  async caseReport(file, format, document, source) {
    return writeCaseReport(file, format, document, await optionsFor(source))
  },
  async ctFigure({ pairId, caseId, format }, source) {
    return notedCtFigure({ pairId, caseId, format }, await optionsFor(source))
  },
  async figure(request, source) {
    return renderFigure(request, await optionsFor(source))
  },
}
