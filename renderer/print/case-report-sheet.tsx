import { useEffect, useMemo } from 'react'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import type { Block, Text } from '#shared/domain/documents/case-report/blocks.ts'
import { gapWords } from '#shared/domain/documents/case-report/blocks.ts'
import { CaseReportFigure } from './case-report-figure.tsx'
import type { SheetProps } from './sheet-props.ts'
import { contentWidth } from './paper-size.ts'
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
    <article className="case-report">
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
          <Written key={index} block={block} />
        ),
      )}
    </article>
  )
}

/** A table of so few rows stands on one page. */
const shortRows = 6

function Written({ block }: { readonly block: Exclude<Block, { kind: 'figure' }> }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>
    case 'paragraph':
      return (
        <p>
          <Pieces text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={JSON.stringify(item)}>
              <Pieces text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <table
          data-columns={block.columns.length}
          data-first={block.columns[0]}
          data-short={block.rows.length <= shortRows || undefined}
        >
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {block.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((cells, row) => (
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {cells.map((text, column) => (
                  <td key={block.columns[column]}>
                    <Pieces text={text} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

function Pieces({ text }: { readonly text: Text }) {
  return text.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="case-report-gap">
        {gapWords(piece)}
      </span>
    ),
  )
}
