import { useEffect, useMemo } from 'react'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import { CaseReportFigure } from './case-report-figure.tsx'
import type { SheetProps } from './sheet-props.ts'
import { contentWidth } from './paper-size.ts'
import { WrittenBlock } from './written-block.tsx'
import './case-report.css'

/** The draft of a case report: every block as it stands in the other formats, gaps where they can't be overlooked. */
export function CaseReportSheet({ record, settings, today, paper, options, onDrawn }: SheetProps) {
  const dates = options['dates'] === 'absolute' ? 'absolute' : 'relative'
  const report = useMemo(() => caseReportOf(record, { dates, today, settings }), [record, dates, today, settings])
  const hasFigure = report.blocks.some(({ kind }) => kind === 'figure')
  useEffect(() => {
    if (!hasFigure) onDrawn()
  }, [hasFigure, onDrawn])
  return (
    <article className="case-report block-document">
      <h1>{report.title}</h1>
      <div className="case-report-notices">
        {report.notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </div>
      {report.blocks.map((block, index) =>
        block.kind === 'figure' ? (
          <figure key={block.kind}>
            <CaseReportFigure
              record={record}
              dates={dates}
              today={today}
              settings={settings}
              width={contentWidth[paper]}
              onReady={onDrawn}
            />
            <figcaption className="one-chart-caption">{block.caption}</figcaption>
          </figure>
        ) : (
          // Made once: their order is what tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <WrittenBlock key={index} block={block} />
        ),
      )}
    </article>
  )
}
