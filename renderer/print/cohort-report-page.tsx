import { useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'
import { cohortReportOf, figureKey, figureWithoutCodes } from '#shared/domain/documents/cohort-report.ts'
import { drawFigure } from '#renderer/charts/figures/draw-figure.ts'
import { figureWords } from '#renderer/charts/figures/figure-numbers.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { Chart } from '../charts/chart.tsx'
import { PaperPage } from './paper-page.tsx'
import { contentWidth, usePaper } from './paper-size.ts'
import { WrittenBlock } from './written-block.tsx'
import './cohort-report.css'

/** Analyses of a cohort on paper: which runs, stands in the address. */
export function CohortReportPage() {
  const { resultIds = [] } = useSearch({ strict: false }) as { readonly resultIds?: string[] }
  const paper = usePaper()
  const results = useQueryOf('cohorts.results', { ids: resultIds }).data?.results
  const report = useMemo(() => results && cohortReportOf(results), [results])
  const figures = useMemo(
    () =>
      new Map(
        results?.flatMap(({ id, figures: own }) => own.map((figure) => [figureKey(id, figure.id), figure] as const)),
      ),
    [results],
  )
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set())
  const onDrawn = useCallback((id: string) => setDrawn((before) => new Set([...before, id])), [])
  if (!report) return null
  return (
    <PaperPage title={`${report.title}: cohort report`} paper={paper} complete={drawn.size === figures.size}>
      <article className="block-document cohort-report">
        <header>
          <p className="paper-faint">Cohort report</p>
          <h1>{report.title}</h1>
          {report.notices.map((notice) => (
            <p key={notice} className="paper-soft">
              {notice}
            </p>
          ))}
        </header>
        {report.blocks.map((block, index) => {
          if (block.kind !== 'figure')
            // Made once: their order is what tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            return <WrittenBlock key={index} block={block} />
          const figure = block.id === undefined ? undefined : figures.get(block.id)
          return (
            figure && (
              <figure key={block.id}>
                <Drawn figure={figure} width={contentWidth[paper]} onReady={() => onDrawn(block.id!)} />
                <figcaption>{block.caption}</figcaption>
              </figure>
            )
          )
        })}
      </article>
    </PaperPage>
  )
}

interface DrawnProps {
  readonly figure: ResultFigure
  /** px */
  readonly width: number
  readonly onReady: () => void
}

function Drawn({ figure, width, onReady }: DrawnProps) {
  const { option, height } = useMemo(
    () => drawFigure(figureWithoutCodes(figure), { width, theme: 'print' }),
    [figure, width],
  )
  return <Chart option={option} width={width} height={height} label={figureWords(figure)} onReady={onReady} />
}
