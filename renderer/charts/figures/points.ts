import { marker } from '../options/shapes.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { polyline, veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { abovePlot, belowPlot, plotOption } from './plot.ts'

const height = 280

/** Points and a line beside them: residuals, quantiles, what a model assumes. */
export function pointsFigure(figure: FigureOf<'points'>, { width, theme }: FigureFrame): DrawnFigure {
  const { points, line = [], xLabel, yLabel } = figure
  const all = [...points, ...line]
  const x = niceAxis(all.map(([at]) => at))
  const y = niceAxis(all.map(([, value]) => value))
  const option = plotOption(
    [
      {
        box: { x: 48, y: abovePlot, width: Math.min(560, width - 48 - 12), height: height - abovePlot - belowPlot },
        x: { ...x, label: xLabel },
        y: { ...y, label: yLabel },
        draw: (frame, colors) => [
          polyline(
            line.map(([at, value]) => [frame.atX(at), frame.atY(value)]),
            { color: colors.worse, width: 1.5 },
          ),
          ...points.map(([at, value]) =>
            marker('circle', frame.atX(at), frame.atY(value), points.length > 200 ? 1.75 : 2.5, {
              color: veiled(colors.accent, points.length > 200 ? 0.45 : 0.75),
              hollow: false,
              paper: colors.paper,
            }),
          ),
        ],
      },
    ],
    theme,
  )
  return { option, height, points: points.length }
}
