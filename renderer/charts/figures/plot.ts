/** Plots of a figure: two axes with their words, and between them what the figure draws by hand. */
import type { EChartsOption } from 'echarts'
import type { Box } from '../box.ts'
import { chartColors, type ChartColors } from '../chart-colors.ts'
import type { ChartTheme } from '../drug-colors.ts'
import { laneSeries, line, text, type Shape } from '../options/shapes.ts'
import type { Scale } from '../scales.ts'

export interface PlotAxis extends Scale {
  readonly label: string
  /** Of a tick; the number itself unless said otherwise. */
  readonly words?: (tick: number) => string
  readonly isLog?: boolean
}

export interface PlotFrame extends Box {
  /** px of a value. */
  readonly atX: (value: number) => number
  readonly atY: (value: number) => number
}

export interface Plot {
  readonly box: Box
  readonly x: PlotAxis
  /** Without one, rows are placed by the figure itself. */
  readonly y?: PlotAxis
  readonly draw: (frame: PlotFrame, colors: ChartColors) => readonly Shape[]
}

/** px between a plot and the words of its axes. */
const gap = 6

/** The plots of a figure, one below the other or side by side. */
export function plotOption(plots: readonly Plot[], theme: ChartTheme): EChartsOption {
  const colors = chartColors(theme)
  const hidden = { show: false } as const
  return {
    animation: false,
    backgroundColor: 'transparent',
    grid: plots.map(({ box }) => ({
      left: box.x,
      top: box.y,
      width: box.width,
      height: box.height,
      outerBoundsMode: 'none',
    })),
    xAxis: plots.map(({ x }, gridIndex) => ({
      gridIndex,
      type: x.isLog ? ('log' as const) : ('value' as const),
      min: x.min,
      max: x.max,
      ...hidden,
    })),
    yAxis: plots.map(({ y }, gridIndex) => ({
      gridIndex,
      type: 'value' as const,
      min: y?.min ?? 0,
      max: y?.max ?? 1,
      ...hidden,
    })),
    series: plots.map((plot, grid) => ({
      ...laneSeries(`plot-${grid}`, { grid, data: [[plot.x.min, plot.x.max, plot.y?.min ?? 0]] }, (frame) => {
        const own: PlotFrame = { ...frame, atX: frame.atDay, atY: frame.atValue }
        return [[...axes(own, plot, colors), ...plot.draw(own, colors)]]
      }),
      clip: false,
    })),
  }
}

function axes(frame: PlotFrame, { x, y }: Plot, colors: ChartColors): Shape[] {
  const bottom = frame.y + frame.height
  const right = frame.x + frame.width
  const words = (axis: PlotAxis, tick: number) => axis.words?.(tick) ?? tickWords(tick)
  const faint = { colors, fill: colors.inkFaint }
  return [
    ...(y?.ticks ?? []).flatMap((tick) => {
      const at = frame.atY(tick)
      return [
        line(frame.x, at, right, at, { color: colors.hairline }),
        text(words(y!, tick), frame.x - gap, at, { ...faint, align: 'right' }),
      ]
    }),
    ...(y ? [text(y.label, frame.x, frame.y - 10, { colors, baseline: 'bottom' })] : []),
    line(frame.x, bottom, right, bottom, { color: colors.hairlineStrong }),
    ...x.ticks.flatMap((tick) => {
      const at = frame.atX(tick)
      return [
        line(at, bottom, at, bottom + 3, { color: colors.hairlineStrong }),
        text(words(x, tick), at, bottom + gap, { ...faint, align: 'center', baseline: 'top' }),
      ]
    }),
    text(x.label, right, bottom + 22, { colors, align: 'right', baseline: 'top' }),
  ]
}

/** A tick with a true minus. */
export const tickWords = (tick: number) => tick.toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−')

/** px that an axis takes below its plot. */
export const belowPlot = 42
/** px that the words of the value axis take above its plot. */
export const abovePlot = 30
