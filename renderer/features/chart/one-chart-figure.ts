import type { EChartsOption } from 'echarts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { ChartSize } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/drug-colors.ts'
import { oneChartOption } from '../../charts/options/one-chart.ts'
import { oneChartLayout } from '../../charts/options/one-chart-layout.ts'

/** px for the names of the lanes and the numbers of the axes, inside the drawing. */
const gutter = 168

/** 180 mm at 96 px an inch. */
const printWidth = 680
const printHeight = 460

/** The chart as a figure that stands for itself, with the names of its lanes: for paper, SVG and PNG. */
export function oneChartFigure(
  timeline: Timeline,
  {
    width = printWidth,
    height = printHeight,
    theme = 'print',
  }: Partial<ChartSize> & { readonly theme?: ChartTheme } = {},
): ChartSize & { readonly option: EChartsOption } {
  const input = { timeline, width, height, gutter, theme, labelsInside: true }
  return { option: oneChartOption(input), width, height: oneChartLayout(input).height }
}
