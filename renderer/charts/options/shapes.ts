/** Shapes that lanes are drawn with, as elements of an ECharts custom series. Coordinates in px of the whole chart. */
import type { CustomSeriesOption, CustomSeriesRenderItemReturn } from 'echarts'
import type { Box } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'

export type Shape = NonNullable<CustomSeriesRenderItemReturn>

/** What a lane may know while it is drawn: its place, and where days and values lie in it. */
export interface Frame extends Box {
  /** px of the start of a day. */
  readonly atDay: (day: number) => number
  /** px of a value on the lane's axis. */
  readonly atValue: (value: number) => number
}

export function rect(
  box: Box,
  style: { readonly fill?: string; readonly opacity?: number; readonly stroke?: string },
): Shape {
  return { type: 'rect', shape: { ...box }, style: { fill: 'none', ...style }, silent: true }
}

/** A filled shape without an edge. */
export function area(points: readonly (readonly [number, number])[], fill: string): Shape {
  return { type: 'polygon', shape: { points: points.map(([x, y]) => [x, y]) }, style: { fill }, silent: true }
}

export interface Stroke {
  readonly color: string
  readonly width?: number
  readonly dash?: readonly number[]
}

export function line(x1: number, y1: number, x2: number, y2: number, { color, width = 1, dash }: Stroke): Shape {
  return {
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke: color, lineWidth: width, ...(dash ? { lineDash: [...dash] } : {}) },
    silent: true,
  }
}

/** Slanted lines that fill a box, for what is not known: clipped by arithmetic, so that they stay vectors on paper. */
export function hatch({ x, y, width, height }: Box, stroke: Stroke, spacing = 5): Shape {
  const parts: string[] = []
  // Lines x + y = c, of which the box cuts out a piece. They start from a common origin, so neighbors continue them.
  const first = Math.ceil((x + y) / spacing) * spacing
  for (let c = first; c <= x + width + y + height; c += spacing) {
    const x1 = Math.max(x, c - y - height)
    const x2 = Math.min(x + width, c - y)
    if (x2 > x1) parts.push(`M${x1.toFixed(1)} ${(c - x1).toFixed(1)}L${x2.toFixed(1)} ${(c - x2).toFixed(1)}`)
  }
  return {
    type: 'path',
    shape: { pathData: parts.join('') || 'M0 0' },
    style: { fill: 'none', stroke: stroke.color, lineWidth: stroke.width ?? 1 },
    silent: true,
  }
}

export function text(
  content: string,
  x: number,
  y: number,
  look: {
    readonly colors: ChartColors
    readonly fill?: string
    readonly size?: number
    readonly align?: 'left' | 'center' | 'right'
    readonly baseline?: 'top' | 'middle' | 'bottom'
    readonly weight?: number
    /** Edge in the color of the paper, where the text may cross a line. */
    readonly halo?: boolean
  },
): Shape {
  const { colors, fill = colors.inkSoft, size = colors.smallFontSize, weight = 400 } = look
  return {
    type: 'text',
    style: {
      text: content,
      x,
      y,
      fill,
      align: look.align ?? 'left',
      verticalAlign: look.baseline ?? 'middle',
      font: `${weight} ${size}px ${colors.fontFamily}`,
      ...(look.halo ? { stroke: colors.paper, lineWidth: 3 } : {}),
    },
    silent: true,
  }
}

export type MarkerShape =
  'circle' | 'square' | 'diamond' | 'triangle' | 'triangle-down' | 'cross' | 'plus' | 'flag' | 'star'

/** A mark of a given shape around a point; hollow ones keep the color of the paper inside. */
export function marker(
  shape: MarkerShape,
  x: number,
  y: number,
  radius: number,
  look: { readonly color: string; readonly hollow: boolean; readonly paper: string },
): Shape {
  const style = look.hollow ? { fill: look.paper, stroke: look.color, lineWidth: 1.25 } : { fill: look.color }
  const polygon = (points: [number, number][]): Shape => ({
    type: 'polygon',
    shape: { points: points.map(([dx, dy]) => [x + dx * radius, y + dy * radius]) },
    style,
    silent: true,
  })
  const strokes = (pathData: string): Shape => ({
    type: 'path',
    shape: { pathData },
    style: { fill: 'none', stroke: look.color, lineWidth: 1.75 },
    silent: true,
  })
  switch (shape) {
    case 'circle':
      return { type: 'circle', shape: { cx: x, cy: y, r: radius }, style, silent: true }
    case 'square':
      return polygon([
        [-0.9, -0.9],
        [0.9, -0.9],
        [0.9, 0.9],
        [-0.9, 0.9],
      ])
    case 'diamond':
      return polygon([
        [0, -1.25],
        [1.25, 0],
        [0, 1.25],
        [-1.25, 0],
      ])
    case 'triangle':
      return polygon([
        [0, -1.1],
        [1.15, 0.9],
        [-1.15, 0.9],
      ])
    case 'triangle-down':
      return polygon([
        [0, 1.1],
        [1.15, -0.9],
        [-1.15, -0.9],
      ])
    case 'flag':
      return polygon([
        [-0.8, -1.2],
        [1.1, -0.5],
        [-0.5, 0.2],
        [-0.5, 1.3],
        [-0.8, 1.3],
      ])
    case 'star':
      return polygon(
        Array.from({ length: 10 }, (_, index) => {
          const reach = index % 2 === 0 ? 1.4 : 0.6
          const angle = (index * Math.PI) / 5 - Math.PI / 2
          return [reach * Math.cos(angle), reach * Math.sin(angle)]
        }),
      )
    case 'cross':
      return strokes(
        `M${x - radius} ${y - radius}L${x + radius} ${y + radius}M${x - radius} ${y + radius}L${x + radius} ${y - radius}`,
      )
    case 'plus':
      return strokes(`M${x - radius} ${y}L${x + radius} ${y}M${x} ${y - radius}L${x} ${y + radius}`)
  }
}

type Range = { readonly grid: number; readonly data: readonly (readonly (number | null)[])[] }

/**
 * A custom series that draws a whole lane at once: `draw` gives the shapes of each row of data, and is asked once for
 * each rendering, so that labels can make room for each other.
 */
export function laneSeries(
  id: string,
  { grid, data }: Range,
  draw: (frame: Frame) => readonly (readonly Shape[])[],
  z = 2,
): CustomSeriesOption {
  return {
    type: 'custom',
    id,
    name: id,
    xAxisIndex: grid,
    yAxisIndex: grid,
    clip: true,
    silent: true,
    z,
    dimensions: ['from', 'to', 'value'],
    encode: { x: ['from', 'to'], y: 'value' },
    data: data.map((row) => [...row]),
    renderItem: (params, api) => {
      const { context } = params
      if (context['rows'] === undefined) {
        const { x, y, width, height } = params.coordSys as unknown as Box
        context['rows'] = draw({
          x,
          y,
          width,
          height,
          atDay: (day) => api.coord([day, 1])[0] ?? 0,
          // What has no place on the axis (0 on a log axis) lies at its bottom.
          atValue: (value) => {
            const at = api.coord([0, value])[1]
            return at !== undefined && Number.isFinite(at) ? at : y + height
          },
        })
      }
      const children = (context['rows'] as readonly (readonly Shape[])[])[params.dataIndex] ?? []
      return children.length === 0 ? null : { type: 'group', children: [...children], silent: true }
    },
  }
}
