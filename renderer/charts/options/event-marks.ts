/** Draws events: a shape for each kind with a word beside it, in as many rows as the lane has room for. */
import type { EventMark } from '#shared/domain/timeline-model.ts'
import { overlap, type Box } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { placeLabels } from '../place-labels.ts'
import { textWidth } from '../text-width.ts'
import { line, marker, rect, text, type Frame, type MarkerShape, type Shape } from './shapes.ts'

interface Look {
  readonly shape: MarkerShape
  readonly hollow: boolean
  readonly tone: 'worse' | 'ink' | 'inkSoft' | 'accent'
  /** The higher is written first where words compete. */
  readonly rank: number
}

const looks: Readonly<Record<EventMark['kind'], Look>> = {
  death: { shape: 'cross', hollow: false, tone: 'ink', rank: 9 },
  transplant: { shape: 'star', hollow: false, tone: 'accent', rank: 8 },
  'acute-exacerbation': { shape: 'diamond', hollow: false, tone: 'worse', rank: 7 },
  admission: { shape: 'square', hollow: false, tone: 'worse', rank: 6 },
  infection: { shape: 'triangle', hollow: false, tone: 'worse', rank: 5 },
  diagnosis: { shape: 'flag', hollow: false, tone: 'ink', rank: 4 },
  procedure: { shape: 'plus', hollow: false, tone: 'inkSoft', rank: 3 },
  imaging: { shape: 'circle', hollow: true, tone: 'inkSoft', rank: 2 },
  other: { shape: 'diamond', hollow: true, tone: 'inkSoft', rank: 1 },
}

const radius = 4
const rowHeight = 15

interface PlacedEvent {
  readonly event: EventMark
  readonly x: number
  readonly y: number
}

/** Middle of the days that a date can mean, as a point in time. */
const middle = ({ first, last }: { readonly first: number; readonly last: number }) => (first + last + 1) / 2

/** Whiskers up to this many px are kept free of the word; wider ones run behind it. */
const shortWhisker = 48

/** px of the right end of a mark with its bar of duration, where its word may begin. */
function reachOf({ first, last, until }: EventMark, x: number, frame: Frame): number {
  const end = frame.atDay(last + 1)
  const whiskerEnd = end - frame.atDay(first) <= shortWhisker ? end : x
  return Math.max(x + radius, whiskerEnd, until === undefined ? x : frame.atDay(until.last + 1))
}

/** Gives each event the first row in which mark and word fit, else the first in which the mark does. */
function placeEvents(events: readonly EventMark[], frame: Frame, fontSize: number): readonly PlacedEvent[] {
  const rows = Math.max(1, Math.floor(frame.height / rowHeight))
  const top = frame.y + (frame.height - rows * rowHeight) / 2
  const free = Array.from({ length: rows }, () => ({ word: -Infinity, mark: -Infinity }))
  const placed = new Map<EventMark, PlacedEvent>()
  for (const event of events.toSorted((a, b) => middle(a) - middle(b))) {
    const x = frame.atDay(middle(event))
    const begin = Math.min(x - radius, frame.atDay(event.first)) - 2
    const end = Math.max(reachOf(event, x, frame), frame.atDay(event.last + 1))
    const fit = (by: 'word' | 'mark') => free.findIndex((row) => row[by] <= begin)
    const earliest = free.reduce((best, row, index) => (row.mark < (free[best]?.mark ?? 0) ? index : best), 0)
    const row = [fit('word'), fit('mark'), earliest].find((index) => index >= 0) ?? 0
    const word = reachOf(event, x, frame) + 4 + textWidth(event.short, fontSize) + 4
    free[row] = { word: Math.max(end, word), mark: end + 2 }
    placed.set(event, { event, x, y: top + (row + 0.5) * rowHeight })
  }
  return events.map((event) => placed.get(event) ?? { event, x: 0, y: 0 })
}

/** Doubt and duration, under the marks: whiskers as wide as a date is uncertain, bars as long as something lasted. */
export function drawEventSpans(
  events: readonly EventMark[],
  frame: Frame,
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  return placeEvents(events, frame, colors.smallFontSize).map(({ event, x, y }) => {
    const from = frame.atDay(event.first)
    const to = frame.atDay(event.last + 1)
    const { until } = event
    const color = colors[looks[event.kind].tone]
    return [
      ...(to - from > 2 * radius + 2 ? whisker(from, to, y, colors.inkFaint) : []),
      ...(until ? [line(x, y, frame.atDay(until.last + 1), y, { color, width: 2.5 })] : []),
    ]
  })
}

/** The marks and their words. */
export function drawEvents(
  events: readonly EventMark[],
  frame: Frame,
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  const fontSize = colors.smallFontSize
  const placed = placeEvents(events, frame, fontSize)
  const marks: readonly Box[] = placed.map(({ x, y }) => ({
    x: x - radius - 1,
    y: y - radius - 1,
    width: 2 * radius + 2,
    height: 2 * radius + 2,
  }))
  const height = fontSize + 1
  const labels = placeLabels(
    placed.map(({ event, x, y }) => {
      const width = textWidth(event.short, fontSize)
      const place = { y: y - height / 2, width, height, text: event.short }
      return {
        places: [
          { ...place, x: reachOf(event, x, frame) + 4 },
          { ...place, x: x - radius - 4 - width },
        ],
        rank: looks[event.kind].rank,
      }
    }),
    frame,
    (place, index) => !marks.some((mark, other) => other !== index && overlap(mark, place)),
  )
  return placed.map(({ event, x, y }, index) => {
    const look = looks[event.kind]
    const color = colors[look.tone]
    const shapes: Shape[] = []
    shapes.push(
      marker(look.shape, x, y, radius, {
        color,
        hollow: look.hollow || event.source === 'illustrative',
        paper: colors.paper,
      }),
    )
    const label = labels.find((candidate) => candidate.index === index)
    if (label) {
      const fill = look.tone === 'worse' ? colors.worse : colors.inkSoft
      const back = { x: label.x - 2, y: label.y, width: label.width + 2, height: label.height }
      shapes.push(rect(back, { fill: colors.paper }), text(label.text, label.x, y, { colors, fill }))
    }
    return shapes
  })
}

/** A line as wide as a date is uncertain, with ends, at the height of what happened. */
export function whisker(from: number, to: number, y: number, color: string): Shape[] {
  return [
    line(from, y, to, y, { color, width: 0.75 }),
    line(from, y - 2.5, from, y + 2.5, { color, width: 0.75 }),
    line(to, y - 2.5, to, y + 2.5, { color, width: 0.75 }),
  ]
}
