/** PDF pages, drawn when they come near, with their text over them for selecting and for screen readers. */
import { getDocument, PDFWorker, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { readerFile } from './pdf-files.ts'
import type { View } from './view.ts'

/**
 * Reads the file beside the page's own thread, so that a slow or endless file can be closed. A frame without an origin
 * may start a worker from nothing but what it holds itself; that one then loads the reader.
 */
async function ownWorker(): Promise<PDFWorker> {
  const address = JSON.stringify(new URL(workerAddress, document.baseURI).href)
  const start = `import(${address}).catch((error) => setTimeout(() => { throw error }))`
  const port = new Worker(URL.createObjectURL(new Blob([start], { type: 'text/javascript' })))
  await new Promise((resolve, reject) => {
    // Its first word: from here on it listens.
    port.addEventListener('message', resolve, { once: true })
    port.addEventListener('error', () => reject(new Error('the reader did not start')), { once: true })
  })
  return PDFWorker.create({ port })
}

/** Hands the reader its fonts, character maps and decoders. */
class ReaderFiles {
  fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    return readerFile(filename)
  }
}

/** More than any file of the size that the registry keeps has. */
const mostPages = 20_000

/** @throws Error named `PasswordException` for a protected file */
export async function showPdf(bytes: ArrayBuffer): Promise<View> {
  const pdf = await getDocument({
    data: bytes,
    worker: await ownWorker(),
    BinaryDataFactory: ReaderFiles,
    useWorkerFetch: false,
    // Given so that the reader asks for them at all; where they come from is decided above.
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'fonts/',
    wasmUrl: 'wasm/',
    disableWorkerRendering: true,
    enableXfa: false,
  }).promise
  if (pdf.numPages > mostPages) throw new Error('the file claims too many pages')
  const first = await pdf.getPage(1)
  const element = document.createElement('div')
  element.className = 'pdf'
  const pages = Array.from({ length: pdf.numPages }, (_, index) => pageOf(pdf, index + 1, first))
  element.append(...pages.map((page) => page.element))
  const near = new IntersectionObserver(
    (entries) =>
      entries.forEach(({ target, isIntersecting }) =>
        pages.find((page) => page.element === target)?.setNear(isIntersecting),
      ),
    { rootMargin: '100% 0px' },
  )
  pages.forEach((page) => near.observe(page.element))
  return {
    element,
    pages: pages.map((page) => page.element),
    zoom: (factor, width) => pages.forEach((page) => page.resize(Math.min(width, widestPx) * factor)),
  }
}

/** A page that fills a wide screen would be read like a poster. */
const widestPx = 960

interface Page {
  readonly element: HTMLElement
  readonly setNear: (near: boolean) => void
  readonly resize: (width: number) => void
}

/** A place of the right size (that of the first page, until its own is known), which draws itself when it is near. */
function pageOf(pdf: PDFDocumentProxy, number: number, first: PDFPageProxy): Page {
  const element = document.createElement('section')
  element.className = 'sheet'
  element.setAttribute('aria-label', `Page ${number}`)
  let isNear = false
  let width = 0
  let drawnWidth = 0
  let shape = first.getViewport({ scale: 1 })
  let drawing = Promise.resolve()

  const layOut = () => {
    element.style.width = `${width}px`
    element.style.height = `${(width * shape.height) / shape.width}px`
  }
  const draw = async () => {
    if (!isNear || width === 0 || width === drawnWidth) return
    const target = width
    const page = await pdf.getPage(number)
    shape = page.getViewport({ scale: 1 })
    layOut()
    element.replaceChildren(...(await drawn(page, target / shape.width)))
    drawnWidth = target
  }
  const queue = () => {
    drawing = drawing.then(draw).catch(() => {
      element.replaceChildren(Object.assign(document.createElement('p'), { textContent: 'This page can’t be drawn.' }))
    })
  }
  return {
    element,
    setNear(near) {
      isNear = near
      if (near) queue()
      // A long document would fill the memory with pages that were looked at.
      else if (drawnWidth > 0) {
        element.replaceChildren()
        drawnWidth = 0
      }
    },
    resize(next) {
      width = next
      layOut()
      queue()
    },
  }
}

async function drawn(page: PDFPageProxy, scale: number): Promise<readonly HTMLElement[]> {
  const viewport = page.getViewport({ scale })
  const sharp = Math.min(window.devicePixelRatio, largestSide / Math.max(viewport.width, viewport.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width * sharp)
  canvas.height = Math.floor(viewport.height * sharp)
  canvas.setAttribute('aria-hidden', 'true')
  await page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] }).promise
  const text = document.createElement('div')
  text.className = 'words'
  text.style.setProperty('--total-scale-factor', String(scale))
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render()
  return [canvas, text]
}

/** Pixels. Chromium draws nothing on a larger canvas. */
const largestSide = 8192
