import { line, rect, text } from '../options/shapes.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { abovePlot, belowPlot, plotOption, tickWords } from './plot.ts'

const height = 320

/** One bar for each patient, in the order given; strong where it reaches a threshold. */
export function waterfallFigure(figure: FigureOf<'waterfall'>, { width, theme }: FigureFrame): DrawnFigure {
  const { thresholds, xLabel, yLabel } = figure
  const values = figure.bars.map(({ value }) => value)
  const y = niceAxis(values, { hold: [0, ...thresholds] })
  const reaches = (value: number) =>
    thresholds.some((threshold) => (threshold < 0 ? value <= threshold : value >= threshold))
  const option = plotOption(
    [
      {
        box: { x: 48, y: abovePlot, width: width - 48 - 48, height: height - abovePlot - belowPlot },
        x: { min: 0, max: Math.max(1, values.length), ticks: [], label: xLabel },
        y: { ...y, label: yLabel },
        draw: (frame, colors) => {
          const zero = frame.atY(0)
          const step = frame.width / Math.max(1, values.length)
          // A few patients must not become a few walls.
          const wide = Math.min(Math.max(0.5, step - 1), 24)
          return [
            ...values.map((value, index) =>
              rect(
                {
                  x: frame.x + index * step + (step - wide) / 2,
                  y: Math.min(zero, frame.atY(value)),
                  width: wide,
                  height: Math.max(1, Math.abs(frame.atY(value) - zero)),
                },
                { fill: reaches(value) ? colors.accent : veiled(colors.accent, 0.38) },
              ),
            ),
            line(frame.x, zero, frame.x + frame.width, zero, { color: colors.inkFaint }),
            ...thresholds.flatMap((threshold) => {
              const at = frame.atY(threshold)
              return [
                line(frame.x, at, frame.x + frame.width, at, { color: colors.inkSoft, dash: [4, 3] }),
                text(tickWords(threshold), frame.x + frame.width + 6, at, { colors, weight: 600 }),
              ]
            }),
          ]
        },
      },
    ],
    theme,
  )
  return { option, height, points: values.length }
}
