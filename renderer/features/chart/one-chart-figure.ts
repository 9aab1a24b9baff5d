import type { EChartsOption } from 'echarts'
import { lanesOf } from '#shared/domain/timeline-lanes.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import type { ChartSize } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/drug-colors.ts'
import type { AxisZero } from '../../charts/options/time-frame.ts'
import { oneChartOption } from '../../charts/options/one-chart.ts'
import { oneChartLayout } from '../../charts/options/one-chart-layout.ts'
import { captionOf } from './chart-caption.tsx'
import { onOneAxis, type ChartCase } from './one-axis.ts'

/** px for the names of the lanes and the numbers of the axes, inside the drawing. */
const gutter = 168

/** 180 mm at 96 px an inch. */
const printWidth = 680
const printHeight = 460
/** px; of two cases under each other neither needs the height of one that stands alone. */
const comparedHeight = 330

export interface ChartFigure extends ChartSize {
  readonly code: string
  readonly option: EChartsOption
  readonly caption: string
}

interface FigureWish extends Partial<ChartSize> {
  readonly theme?: ChartTheme
  readonly view?: ChartView
  /** The caption says whose the chart is and what it shows. */
  readonly standsAlone?: boolean
  /** Where the axis of a single case counts from, where that is no drug’s start. */
  readonly zero?: AxisZero
}

/**
 * The chart of each case as a figure that stands for itself, with the names of its lanes: for paper, SVG and PNG. Cases
 * that stand under each other have one axis and one scale.
 */
export function oneChartFigures(cases: readonly ChartCase[], wish: FigureWish = {}): readonly ChartFigure[] {
  const { width = printWidth, theme = 'print', view = {}, standsAlone = false } = wish
  const { placed, notes } = onOneAxis(cases, wish.zero ?? view.align)
  const height = wish.height ?? (placed.length > 1 ? comparedHeight : printHeight)
  return placed.map(({ id, code, timeline, drawn, origin, zero }) => {
    const window =
      view.from === undefined || view.to === undefined ? undefined : { from: view.from + origin, to: view.to + origin }
    const input = {
      timeline: drawn,
      width,
      height,
      gutter,
      theme,
      labelsInside: true,
      visibleLanes: view.lanes,
      zero,
      beside: placed.filter((other) => other.id !== id).map((other) => other.drawn),
      ...(window && { window }),
    }
    const about = captionOf(timeline, { visibleLanes: view.lanes, zero, window, ...(standsAlone && { code }) })
    return {
      code,
      option: oneChartOption(input),
      width,
      height: oneChartLayout(input).height,
      caption: [...about, ...notes].join(' '),
    }
  })
}

/** True where none of the lanes that are wanted holds anything. */
export function isNothingDrawn(cases: readonly ChartCase[], { lanes }: ChartView = {}): boolean {
  return !cases.some(({ timeline }) => lanesOf(timeline).some(({ id }) => lanes === undefined || lanes.includes(id)))
}
