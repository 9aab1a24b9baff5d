import { useEffect, useMemo } from 'react'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import { pairFigureId } from '#shared/domain/documents/case-report/diagnosis-section.ts'
import { reportedRecord } from '#shared/domain/documents/case-report/reported-record.ts'
import { toldDates } from '#shared/domain/documents/case-report/told-dates.ts'
import { CaseReportFigure } from './case-report-figure.tsx'
import { CtPairFigure } from './ct-pair-figure.tsx'
import type { SheetProps } from './sheet-props.ts'
import { contentWidth } from './paper-size.ts'
import { useCtFigures } from './use-ct-figures.ts'
import { WrittenBlock } from './written-block.tsx'
import './case-report.css'

/** The draft of a case report: every block as it stands in the other formats, gaps where they can't be overlooked. */
export function CaseReportSheet({ record, settings, today, paper, options, onDrawn }: SheetProps) {
  const dates = options['dates'] === 'absolute' ? 'absolute' : 'relative'
  const width = contentWidth[paper]
  const pairs = useCtFigures(record, width)
  const report = useMemo(
    () => pairs && caseReportOf(record, { dates, today, settings, pairs }),
    [record, dates, today, settings, pairs],
  )
  const hasChart = report?.blocks.some((block) => block.kind === 'figure' && block.id === undefined)
  useEffect(() => {
    if (hasChart === false) onDrawn()
  }, [hasChart, onDrawn])
  const when = useMemo(() => toldDates(reportedRecord(record), dates).when, [record, dates])
  if (!report || !pairs) return null
  return (
    <article className="case-report block-document">
      <h1>{report.title}</h1>
      <div className="case-report-notices">
        {report.notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </div>
      {report.blocks.map((block, index) => {
        // Made once: their order is what tells them apart.
        if (block.kind !== 'figure') return <WrittenBlock key={index} block={block} /> // oxlint-disable-line react/no-array-index-key
        const pair = pairs.find(({ pairId }) => pairFigureId(pairId) === block.id)
        if (pair) return <CtPairFigure key={block.id} figure={pair} width={width} caption={block.caption} when={when} />
        return (
          <figure key={block.kind}>
            <CaseReportFigure
              record={record}
              dates={dates}
              today={today}
              settings={settings}
              width={width}
              onReady={onDrawn}
            />
            <figcaption className="one-chart-caption">{block.caption}</figcaption>
          </figure>
        )
      })}
    </article>
  )
}
