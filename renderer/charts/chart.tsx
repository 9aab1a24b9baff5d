/**
 * The one door to ECharts. It draws options and knows no medicine. SVG for what a page or a sheet of paper holds; canvas
 * where there are so many points that single elements would be slow.
 */
import { CustomChart, LineChart } from 'echarts/charts'
import { DataZoomInsideComponent, GridComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'
import { useEffect, useRef } from 'react'

register([CustomChart, LineChart, DataZoomInsideComponent, GridComponent, CanvasRenderer, SVGRenderer])

/** From this many points on, a chart is drawn on a canvas. */
const canvasFromPoints = 5000

export interface ChartSize {
  /** px */
  readonly width: number
  readonly height: number
}

/** A part of the axis of a chart that can be zoomed, in its values. */
export interface AxisWindow {
  readonly from: number
  readonly to: number
}

interface ChartProps extends ChartSize {
  readonly option: EChartsOption
  /** What a person who can't see the drawing is told that it is. */
  readonly label: string
  /** Number of marks, which decides how it is drawn. */
  readonly points?: number
  /** Shows a part of the axis; the option needs a `dataZoom`. Cheaper than a new option. */
  readonly window?: AxisWindow
  /** Called each time the drawing is complete. */
  readonly onReady?: () => void
}

/** Draws an option at a size. The parent gives both; `useSize` measures. */
export function Chart({ option, width, height, label, points = 0, window, onReady }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const ready = useRef(onReady)
  const renderer = points >= canvasFromPoints ? 'canvas' : 'svg'
  const size = useRef<ChartSize>({ width, height })
  size.current = { width, height }

  useEffect(() => {
    ready.current = onReady
  }, [onReady])

  useEffect(() => {
    if (!box.current) return
    const instance = init(box.current, null, { renderer, ...size.current })
    instance.on('finished', () => ready.current?.())
    chart.current = instance
    return () => {
      chart.current = undefined
      instance.dispose()
    }
  }, [renderer])

  useEffect(() => {
    const instance = chart.current
    if (!instance) return
    if (instance.getWidth() !== width || instance.getHeight() !== height)
      instance.resize({ width, height, silent: true })
    instance.setOption(option, { notMerge: true })
    // Drawn now and not with the next frame: a page made for paper is shown nowhere and has few of them.
    instance.getZr().flush()
  }, [option, width, height, renderer])

  const from = window?.from
  const to = window?.to
  useEffect(() => {
    if (from === undefined || to === undefined) return
    chart.current?.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: from, endValue: to })
  }, [from, to, option, width, height, renderer])

  return <div ref={box} role="img" aria-label={label} style={{ width, height }} />
}

/** An option as an SVG document, without a place on the page. Also runs in Node. */
export function chartSvg(option: EChartsOption, { width, height }: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
