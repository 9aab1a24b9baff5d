import { groupColor } from '../drug-colors.ts'
import { area, line, text } from '../options/shapes.ts'
import { textWidth } from '../text-width.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { dashOf, endLabels, fitting, labelRoom, polyline, veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { abovePlot, belowPlot, plotOption } from './plot.ts'

const plotHeight = 270
const riskRow = 18
/** px between the names of the levels and the counts at time 0. */
const riskGap = 24

/** Steps of each level with their band and ticks of the censored, and below the time axis how many are at risk. */
export function survivalFigure(figure: FigureOf<'survival'>, { width, theme }: FigureFrame): DrawnFigure {
  const { curves, atRisk, direction, xLabel, yLabel } = figure
  const levels = curves.map(({ level }) => level)
  const colorOf = (level: string) => groupColor(Math.max(0, levels.indexOf(level)), theme)
  const times = curves.flatMap(({ steps, censored }) => [...steps, ...censored].map(([at]) => at))
  const end = Math.max(1e-9, ...times, ...atRisk.times)
  const x = atRisk.times.length > 1 ? { min: 0, max: end, ticks: atRisk.times } : niceAxis(times, { hold: [0] })
  const highest = Math.max(0, ...curves.flatMap(({ steps }) => steps.map(([, , , upper]) => upper)))
  // Cumulative incidence is often small: its axis ends where it does.
  const y = direction === 'down' ? niceAxis([0, 1]) : niceAxis([0, Math.min(1, highest)])
  const riskNames = atRisk.rows.map(({ level }) => level || 'All')
  const left = Math.max(56, Math.min(180, Math.max(0, ...riskNames.map((name) => textWidth(name, 12)))) + riskGap + 4)
  const box = { x: left, y: abovePlot, width: width - left - labelRoom(levels), height: plotHeight }
  const riskTop = abovePlot + plotHeight + belowPlot
  const height = riskTop + (atRisk.rows.length > 0 ? riskRow * (atRisk.rows.length + 1) + 4 : 0)
  const option = plotOption(
    [
      {
        box,
        x: { ...x, label: xLabel },
        y: { ...y, label: yLabel, words: (tick) => `${Math.round(tick * 1000) / 10} %` },
        draw: (frame, colors) => {
          const place = ([at, value]: readonly [number, number]) => [frame.atX(at), frame.atY(value)] as const
          const lastTime = (index: number) => {
            const { steps, censored } = curves[index]!
            return Math.max(steps.at(-1)?.[0] ?? 0, censored.at(-1)?.[0] ?? 0)
          }
          const stairs = (points: readonly (readonly [number, number])[], until: number) => {
            const corners = points.flatMap((point, index) => {
              const next = points[index + 1]
              return next ? [point, [next[0], point[1]] as const] : [point, [until, point[1]] as const]
            })
            return corners.map(place)
          }
          return [
            ...curves.map(({ level, steps }, index) =>
              area(
                [
                  ...stairs(
                    steps.map(([at, , low]) => [at, low]),
                    lastTime(index),
                  ),
                  ...stairs(
                    steps.map(([at, , , high]) => [at, high]),
                    lastTime(index),
                  ).toReversed(),
                ],
                veiled(colorOf(level), 0.14),
              ),
            ),
            ...curves.map(({ level, steps }, index) =>
              polyline(
                stairs(
                  steps.map(([at, value]) => [at, value]),
                  lastTime(index),
                ),
                {
                  color: colorOf(level),
                  width: 2,
                  dash: dashOf(index),
                },
              ),
            ),
            ...curves.flatMap(({ level, censored }) =>
              censored.map((point) => {
                const [cx, cy] = place(point)
                return line(cx, cy - 4, cx, cy + 4, { color: colorOf(level), width: 1.25 })
              }),
            ),
            ...endLabels(
              frame,
              curves.flatMap(({ level, steps }) => {
                const last = steps.at(-1)
                return last ? [{ name: level, color: colorOf(level), y: frame.atY(last[1]) }] : []
              }),
              colors,
            ),
            ...(atRisk.rows.length > 0
              ? [
                  text('At risk', left - riskGap, riskTop + riskRow / 2, {
                    colors,
                    align: 'right',
                    size: 12,
                    weight: 600,
                  }),
                ]
              : []),
            ...atRisk.rows.flatMap(({ counts }, row) => {
              const at = riskTop + riskRow * (row + 1.5)
              const name = riskNames[row]!
              const color = levels.length > 1 ? colorOf(atRisk.rows[row]!.level) : colors.inkSoft
              return [
                text(fitting(name, left - riskGap, 12), left - riskGap, at, {
                  colors,
                  align: 'right',
                  size: 12,
                  fill: color,
                }),
                ...counts.map((count, index) =>
                  text(String(count), frame.atX(atRisk.times[index] ?? 0), at, { colors, align: 'center', size: 12 }),
                ),
              ]
            }),
          ]
        },
      },
    ],
    theme,
  )
  return { option, height, points: times.length }
}
