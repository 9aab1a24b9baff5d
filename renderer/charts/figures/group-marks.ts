/** How groups are told apart in a figure: by color, by dashes, and by their names at the ends of their lines. */
import type { ChartColors } from '../chart-colors.ts'
import { line, text, type Shape } from '../options/shapes.ts'
import { textWidth } from '../text-width.ts'
import type { PlotFrame } from './plot.ts'

const dashes: readonly (readonly number[] | undefined)[] = [undefined, [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [4, 2]]

export const dashOf = (index: number): readonly number[] | undefined => dashes[index % dashes.length]

/** A color with an opacity from 0 to 1. */
export const veiled = (hex: string, opacity: number) =>
  `${hex}${Math.round(255 * opacity)
    .toString(16)
    .padStart(2, '0')}`

type Points = readonly (readonly [number, number])[]

export function polyline(
  points: Points,
  look: { readonly color: string; readonly width: number; readonly dash?: readonly number[] | undefined },
): Shape {
  return {
    type: 'polyline',
    shape: { points: points.map(([x, y]) => [x, y]) },
    style: { stroke: look.color, lineWidth: look.width, fill: 'none', ...(look.dash && { lineDash: [...look.dash] }) },
    silent: true,
  }
}

/** Words no wider than a number of px. */
export function fitting(words: string, width: number, fontSize: number): string {
  if (textWidth(words, fontSize) <= width) return words
  let short = words
  while (short.length > 1 && textWidth(`${short}…`, fontSize) > width) short = short.slice(0, -1)
  return `${short.trimEnd()}…`
}

const widestLabel = 150

/** px that the names of groups take to the right of a plot. */
export const labelRoom = (names: readonly string[], fontSize = 12): number =>
  names.length < 2 ? 12 : Math.min(widestLabel, Math.max(...names.map((name) => textWidth(name, fontSize)))) + 16

export interface EndLabel {
  readonly name: string
  readonly color: string
  /** px where its line ends. */
  readonly y: number
}

const lineHeight = 15

/** Names of groups to the right of a plot, at the heights of their lines, moved apart where they would touch. */
export function endLabels(frame: PlotFrame, labels: readonly EndLabel[], colors: ChartColors): Shape[] {
  if (labels.length < 2) return []
  const sorted = labels.toSorted((a, b) => a.y - b.y)
  const places = sorted.map(({ y }) => y)
  for (let index = 1; index < places.length; index++)
    places[index] = Math.max(places[index]!, places[index - 1]! + lineHeight)
  const over = Math.max(0, (places.at(-1) ?? 0) - (frame.y + frame.height))
  const x = frame.x + frame.width
  return sorted.flatMap(({ name, color, y }, index) => {
    const at = places[index]! - over
    return [
      line(x + 1, y, x + 7, at, { color, width: 1 }),
      text(fitting(name, widestLabel, 12), x + 9, at, { colors, fill: color, size: 12, weight: 600 }),
    ]
  })
}
