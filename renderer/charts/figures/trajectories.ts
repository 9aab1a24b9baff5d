import { chartColors } from '../chart-colors.ts'
import { groupColor } from '../drug-colors.ts'
import { area, line, marker, text } from '../options/shapes.ts'
import type { DrawnFigure, FigureFrame, FigureOf } from './figure-model.ts'
import { dashOf, endLabels, labelRoom, polyline, veiled } from './group-marks.ts'
import { niceAxis } from './nice-axis.ts'
import { abovePlot, belowPlot, plotOption } from './plot.ts'

const height = 360

/** The latest value of a group that has no mean. */
const lastValue = (patients: FigureOf<'trajectories'>['patients'], group: string) =>
  patients
    .filter((patient) => patient.group === group)
    .flatMap(({ points }) => points)
    .toSorted(([a], [b]) => a - b)
    .at(-1)

/** Each patient as a thin line, the fitted mean of each group over them with its band, and the index as an upright line. */
export function trajectoriesFigure(figure: FigureOf<'trajectories'>, { width, theme }: FigureFrame): DrawnFigure {
  const { patients, fitted, xLabel, yLabel } = figure
  const groups = fitted.map(({ group }) => group)
  // A patient of no fitted group is drawn all the same.
  const colorOf = (group: string) =>
    groups.includes(group) ? groupColor(groups.indexOf(group), theme) : chartColors(theme).unknown
  const measured = patients.flatMap(({ points }) => points)
  const means = fitted.flatMap(({ points }) => points)
  const x = niceAxis(
    [...measured, ...means].map(([at]) => at),
    { count: 7, isTight: true },
  )
  const y = niceAxis([...measured.map(([, value]) => value), ...means.flatMap(([, ...values]) => values)])
  const box = { x: 48, y: abovePlot, width: width - 48 - labelRoom(groups), height: height - abovePlot - belowPlot }
  const option = plotOption(
    [
      {
        box,
        x: { ...x, label: xLabel },
        y: { ...y, label: yLabel },
        draw: (frame, colors) => {
          const place = ([at, value]: readonly [number, number]) => [frame.atX(at), frame.atY(value)] as const
          const zero = frame.atX(0)
          const strength = patients.length > 60 ? 0.2 : 0.42
          return [
            ...patients.map(({ group, points }) => {
              const color = veiled(colorOf(group), strength)
              const [one, ...others] = points.map(place)
              // One value makes no line.
              return one && others.length === 0
                ? marker('circle', ...one, 2, { color, hollow: false, paper: colors.paper })
                : polyline(points.map(place), { color, width: 1 })
            }),
            ...(x.min < 0 && x.max > 0
              ? [
                  line(zero, frame.y, zero, frame.y + frame.height, { color: colors.inkFaint, dash: [3, 3] }),
                  text('index', zero + 4, frame.y + 6, { colors, fill: colors.inkFaint, halo: true }),
                ]
              : []),
            ...fitted.map(({ group, points }) =>
              area(
                [
                  ...points.map(([at, , low]) => place([at, low])),
                  ...points.toReversed().map(([at, , , high]) => place([at, high])),
                ],
                veiled(colorOf(group), 0.14),
              ),
            ),
            ...fitted.map(({ group, points }) =>
              polyline(
                points.map(([at, mean]) => place([at, mean])),
                { color: colorOf(group), width: 2.5, dash: dashOf(groups.indexOf(group)) },
              ),
            ),
            ...endLabels(
              frame,
              fitted.flatMap(({ group, points }) => {
                const last = points.at(-1) ?? lastValue(patients, group)
                return last ? [{ name: group, color: colorOf(group), y: frame.atY(last[1]) }] : []
              }),
              colors,
            ),
          ]
        },
      },
    ],
    theme,
  )
  return { option, height, points: measured.length }
}
