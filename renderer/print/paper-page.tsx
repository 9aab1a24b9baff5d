import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '#renderer/ipc/client-context.tsx'
import type { Paper } from '#shared/ipc/document-request.ts'
import './paper.css'

interface PaperPageProps {
  /** Becomes the title of the PDF. */
  readonly title: string
  readonly paper: Paper
  /** Everything on the page is drawn. */
  readonly complete: boolean
  /** The figure as a document of its own, where the page is one. */
  readonly svg?: () => string
  readonly children: ReactNode
}

/** A page made for paper. It tells the main side once it is complete and its fonts are there. */
export function PaperPage({ title, paper, complete, svg, children }: PaperPageProps) {
  const client = useClient()
  const figure = useRef(svg)
  figure.current = svg
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (!complete) return
    let gone = false
    const tell = async (): Promise<void> => {
      await loadPaperFonts()
      if (!gone) await client.call('print.ready', { svg: figure.current?.() })
    }
    void tell()
    return () => {
      gone = true
    }
  }, [complete, client])
  return (
    <main className="paper" data-paper={paper} lang="en">
      {children}
    </main>
  )
}

/** Asked for by name: a font that nothing has been laid out in yet does not count as missing. */
export async function loadPaperFonts(): Promise<void> {
  await Promise.all(['400', '600', 'italic 400'].map((style) => document.fonts.load(`${style} 12px 'Inter Paper'`)))
  await document.fonts.ready
}
