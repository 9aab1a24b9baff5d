import { line, rect, text } from '../options/shapes.ts'
import { textWidth } from '../text-width.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { fitting } from './group-marks.ts'
import { niceAxis, niceLogAxis } from './nice-axis.ts'
import { belowPlot, plotOption } from './plot.ts'

const row = 24

/** Beyond it a ratio says no more than that it could not be estimated. */
const farthest = 1000

/** Two decimals, fewer for what is large, as intervals are written. */
function short(value: number): string {
  const size = Math.abs(value)
  if (size > farthest) return `${value < 0 ? '< −' : '> '}${farthest.toLocaleString('en-US')}`
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2).replace('-', '−')
}

/** `1.42 (0.98 to 2.05)` */
const intervalWords = ({ estimate, lower, upper }: FigureOf<'forest'>['rows'][number]): string =>
  estimate === null
    ? 'no estimate'
    : lower === null || upper === null
      ? short(estimate)
      : `${short(estimate)} (${short(lower)} to ${short(upper)})`

/** Estimates with their intervals beside the line of no effect; an interval that leaves the axis ends in an arrow. */
export function forestFigure(figure: FigureOf<'forest'>, { width, theme }: FigureFrame): DrawnFigure {
  const { rows, noEffect, logarithmic, xLabel } = figure
  const isUsable = (value: number | null): value is number => value !== null && Number.isFinite(value)
  const estimates = rows.map(({ estimate }) => estimate).filter(isUsable)
  // What could hardly be estimated must not flatten all others.
  const isWithin = (reach: number) => (value: number) =>
    !logarithmic || (value > noEffect / reach && value < noEffect * reach)
  const bounds = rows.flatMap(({ lower, upper }) => [lower, upper]).filter(isUsable)
  const all = [...estimates.filter(isWithin(50)), ...bounds.filter(isWithin(20)), noEffect]
  const x = logarithmic ? niceLogAxis(all) : niceAxis(all)
  const left = Math.min(240, Math.max(60, ...rows.map(({ label }) => textWidth(label, 12)))) + 12
  const right = Math.max(80, ...rows.map((each) => textWidth(intervalWords(each), 12))) + 20
  const plotHeight = Math.max(row, rows.length * row)
  const option = plotOption(
    [
      {
        box: { x: left, y: 8, width: width - left - right, height: plotHeight },
        x: { ...x, label: xLabel, isLog: logarithmic },
        draw: (frame, colors) => {
          const held = (value: number) => Math.min(x.max, Math.max(x.min, value))
          const none = frame.atX(noEffect)
          const end = frame.x + frame.width
          return [
            line(none, frame.y, none, frame.y + frame.height, { color: colors.inkFaint, dash: [3, 3] }),
            ...rows.flatMap((each, index) => {
              const { label, estimate, lower, upper } = each
              const y = frame.y + (index + 0.5) * row
              const words = [
                text(fitting(label, left - 12, 12), frame.x - 10, y, { colors, align: 'right', size: 12 }),
                text(intervalWords(each), end + 12, y, {
                  colors,
                  size: 12,
                  fill: isUsable(estimate) ? colors.ink : colors.inkFaint,
                }),
              ]
              if (!isUsable(estimate)) return words
              const at = frame.atX(held(estimate))
              const isOn = estimate >= x.min && estimate <= x.max
              const from = isUsable(lower) ? frame.atX(held(lower)) : at
              const to = isUsable(upper) ? frame.atX(held(upper)) : at
              const stroke = { color: colors.ink, width: 1.5 }
              const arrow = (tip: number, back: number) => [
                line(tip, y, tip + back, y - 3, stroke),
                line(tip, y, tip + back, y + 3, stroke),
              ]
              return [
                ...words,
                line(from, y, to, y, stroke),
                ...((isUsable(lower) && lower < x.min) || estimate < x.min ? arrow(from, 5) : []),
                ...((isUsable(upper) && upper > x.max) || estimate > x.max ? arrow(to, -5) : []),
                ...(isOn ? [rect({ x: at - 4, y: y - 4, width: 8, height: 8 }, { fill: colors.accent })] : []),
              ]
            }),
          ]
        },
      },
    ],
    theme,
  )
  return { option, height: 8 + plotHeight + belowPlot, points: rows.length }
}
