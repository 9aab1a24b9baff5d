/** Charts as files: SVG as the page drew it, PNG at 300 dots an inch, PDF of the figure's own size. */
import type { WebContents } from 'electron'
import type { ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { appVersion } from '#main/version.ts'
import { originWords, pdfWithOrigin, pngWithOrigin, svgWithOrigin } from './figure-origin.ts'
import { withDensity } from './png-density.ts'
import { withPaperPage } from './paper-window.ts'
import type { RenderOptions } from './render-document.ts'

const figureFormats = ['svg', 'png', 'pdf'] as const
export type FigureFormat = (typeof figureFormats)[number]
export type CtFigureFormat = Exclude<FigureFormat, 'svg'>

const pngDotsPerInch = 300
const pxPerInch = 96

export interface FigureRequest {
  readonly caseId: string
  readonly format: FigureFormat
  /** Everything on the calendar where it is missing. */
  readonly view?: ChartView
}

export async function renderFigure(
  { caseId, format, view = {} }: FigureRequest,
  options: RenderOptions,
): Promise<Buffer> {
  const route = `/print/figure/${encodeURIComponent(caseId)}?view=${encodeURIComponent(JSON.stringify(view))}`
  return drawn(route, format, options, async () => {
    let head: string | undefined
    for (const id of [caseId, view.with]) {
      if (id === undefined) continue
      const note = { kind: 'export', caseId: id, detail: `figure, ${format}` } as const
      head = (await options.client.call('audit.note', note)).auditHead
    }
    return head
  })
}

/** A figure of a cohort’s analysis. Who writes it to a file notes that; a report that holds it is noted for itself. */
export function renderCohortFigure(
  resultId: string,
  figureId: string,
  format: FigureFormat,
  options: RenderOptions,
  /** Of the data that the run was over. */
  auditHead: string,
): Promise<Buffer> {
  const route = `/print/cohort-figure/${encodeURIComponent(resultId)}?figure=${encodeURIComponent(JSON.stringify(figureId))}`
  return drawn(route, format, options, async () => auditHead)
}

function drawn(
  route: string,
  format: FigureFormat,
  options: RenderOptions,
  /** Notes it where it must be noted, and tells the head of the audit chain that the file is to name. */
  note: () => Promise<string | undefined> = async () => undefined,
): Promise<Buffer> {
  options.progress({ done: 0, total: 1, what: 'Drawing the figure' })
  return withPaperPage(route, options, async ({ contents, svg }) => {
    const head = await note()
    const origin = head && originWords(appVersion, head)
    switch (format) {
      case 'svg':
        if (svg === undefined)
          throw new AppError('internal', 'The figure could not be drawn. Nothing was written; try again.')
        return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${origin ? svgWithOrigin(svg, origin) : svg}\n`)
      case 'png': {
        const png = await pngOf(contents, await sizeOf(contents))
        return origin ? pngWithOrigin(png, origin) : png
      }
      case 'pdf': {
        const pdf = await pdfOf(contents, await sizeOf(contents))
        return origin ? pdfWithOrigin(pdf, origin) : pdf
      }
    }
  })
}

/** The figure of a case report as PNG. What holds it is noted in the audit chain, not the figure for itself. */
export function renderReportFigure(caseId: string, dates: ReportDates, options: RenderOptions): Promise<Buffer> {
  return drawn(`/print/report-figure/${encodeURIComponent(caseId)}?dates=${dates}`, 'png', options)
}

export interface CtFigureRequest {
  readonly pairId: string
  readonly caseId: string
  readonly format: CtFigureFormat
}

/** The figure of a pair of CT images with its caption, 170 mm wide, noted as an export of its case. */
export function renderCtFigure({ pairId, caseId, format }: CtFigureRequest, options: RenderOptions): Promise<Buffer> {
  const note = { kind: 'export', caseId, detail: `figure of a CT pair, ${format}` } as const
  return drawn(`/print/ct-figure/${encodeURIComponent(pairId)}`, format, options, async () => {
    const { auditHead } = await options.client.call('audit.note', note)
    return auditHead
  })
}

/** The same as PNG for a case report, which has the caption for itself and tells time its own way. */
export function renderReportPair(
  pairId: string,
  { caseId, dates }: { readonly caseId: string; readonly dates: ReportDates },
  options: RenderOptions,
): Promise<Buffer> {
  const said = `caseId=${encodeURIComponent(JSON.stringify(caseId))}&dates=${dates}`
  return drawn(`/print/ct-figure/${encodeURIComponent(pairId)}?${said}`, 'png', options)
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

async function sizeOf(contents: WebContents): Promise<Size> {
  const measure = `(({ width, height }) => [width, height])(document.querySelector('.figure-page').getBoundingClientRect())`
  const [width, height] = (await contents.executeJavaScript(measure)) as [number, number]
  return { widthPx: Math.ceil(width), heightPx: Math.ceil(height) }
}

/** The page shows nothing but the figure, in its upper left corner. */
async function pngOf({ debugger: devTools }: WebContents, { widthPx, heightPx }: Size): Promise<Buffer> {
  devTools.attach('1.3')
  try {
    await devTools.sendCommand('Emulation.setDeviceMetricsOverride', {
      width: widthPx,
      height: heightPx,
      deviceScaleFactor: pngDotsPerInch / pxPerInch,
      mobile: false,
    })
    const clip = { x: 0, y: 0, width: widthPx, height: heightPx, scale: 1 }
    const { data } = await devTools.sendCommand('Page.captureScreenshot', {
      format: 'png',
      clip,
      captureBeyondViewport: true,
    })
    return withDensity(Buffer.from(data, 'base64'), pngDotsPerInch)
  } finally {
    devTools.detach()
  }
}

function pdfOf(contents: WebContents, { widthPx, heightPx }: Size): Promise<Buffer> {
  return contents.printToPDF({
    // A pixel of white below: a rounded height must not begin a second page.
    pageSize: { width: widthPx / pxPerInch, height: (heightPx + 1) / pxPerInch },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    printBackground: true,
    generateTaggedPDF: true,
  })
}
