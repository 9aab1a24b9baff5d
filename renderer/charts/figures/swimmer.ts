import { groupColor } from '../drug-colors.ts'
import { line, marker, rect, text, type MarkerShape, type Shape } from '../options/shapes.ts'
import { textWidth } from '../text-width.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { fitting, veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { belowPlot, plotOption } from './plot.ts'

const row = 16
const legendRow = 18
const eventShapes: readonly MarkerShape[] = ['diamond', 'triangle', 'circle', 'cross', 'square', 'plus', 'star']

interface LegendEntry {
  readonly label: string
  readonly mark: (x: number, y: number) => Shape
}

/** A lane for each patient: how long they were followed, what they were on, and what happened when. */
export function swimmerFigure(figure: FigureOf<'swimmer'>, { width, theme }: FigureFrame): DrawnFigure {
  const { rows, xLabel } = figure
  const spanLabels = [...new Set(rows.flatMap(({ spans }) => spans.map(({ label }) => label)))]
  const eventLabels = [...new Set(rows.flatMap(({ events }) => events.map(({ label }) => label)))]
  const x = niceAxis(
    rows.flatMap(({ from, to }) => [from, to]),
    { count: 8, isTight: true },
  )
  const left = Math.min(140, Math.max(40, ...rows.map(({ code }) => textWidth(code, 11)))) + 10
  const right = 16
  const spanColor = (label: string) => groupColor(spanLabels.indexOf(label), theme)
  const shapeOf = (label: string) => eventShapes[eventLabels.indexOf(label) % eventShapes.length]!

  const places = legendPlaces([...spanLabels, ...eventLabels], width - left - right)
  const legendHeight = places.length > 0 ? legendRow * (places.at(-1)!.line + 1) + 8 : 4
  const plotHeight = Math.max(row, rows.length * row)
  const option = plotOption(
    [
      {
        box: { x: left, y: legendHeight, width: width - left - right, height: plotHeight },
        x: { ...x, label: xLabel },
        draw: (frame, colors) => {
          const legend: readonly LegendEntry[] = [
            ...spanLabels.map((label) => ({
              label,
              mark: (at: number, y: number) =>
                rect({ x: at, y: y - 4, width: 12, height: 8 }, { fill: spanColor(label) }),
            })),
            ...eventLabels.map((label) => ({
              label,
              mark: (at: number, y: number) =>
                marker(shapeOf(label), at + 6, y, 4, { color: colors.ink, hollow: false, paper: colors.paper }),
            })),
          ]
          return [
            ...legend.flatMap(({ label, mark }, index) => {
              const { x: at, line: inLine } = places[index]!
              const y = inLine * legendRow + legendRow / 2
              return [mark(frame.x + at, y), text(label, frame.x + at + 18, y, { colors })]
            }),
            ...(x.min < 0
              ? [line(frame.atX(0), frame.y, frame.atX(0), frame.y + frame.height, { color: colors.hairlineStrong })]
              : []),
            ...rows.flatMap(({ code, from, to, spans, events }, index) => {
              const y = frame.y + (index + 0.5) * row
              return [
                text(fitting(code, left - 10, 11), frame.x - 6, y, { colors, align: 'right' }),
                line(frame.atX(from), y, frame.atX(to), y, { color: colors.hairlineStrong, width: 1 }),
                ...spans.map((span, lane) => {
                  const start = frame.atX(span.from)
                  const color = spanColor(span.label)
                  const high = spanLabels.length > 1 ? Math.max(2, 10 / spanLabels.length) : 8
                  const top = spanLabels.length > 1 ? y - 5 + spanLabels.indexOf(span.label) * high : y - 4
                  return rect(
                    { x: start, y: top, width: Math.max(1.5, frame.atX(span.to) - start), height: high },
                    { fill: lane % 2 === 0 || spanLabels.length > 1 ? color : veiled(color, 0.8) },
                  )
                }),
                ...events.map(({ label, at }) =>
                  marker(shapeOf(label), frame.atX(at), y, 3.5, {
                    color: colors.ink,
                    hollow: false,
                    paper: colors.paper,
                  }),
                ),
              ]
            }),
          ]
        },
      },
    ],
    theme,
  )
  return { option, height: legendHeight + plotHeight + belowPlot, points: rows.length * 4 }
}

/** Entries of a legend one after the other, in as many lines as they need. */
function legendPlaces(labels: readonly string[], width: number): { readonly x: number; readonly line: number }[] {
  let x = 0
  let inLine = 0
  return labels.map((label) => {
    const wide = 18 + textWidth(label, 11) + 20
    if (x > 0 && x + wide > width) {
      x = 0
      inLine += 1
    }
    const place = { x, line: inLine }
    x += wide
    return place
  })
}
