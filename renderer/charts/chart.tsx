/**
 * The one door to ECharts. It draws options and knows no medicine. SVG for what a page or a sheet of paper holds; canvas
 * where there are so many points that single elements would be slow.
 */
import { CustomChart, LineChart } from 'echarts/charts'
import { DataZoomInsideComponent, GridComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'

register([CustomChart, LineChart, DataZoomInsideComponent, GridComponent, CanvasRenderer, SVGRenderer])

/** From this many points on, a chart is drawn on a canvas. */
export const canvasFromPoints = 5000

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

export interface ChartHandle {
  /** The drawing as it stands, as a document of its own. */
  readonly svg: () => string
  /** @param pixelRatio device pixels for each px: 300 dpi is 3.125 */
  readonly png: (pixelRatio: number, background: string) => Promise<Blob>
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
  readonly ref?: Ref<ChartHandle>
}

/** Draws an option at a size. The parent gives both; `useSize` measures. */
export function Chart({ option, width, height, label, points = 0, window, onReady, ref }: ChartProps) {
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
  }, [option, width, height, renderer])

  const from = window?.from
  const to = window?.to
  useEffect(() => {
    if (from === undefined || to === undefined) return
    chart.current?.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: from, endValue: to })
  }, [from, to, option, width, height, renderer])

  useImperativeHandle(
    ref,
    () => ({
      svg: () => chartSvg(option, { width, height }),
      png: (ratio, background) => chartPng(option, { width, height }, ratio, background),
    }),
    [option, width, height],
  )

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

/** An option as a PNG picture. Drawn on a canvas of its own, since the page may not load pictures from data. */
export async function chartPng(
  option: EChartsOption,
  { width, height }: ChartSize,
  pixelRatio: number,
  background: string,
): Promise<Blob> {
  const chart = init(document.createElement('div'), null, {
    renderer: 'canvas',
    width,
    height,
    devicePixelRatio: pixelRatio,
  })
  try {
    chart.setOption(option)
    const canvas = chart.renderToCanvas({ pixelRatio, backgroundColor: background })
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn'))), 'image/png')
    })
  } finally {
    chart.dispose()
  }
}
