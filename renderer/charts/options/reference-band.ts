/** Draws limits of normal that are predicted for each measurement: a wash between them, the lower one as a dashed line. */
import type { CustomSeriesOption } from 'echarts'
import type { SeriesPoint } from '#shared/domain/timeline-model.ts'
import { overlap } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { textWidth } from '../text-width.ts'
import { crosses, placePoints, pointTime } from './measured-values.ts'
import type { LaneRect } from './one-chart-layout.ts'
import { area, laneSeries, line, text, type Frame, type Shape } from './shapes.ts'

/** px to either side of a measurement that has no neighbor with limits. */
const lonely = 8

interface Limited extends SeriesPoint {
  readonly normal: NonNullable<SeriesPoint['normal']>
}

const isLimited = (point: SeriesPoint): point is Limited => point.normal !== undefined

/** Neighbors that have limits, together: a measurement without them is a gap in the band, never bridged. */
export function limitedRuns(points: readonly SeriesPoint[]): readonly (readonly Limited[])[] {
  const runs: Limited[][] = []
  points.forEach((point, index) => {
    if (!isLimited(point)) return
    const before = points[index - 1]
    if (before && isLimited(before)) runs.at(-1)?.push(point)
    else runs.push([point])
  })
  return runs
}

/** The limits of each run over the time between its first and last measurement. */
export function referenceBand(
  lane: LaneRect,
  grid: number,
  colors: ChartColors,
  points: readonly SeriesPoint[],
): CustomSeriesOption {
  const runs = limitedRuns(points)
  const data = runs.map((run) => [run[0]!.first, run.at(-1)!.last + 1, run[0]!.normal.low])
  return laneSeries(
    `${lane.id}:normal`,
    { grid, data },
    (frame) => {
      const { places, labels } = placePoints(points, frame, colors)
      return runs.map((run) => {
        const edge = (limit: 'low' | 'high'): (readonly [number, number])[] => {
          const drawn = run.map((point) => [frame.atDay(pointTime(point)), frame.atValue(point.normal[limit])] as const)
          const [only] = drawn
          return only && drawn.length === 1
            ? [
                [only[0] - lonely, only[1]],
                [only[0] + lonely, only[1]],
              ]
            : drawn
        }
        const lower = edge('low')
        const upper = edge('high')
        return [
          area([...lower, ...upper.toReversed()], colors.normal),
          ...edgeLines(lower, colors, [4, 3]),
          ...edgeLines(upper, colors, [1.5, 3]),
          ...limitLabel(
            run,
            lower,
            frame,
            (box) => {
              const isCrossed = places.some((at, index) => crosses(box, at, places[index + 1] ?? at))
              return !isCrossed && !labels.some((other) => overlap(other, box))
            },
            colors,
          ),
        ]
      })
    },
    1,
  )
}

function edgeLines(
  edge: readonly (readonly [number, number])[],
  colors: ChartColors,
  dash: readonly number[],
): Shape[] {
  return edge.slice(1).map(([x, y], index) => {
    const [x0, y0] = edge[index] ?? [x, y]
    return line(x0, y0, x, y, { color: colors.accent, width: 0.75, dash })
  })
}

/** `LLN 78` at the lower limit, at whichever measurement it covers nothing; the newest first. */
function limitLabel(
  run: readonly Limited[],
  edge: readonly (readonly [number, number])[],
  frame: Frame,
  isFree: (box: { x: number; y: number; width: number; height: number }) => boolean,
  colors: ChartColors,
): Shape[] {
  const height = colors.smallFontSize + 1
  for (let index = run.length - 1; index >= 0; index -= 1) {
    const [x = 0, y = 0] = edge[Math.min(index + (run.length === 1 ? 1 : 0), edge.length - 1)] ?? []
    const words = `LLN ${Math.round(run[index]!.normal.low)}`
    const width = textWidth(words, colors.smallFontSize)
    for (const [left, top] of [
      [x - width, y + 2],
      [x + 4, y - height / 2],
      [x - width, y - height - 2],
    ] as const) {
      const box = { x: left, y: top, width, height }
      const isInside =
        left >= frame.x && left + width <= frame.x + frame.width && top + height <= frame.y + frame.height
      if (isInside && isFree(box)) return [text(words, left, top + height / 2, { colors, fill: colors.accent })]
    }
  }
  return []
}
