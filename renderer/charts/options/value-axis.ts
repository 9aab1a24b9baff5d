/** Value axes of lanes: their range, hairlines and numbers, and the normal zone of a measurement. */
import type { CustomSeriesOption } from 'echarts'
import type { SeriesLane, Timeline } from '#shared/domain/timeline-model.ts'
import { overlap } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { linearScale, logScale, type Scale } from '../scales.ts'
import { textWidth } from '../text-width.ts'
import { perDayText } from './dose-data.ts'
import { crosses, placePoints } from './measured-values.ts'
import type { LaneRect } from './one-chart-layout.ts'
import { laneSeries, line, rect, text, type Frame, type Shape } from './shapes.ts'

/** Hairlines and numbers of a value axis; the numbers stand in the gutter, close to the plot. */
export function scaleSeries(
  lane: LaneRect,
  grid: number,
  colors: ChartColors,
  /** Values that are labeled; `reference` is the one whose line stands out. */
  { ticks, reference }: { readonly ticks: readonly number[]; readonly reference?: number },
): CustomSeriesOption {
  const isDose = lane.source.kind !== 'series'
  const draw = (frame: Frame): Shape[] => {
    const right = frame.x + frame.width
    const base = frame.y + frame.height
    return [
      ...(isDose ? [line(frame.x, base, right, base, { color: colors.hairlineStrong, width: 0.75 })] : []),
      ...ticks.flatMap((tick) => {
        const y = isDose ? Math.min(base - 3, frame.atValue(tick)) : frame.atValue(tick)
        const hairline = { color: tick === reference ? colors.hairlineStrong : colors.hairline }
        return [
          ...(isDose ? [] : [line(frame.x, y, right, y, hairline)]),
          text(perDayText(tick), frame.x - 5, y, { colors, fill: colors.inkFaint, align: 'right' }),
        ]
      }),
    ]
  }
  return { ...laneSeries(`${lane.id}:scale`, { grid, data: [[0, 0, null]] }, (frame) => [draw(frame)], 1), clip: false }
}

/** The band below the upper limit of normal, as wide as that limit held. */
export function normalZone(
  lane: LaneRect,
  grid: number,
  colors: ChartColors,
  { upperLimits, points }: SeriesLane,
): CustomSeriesOption {
  const data = upperLimits.map(({ from, to, value }) => [from, to + 1, value])
  return laneSeries(
    `${lane.id}:normal`,
    { grid, data },
    (frame) => {
      const { places, labels } = placePoints(points, frame, colors)
      return upperLimits.map(({ from, to, value }) => {
        const x = frame.atDay(from)
        const width = frame.atDay(to + 1) - x
        const y = frame.atValue(value)
        const label = `ULN ${perDayText(value)}`
        const left = Math.max(x, frame.x) + 4
        const room = Math.min(x + width, frame.x + frame.width) - left - textWidth(label, colors.smallFontSize) - 4
        const size = { width: textWidth(label, colors.smallFontSize), height: colors.smallFontSize + 1 }
        const free = [0, 1, 0.75, 0.5, 0.25]
          .flatMap((share) => [y + 2, y - size.height - 1].map((top) => ({ ...size, x: left + share * room, y: top })))
          .find(
            (box) =>
              !labels.some((other) => overlap(other, box)) &&
              !places.some((at, index) => crosses(box, at, places[index + 1] ?? at)),
          )
        return [
          rect({ x, y, width, height: frame.y + frame.height - y }, { fill: colors.normal }),
          line(x, y, x + width, y, { color: colors.accent, width: 0.75 }),
          ...(free && room >= 0
            ? [text(label, free.x, free.y + size.height / 2, { colors, fill: colors.accent })]
            : []),
        ]
      })
    },
    1,
  )
}

/**
 * The range of a measurement's axis, and where it is labeled.
 * @param all the case itself and those that stand beside it: they are compared on one scale
 */
export function scaleOf({ height }: LaneRect, lane: SeriesLane, all: readonly Timeline[]): Scale {
  const alike = all.flatMap(({ series }) => series.filter(({ id, unit }) => id === lane.id && unit === lane.unit))
  const values = alike.flatMap(({ points }) => points.map(({ value }) => value))
  const padding = { top: 18, bottom: 10 }
  const limits = alike.flatMap(({ upperLimits }) => upperLimits.map(({ value }) => value))
  if (lane.scale === 'log')
    return logScale([...values, ...limits, ...limits.map((limit) => limit / 2)], height, padding)
  switch (lane.id) {
    case 'fvc':
    case 'dlco': {
      // Both in % predicted over the same range, so that their slopes can be compared.
      const both = all
        .flatMap(({ series }) => series)
        .filter(({ id, unit }) => (id === 'fvc' || id === 'dlco') && unit === lane.unit)
      const keep = lane.unit === '%' ? { low: 50, high: 100, step: 5 } : { low: 0, high: 1, step: 0.5 }
      return linearScale(
        both.flatMap(({ points }) => points.flatMap((point) => [point.value, point.normal?.low ?? point.value])),
        height,
        { top: 8, bottom: 10 },
        keep,
      )
    }
    case 'spo2':
      return linearScale(values, height, { top: 8, bottom: 10 }, { low: 90, high: 100, step: 1 })
    case 'haa':
      // From zero, so that a share of the lung is not made to look larger than it is.
      return linearScale(values, height, { top: 16, bottom: 4 }, { low: 0, high: 10, step: 5 })
    case 'walk':
      return linearScale(
        values,
        height,
        { top: 14, bottom: 8 },
        { low: Math.min(...values) - 50, high: Math.max(...values), step: 50 },
      )
    case 'mmrc':
      return { min: 0, max: 4, ticks: [] }
    case 'ck':
      return linearScale([...values, ...limits], height, padding, { low: 0, high: 1, step: 50 })
    default: {
      // Nothing is known of what the site measures: its own values, with room around them where they are all the same.
      const known = [...values, ...limits]
      const [lowest, highest] = [Math.min(...known), Math.max(...known)]
      const room = lowest === highest ? Math.max(Math.abs(highest) / 4, 0.1) : 0
      const [low, high] = [lowest - room, highest + room]
      const step = 10 ** Math.floor(Math.log10((high - low) / 4))
      return linearScale(known, height, { top: 14, bottom: 8 }, { low, high, step })
    }
  }
}
