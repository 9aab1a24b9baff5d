/** Draws measured values: marks with their numbers, carets at `<` and `>`, whiskers as wide as a date is uncertain. */
import type { SeriesPoint } from '#shared/domain/timeline-model.ts'
import { overlap, type Box } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { placeLabels, type LabelWish, type PlacedLabel } from '../place-labels.ts'
import { textWidth } from '../text-width.ts'
import { whisker } from './event-marks.ts'
import { line, marker, text, type Frame, type MarkerShape, type Shape } from './shapes.ts'

/** With more points than this only the last, highest and lowest carry their number. */
const labelAllUpTo = 16

/** The time at which a point is drawn: the middle of the days that its date can mean. */
export function pointTime({ first, last }: Pick<SeriesPoint, 'first' | 'last'>): number {
  return (first + last + 1) / 2
}

/** As short as it can be said beside a mark: `<40`, `61`, `97.5`, `0.031`. */
export function shortValue({
  value,
  comparator,
  normal,
}: Pick<SeriesPoint, 'value' | 'comparator' | 'normal'>): string {
  // A percentage that was computed has more digits than a drawing should tell.
  if (normal) return value.toFixed(0)
  const size = Math.abs(value)
  const rounded =
    size >= 100 ? Math.round(value) : size >= 1 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2))
  return `${comparator ?? ''}${rounded}`
}

/** True where the line between two points runs through the box. */
export function crosses(box: Box, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): boolean {
  let enter = 0
  let leave = 1
  for (const [delta, low, high] of [
    [x2 - x1, box.x - x1, box.x + box.width - x1],
    [y2 - y1, box.y - y1, box.y + box.height - y1],
  ] as const) {
    if (delta === 0) {
      if (low > 0 || high < 0) return false
      continue
    }
    enter = Math.max(enter, Math.min(low / delta, high / delta))
    leave = Math.min(leave, Math.max(low / delta, high / delta))
  }
  return enter < leave || (x1 === x2 && y1 === y2 && overlap(box, { x: x1 - 3, y: y1 - 3, width: 6, height: 6 }))
}

export interface PlacedPoints {
  /** px */
  readonly radius: number
  readonly places: readonly (readonly [number, number])[]
  readonly labels: readonly PlacedLabel[]
}

/** Where the marks of a lane stand and which of them carry their number, without any covering another. */
export function placePoints(points: readonly SeriesPoint[], frame: Frame, colors: ChartColors): PlacedPoints {
  const spacing = frame.width / Math.max(1, points.length)
  const radius = points.length > 120 ? 2 : points.length > 40 || spacing < 10 ? 2.5 : points.length > 20 ? 3 : 3.5
  const places = points.map((point) => [frame.atDay(pointTime(point)), frame.atValue(point.value)] as const)
  const labels = placeLabels(wishes(), frame, (place, index) => isFree(place, index))
  return { radius, places, labels }

  function wishes(): LabelWish[] {
    const values = points.map(({ value }) => value)
    const highest = values.lastIndexOf(Math.max(...values))
    const lowest = values.lastIndexOf(Math.min(...values))
    const last = points.length - 1
    return points.map((point, index) => {
      const key = index === last ? 3 : index === highest ? 2 : index === lowest ? 1 : 0
      const [x, y] = places[index] ?? [0, 0]
      if ((key === 0 && points.length > labelAllUpTo) || x < frame.x || x > frame.x + frame.width)
        return { places: [], rank: 0 }
      const content = shortValue(point)
      const width = textWidth(content, colors.smallFontSize)
      const height = colors.smallFontSize
      const at = (dx: number, dy: number) => ({
        x: x + dx - width / 2,
        y: y + dy - height / 2,
        width,
        height,
        text: content,
      })
      const up = radius + 2 + height / 2
      const side = radius + 4 + width / 2
      const before = points[index - 1]?.value ?? -Infinity
      const after = points[index + 1]?.value ?? -Infinity
      const valley = point.value < before && point.value < after
      const below = at(0, up + (point.comparator === '<' ? 5 : 0))
      const vertical = valley ? [below, at(0, -up)] : [at(0, -up), below]
      return {
        places: [
          ...vertical,
          at(side, 0),
          at(-side, 0),
          at(side - 2, -up),
          at(2 - side, -up),
          at(side - 2, up),
          at(2 - side, up),
        ],
        rank: key,
      }
    })
  }

  function isFree(place: Box, index: number): boolean {
    const reach = radius + 1
    return !places.some(([x, y], other) => {
      if (other !== index && overlap(place, { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }))
        return true
      const next = places[other + 1]
      return next !== undefined && crosses(place, [x, y], next)
    })
  }
}

export function drawPoints(
  points: readonly SeriesPoint[],
  frame: Frame,
  { shape, colors }: { readonly shape: MarkerShape; readonly colors: ChartColors },
): readonly (readonly Shape[])[] {
  const { radius, places, labels } = placePoints(points, frame, colors)
  const labelOf = new Map(labels.map((label) => [label.index, label]))
  return points.map((point, index) => {
    const [x, y] = places[index] ?? [0, 0]
    const shapes: Shape[] = []
    const from = frame.atDay(point.first)
    const to = frame.atDay(point.last + 1)
    if (to - from > 2 * radius + 3) shapes.push(...whisker(from, to, y, colors.inkFaint))
    shapes.push(
      marker(shape, x, y, radius, { color: colors.ink, hollow: point.source === 'illustrative', paper: colors.paper }),
    )
    if (point.comparator) shapes.push(...caret(point.comparator, x, y))
    const label = labelOf.get(index)
    if (label) {
      const middle = [label.x + label.width / 2, label.y + label.height / 2] as const
      shapes.push(text(label.text, ...middle, { colors, fill: colors.ink, align: 'center', halo: true }))
    }
    return shapes
  })

  /** Points down below a value that is an upper bound, up above a lower bound. */
  function caret(comparator: '<' | '>', x: number, y: number): Shape[] {
    const way = comparator === '<' ? 1 : -1
    const tip = y + way * (radius + 6)
    const wing = y + way * (radius + 2.5)
    const stroke = { color: colors.ink, width: 1.25 }
    return [line(x - 3, wing, x, tip, stroke), line(x, tip, x + 3, wing, stroke)]
  }
}

/** Draws grades as the numbers that they are; a dot where the next stands too close. */
export function drawGrades(
  points: readonly SeriesPoint[],
  frame: Frame,
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  const y = frame.y + frame.height / 2
  let free = -Infinity
  return points.map((point) => {
    const x = frame.atDay(pointTime(point))
    const from = frame.atDay(point.first)
    const to = frame.atDay(point.last + 1)
    const content = shortValue(point)
    const half = textWidth(content, colors.fontSize) / 2
    const hollow = point.source === 'illustrative'
    const reach = hollow ? 8 : half + 1
    const shapes: Shape[] = to - from > 2 * reach ? whisker(from, to, y, colors.inkFaint) : []
    if (x - reach < free)
      return [...shapes, marker('circle', x, y, 1, { color: colors.inkFaint, hollow: false, paper: colors.paper })]
    free = x + reach
    shapes.push(
      marker('circle', x, y, hollow ? 7.5 : half + 2, {
        color: hollow ? colors.inkFaint : colors.paper,
        hollow: true,
        paper: colors.paper,
      }),
    )
    shapes.push(text(content, x, y, { colors, fill: colors.ink, size: colors.fontSize, align: 'center' }))
    return shapes
  })
}
