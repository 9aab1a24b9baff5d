import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { drugColor, groupColor, type ChartTheme } from '../drug-colors.ts'
import { line, marker, rect, text, type MarkerShape, type Shape } from '../options/shapes.ts'
import { textWidth } from '../text-width.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { fitting } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { belowPlot, plotOption } from './plot.ts'

const legendRow = 18
/** px of the bar of one treatment, and of a lane at least. */
const bar = 4
const leastRow = 18
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
  const spanColor = (label: string) => colorOf(label, spanLabels, theme)
  const row = Math.max(leastRow, spanLabels.length * bar + 6)
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
                ...spans.map((span) => {
                  const start = frame.atX(span.from)
                  const isOnly = spanLabels.length === 1
                  const top = isOnly ? y - bar : y + (spanLabels.indexOf(span.label) - spanLabels.length / 2) * bar
                  return rect(
                    {
                      x: start,
                      y: top,
                      width: Math.max(1.5, frame.atX(span.to) - start),
                      height: isOnly ? 2 * bar : bar - 0.5,
                    },
                    { fill: spanColor(span.label) },
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

/** A drug has the color that it has everywhere; anything else goes by its place. */
function colorOf(label: string, labels: readonly string[], theme: ChartTheme): string {
  const drug = drugs.find((each) => each.label === label || ('short' in each && each.short === label))
  return drug ? drugColor(drug.code, theme) : groupColor(labels.indexOf(label), theme)
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
