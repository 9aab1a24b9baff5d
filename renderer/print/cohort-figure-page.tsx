import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { figureWithoutCodes } from '#shared/domain/documents/cohort-report.ts'
import { drawFigure } from '#renderer/charts/figures/draw-figure.ts'
import { figureWords } from '#renderer/charts/figures/figure-numbers.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { Chart, chartSvg } from '../charts/chart.tsx'
import { figureSvg } from './figure-svg.ts'
import { PaperPage } from './paper-page.tsx'
import { contentWidth } from './paper-size.ts'
import './figure-page.css'

/** A figure of a cohort’s analysis alone, for a file of its own or for a document that holds it as a picture. */
export function CohortFigurePage() {
  const { resultId } = useParams({ strict: false }) as { readonly resultId: string }
  // Written by the main side.
  const { figure: figureId } = useSearch({ strict: false }) as { readonly figure?: string }
  const [isDrawn, setIsDrawn] = useState(false)
  const results = useQueryOf('cohorts.results', { ids: [resultId] }).data?.results
  const figure = results?.[0]?.figures.find(({ id }) => id === figureId)
  const width = contentWidth.A4
  const drawn = useMemo(
    () => figure && drawFigure(figureWithoutCodes(figure), { width, theme: 'print' }),
    [figure, width],
  )
  if (!figure || !drawn) return null
  const size = { width, height: drawn.height }
  return (
    <PaperPage
      title={figure.title}
      paper="A4"
      complete={isDrawn}
      svg={() => figureSvg([{ ...size, code: '', caption: '', chart: chartSvg(drawn.option, size) }])}
    >
      <div className="figure-page" style={{ width }}>
        <Chart {...size} option={drawn.option} label={figureWords(figure)} onReady={() => setIsDrawn(true)} />
      </div>
    </PaperPage>
  )
}
