/** Documents as PDF. The print is put into the audit chain just before it is made, so that the head on paper is the chain's. */
import { Temporal } from 'temporal-polyfill'
import { midSentence } from '#shared/domain/label-of.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { caseOf, wordsOf } from '#shared/ipc/document-request.ts'
import type { DocumentRequest } from '#shared/ipc/document-request.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Progress } from '#shared/ipc/wire.ts'
import type { DocumentFacts } from './document-facts.ts'
import { routeOf } from './document-facts.ts'
import { footerParts, footerTemplate } from './footer.ts'
import { loadFooterFont } from './footer-font.ts'
import type { FooterFacts } from './footer.ts'
import { withPaperPage } from './paper-window.ts'
import type { PaperWindowOptions } from './paper-window.ts'

export interface RenderOptions extends PaperWindowOptions {
  readonly client: Client
  readonly progress: (progress: Progress) => void
}

const noPrinter =
  'No printer answered. Set one up in the settings of this computer, then print again, or save the document as a PDF.'
const marginMm = 15
const mmPerInch = 25.4
const pxPerInch = 96

/** The document as PDF, its print put into the audit chain. */
export function renderPdf(document: DocumentRequest, facts: DocumentFacts, options: RenderOptions): Promise<Buffer> {
  return pdfOf(document, options, () => audited(document, facts, options))
}

/** The document as it would be printed now: only looked at, so it leaves no entry in the audit chain. */
export function previewPdf(document: DocumentRequest, facts: DocumentFacts, options: RenderOptions): Promise<Buffer> {
  return pdfOf(document, options, async () => {
    const { auditHead } = await options.client.call('registry.info', {})
    const identity = footerIdentity(document, facts)
    return { ...identity, auditHead, mark: [facts.mark, 'preview'].filter(Boolean).join(', ') }
  })
}

async function pdfOf(
  document: DocumentRequest,
  options: RenderOptions,
  footerFacts: () => Promise<FooterFacts>,
): Promise<Buffer> {
  options.progress({ done: 0, total: 2, what: 'Laying out the pages' })
  return withPaperPage(routeOf(document), options, async ({ contents }) => {
    options.progress({ done: 1, total: 2, what: 'Writing the PDF' })
    const footer = await footerFacts()
    const margin = marginMm / mmPerInch
    return contents.printToPDF({
      pageSize: document.paper,
      margins: { top: margin, bottom: margin, left: margin, right: margin },
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footerTemplate(footer, await loadFooterFont(contents)),
    })
  })
}

/**
 * Hands the document to the system's print dialog. Answers whether it was printed; false when the dialog was dismissed.
 * @throws AppError `not-found` where the system has no printer that answers
 */
export async function printOnPaper(
  document: DocumentRequest,
  facts: DocumentFacts,
  options: RenderOptions,
): Promise<boolean> {
  options.progress({ done: 0, total: 1, what: 'Laying out the pages' })
  return withPaperPage(routeOf(document), options, async ({ contents }) => {
    const footer = await audited(document, facts, options)
    const margin = (marginMm / mmPerInch) * pxPerInch
    return new Promise<boolean>((resolve, reject) => {
      contents.print(
        {
          silent: false,
          printBackground: true,
          pageSize: document.paper,
          margins: { marginType: 'custom', top: margin, bottom: margin, left: margin, right: margin },
          // The dialog draws its own footer, which adds the page number.
          footer: footerParts(footer).join(' · '),
        },
        (printed, reason) => {
          if (printed || /cancel/i.test(reason)) return resolve(printed)
          options.log.error(new Error(`printing failed: ${reason}`), 'documents.print')
          reject(new AppError('not-found', noPrinter))
        },
      )
    })
  })
}

async function audited(
  document: DocumentRequest,
  facts: DocumentFacts,
  { client }: RenderOptions,
): Promise<FooterFacts> {
  const detail = `${midSentence(wordsOf(document.kind).label)}, ${document.paper}`
  const caseId = caseOf(document)
  const { auditHead } = await client.call('audit.note', { kind: 'print', detail, ...(caseId && { caseId }) })
  return { ...footerIdentity(document, facts), auditHead }
}

/** Whose pages they are and when they were printed; of what is de-identified, nothing that leads to the case. */
function footerIdentity(document: DocumentRequest, facts: DocumentFacts): Omit<FooterFacts, 'auditHead'> {
  const { label, deidentified } = wordsOf(document.kind)
  if (!deidentified) return { ...facts, printedOn: today() }
  const tellsDates = document.kind === 'case-report' && document.dates === 'absolute'
  return { registry: label, mark: facts.mark, ...(tellsDates && { printedOn: today() }) }
}

const today = () => Temporal.Now.plainDateISO().toString()
