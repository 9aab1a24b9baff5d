/** The draft of a case report as a file that an author goes on writing in: Word or Markdown. */
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { caseReportMarkdown } from '#shared/domain/documents/case-report/case-report-markdown.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { BlockDocument } from '#shared/domain/documents/blocks.ts'
import { pairFigureId } from '#shared/domain/documents/case-report/diagnosis-section.ts'
import type { ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import type { ToldPair } from '#shared/domain/imaging/pair-figure.ts'
import type { Client } from '#shared/ipc/client.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import type { CaseReportRequest } from '#shared/ipc/document-request.ts'
import { renderReportFigure, renderReportPair } from './render-figure.ts'
import type { RenderOptions } from './render-document.ts'
import { writeDocument } from './write-document.ts'

export type ReportFormat = 'docx' | 'md'

/** Writes the draft, noted in the audit chain; Markdown has its figure in a file beside it. Answers what was written. */
export async function writeCaseReport(
  file: string,
  format: ReportFormat,
  { caseId, paper, dates = 'relative' }: CaseReportRequest,
  options: RenderOptions,
): Promise<readonly string[]> {
  const { client } = options
  const record = await client.call('cases.get', { caseId })
  const settings = await client.call('registry.settings', {})
  const today = Temporal.Now.plainDateISO().toString()
  const pairs = await pairsOf(client, record)
  const report = caseReportOf(record, { dates, today, settings, pairs })
  const pngs = await picturesOf(report, { caseId, dates, pairs }, options)
  await client.call('audit.note', { kind: 'export', caseId, detail: `case report draft, ${format}` })
  switch (format) {
    case 'docx': {
      const { blocksDocx } = await import('./blocks-docx.ts')
      writeDocument(
        file,
        await blocksDocx(report, { paper, description: 'Draft of a case report', figures: (id) => pngs.get(id) }),
      )
      return [file]
    }
    case 'md': {
      const base = file.replace(/\.md$/i, '')
      // The one chart is “figure”, what comes with it is counted on.
      const names = new Map(
        [...pngs.keys()].map((id, index) => [id, `${base} figure${index > 0 ? ` ${index + 1}` : ''}.png`] as const),
      )
      for (const [id, png] of pngs) writeDocument(names.get(id)!, png)
      const nameOf = (id: string | undefined) => {
        const name = names.get(id)
        return name === undefined ? undefined : path.basename(name)
      }
      writeDocument(file, Buffer.from(caseReportMarkdown(report, nameOf)))
      return [file, ...names.values()]
    }
  }
}

/** Of the pairs only what is told of them: each picture is drawn for itself. */
async function pairsOf(client: Client, record: CaseRecord): Promise<readonly ToldPair[]> {
  if (pairsInDocuments(record).length === 0) return []
  return (await client.call('ctFigures.ofCase', { caseId: record.case.id, widthPx: smallestPx })).figures
}

const smallestPx = 16

/** PNG by the id of the figure; the one chart has none, and comes first. */
async function picturesOf(
  { blocks }: BlockDocument,
  { pairs, ...of }: { readonly caseId: string; readonly dates: ReportDates; readonly pairs: readonly ToldPair[] },
  options: RenderOptions,
): Promise<ReadonlyMap<string | undefined, Buffer>> {
  const pngs = new Map<string | undefined, Buffer>()
  const ids = new Set(blocks.flatMap((block) => (block.kind === 'figure' ? [block.id] : [])))
  if (ids.has(undefined)) pngs.set(undefined, await renderReportFigure(of.caseId, of.dates, options))
  for (const { pairId } of pairs) {
    const id = pairFigureId(pairId)
    if (ids.has(id)) pngs.set(id, await renderReportPair(pairId, of, options))
  }
  return pngs
}
