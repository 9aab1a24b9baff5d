import { groupColor } from '../drug-colors.ts'
import { area, line } from '../options/shapes.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { dashOf, endLabels, labelRoom, polyline, veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { abovePlot, belowPlot, plotOption, type PlotFrame } from './plot.ts'

const doseHeight = 190
const shareHeight = 130
/** Steps of an axis of months. */
const months = [1, 2, 3, 6, 12, 24, 60]

/** Above, the median dose of each group with its quartiles; below, the share of patients at or under certain doses, of groups at or under one. */
export function dosesFigure(figure: FigureOf<'doses'>, { width, theme }: FigureFrame): DrawnFigure {
  const { groups, atMost, xLabel, yLabel } = figure
  const names = groups.map(({ group }) => group)
  const colorOf = (group: string) => groupColor(Math.max(0, names.indexOf(group)), theme)
  const hasGroups = names.length > 1
  const shareNames = atMost.map(({ group, mgPerDay }) => (hasGroups ? group : `≤ ${mgPerDay} mg`))
  const values = groups.flatMap(({ quartiles }) => quartiles)
  const x = niceAxis(
    [...values, ...atMost.flatMap(({ points }) => points)].map(([at]) => at),
    { count: 8, isTight: true, steps: months },
  )
  const y = niceAxis(
    values.flatMap(([, , , high]) => high),
    { hold: [0] },
  )
  const right = Math.max(labelRoom(names), labelRoom(shareNames))
  const box = { x: 48, y: abovePlot, width: width - 48 - right, height: doseHeight }
  const second = abovePlot + doseHeight + belowPlot + abovePlot
  const zeroLine = (frame: PlotFrame, color: string) =>
    x.min < 0 && x.max > 0
      ? [line(frame.atX(0), frame.y, frame.atX(0), frame.y + frame.height, { color, dash: [3, 3] })]
      : []
  const lower = atMost.length > 0
  const option = plotOption(
    [
      {
        box,
        x: { ...x, label: xLabel },
        y: { ...y, label: yLabel },
        draw: (frame, colors) => {
          const place = (at: number, value: number) => [frame.atX(at), frame.atY(value)] as const
          return [
            ...zeroLine(frame, colors.inkFaint),
            ...groups.map(({ group, quartiles }) =>
              area(
                [
                  ...quartiles.map(([at, , low]) => place(at, low)),
                  ...quartiles.toReversed().map(([at, , , high]) => place(at, high)),
                ],
                veiled(colorOf(group), 0.16),
              ),
            ),
            ...groups.map(({ group, quartiles }, index) =>
              polyline(
                quartiles.map(([at, median]) => place(at, median)),
                {
                  color: colorOf(group),
                  width: 2,
                  dash: dashOf(index),
                },
              ),
            ),
            ...endLabels(
              frame,
              groups.flatMap(({ group, quartiles }) => {
                const last = quartiles.at(-1)
                return last ? [{ name: group, color: colorOf(group), y: frame.atY(last[1]) }] : []
              }),
              colors,
            ),
          ]
        },
      },
      ...(lower
        ? [
            {
              box: { ...box, y: second, height: shareHeight },
              x: { ...x, label: xLabel },
              y: {
                ...niceAxis([0, 1], { count: 4 }),
                label: `Share of patients at or below${hasGroups ? ` ${atMost[0]!.mgPerDay} mg/d` : ''}`,
                words: (tick: number) => `${Math.round(tick * 100)} %`,
              },
              draw: (frame: PlotFrame, colors: Parameters<typeof endLabels>[2]) => {
                const colorAt = (index: number) =>
                  hasGroups ? colorOf(atMost[index]!.group) : groupColor(index, theme)
                return [
                  ...zeroLine(frame, colors.inkFaint),
                  ...atMost.map(({ points }, index) =>
                    polyline(
                      points.map(([at, share]) => [frame.atX(at), frame.atY(share)]),
                      { color: colorAt(index), width: 1.75, dash: dashOf(index) },
                    ),
                  ),
                  ...endLabels(
                    frame,
                    atMost.flatMap(({ points }, index) => {
                      const last = points.at(-1)
                      return last ? [{ name: shareNames[index]!, color: colorAt(index), y: frame.atY(last[1]) }] : []
                    }),
                    colors,
                  ),
                ]
              },
            },
          ]
        : []),
    ],
    theme,
  )
  const height = lower ? second + shareHeight + belowPlot : abovePlot + doseHeight + belowPlot
  return { option, height, points: values.length }
}
