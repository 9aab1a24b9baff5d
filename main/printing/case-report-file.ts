/** The draft of a case report as a file that an author goes on writing in: Word or Markdown. */
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { caseReportMarkdown } from '#shared/domain/documents/case-report/case-report-markdown.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import type { CaseReportRequest } from '#shared/ipc/document-request.ts'
import { renderReportFigure } from './render-figure.ts'
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
  const report = caseReportOf(record, { dates, today, settings })
  const hasFigure = report.blocks.some(({ kind }) => kind === 'figure')
  const png = hasFigure ? await renderReportFigure(caseId, dates, options) : undefined
  await client.call('audit.note', { kind: 'export', caseId, detail: `case report draft, ${format}` })
  switch (format) {
    case 'docx': {
      const { blocksDocx } = await import('./blocks-docx.ts')
      writeDocument(
        file,
        await blocksDocx(report, { paper, description: 'Draft of a case report', figures: () => png }),
      )
      return [file]
    }
    case 'md': {
      const figure = png && `${file.replace(/\.md$/i, '')} figure.png`
      if (figure) writeDocument(figure, png)
      writeDocument(file, Buffer.from(caseReportMarkdown(report, figure && path.basename(figure))))
      return [file, ...(figure ? [figure] : [])]
    }
  }
}
