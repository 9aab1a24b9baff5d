/** Draws doses over time: bars as tall as the dose, what is not known as a hatched band, the dose written where it changes. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { Box } from '../box.ts'
import { contains, overlap } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { placeLabels, type LabelWish, type PlacedLabel } from '../place-labels.ts'
import { textWidth } from '../text-width.ts'
import { hatch, line, rect, text, type Frame, type Shape } from './shapes.ts'

export interface DoseBar {
  readonly from: DayNumber
  /** Last day. */
  readonly to: DayNumber
  /** Missing where the dose is not known. */
  readonly perDay?: number
  /** What may be written at the bar, the fullest first. */
  readonly texts: readonly string[]
  readonly ongoing: boolean
  /** Last day on which it may have begun, where the start is known to the month or year only. */
  readonly beginsBy?: DayNumber
  /** First day on which it may have ended. */
  readonly endsFrom?: DayNumber
  /** Not recorded: drawn hollow. */
  readonly hollow: boolean
}

export interface DoseLook {
  readonly color: string
  readonly colors: ChartColors
  /** Amount at the top of the axis; what is above it is cut. */
  readonly top: number
}

/** px of lane height from which on doses are written above their bars only; there is always room for it. */
const roomy = 40

/** Height of a hatched band as a share of the lane: neither nothing nor a dose. */
const unknownShare = 0.5

export interface PlacedBar {
  readonly bar: DoseBar
  readonly box: Box
  /** Taller than the axis: its top is cut off. */
  readonly cut: boolean
}

/** Bars in px. One of unknown dose has a height of its own that says nothing about the dose. */
export function placeBars(bars: readonly DoseBar[], frame: Frame, top: number): readonly PlacedBar[] {
  const base = frame.y + frame.height
  return bars.map((bar) => {
    const x = frame.atDay(bar.from)
    const width = Math.max(1, frame.atDay(bar.to + 1) - x)
    const y =
      bar.perDay === undefined
        ? base - frame.height * unknownShare
        : Math.min(base - (bar.perDay > 0 ? 1.5 : 0), frame.atValue(Math.min(bar.perDay, top)))
    return { bar, box: { x, y, width, height: base - y }, cut: bar.perDay !== undefined && bar.perDay > top }
  })
}

const follows = (earlier: PlacedBar | undefined, later: PlacedBar | undefined) =>
  earlier !== undefined && later !== undefined && earlier.bar.to + 1 === later.bar.from

/** Where the doses are written: inside a bar or on top of it, only where they change and never on each other. */
export function placeDoseLabels(placed: readonly PlacedBar[], frame: Frame, fontSize: number): readonly PlacedLabel[] {
  // Less than the line height: figures and small letters without their air.
  const height = fontSize - 1
  const highest = Math.max(...placed.map(({ bar }) => bar.perDay ?? 0))
  const wishes = placed.map(({ bar, box, cut }, index): LabelWish => {
    const before = placed[index - 1]
    const same = follows(before, placed[index]) && before?.bar.texts[0] === bar.texts[0]
    const right = Math.min(box.x + box.width, frame.x + frame.width)
    const x = Math.max(box.x, frame.x) + 4
    if (same || right <= frame.x + 4 || box.x >= frame.x + frame.width) return { places: [], rank: 0 }
    const places = bar.texts
      .map((written) => (cut ? `↑ ${written}` : written))
      .flatMap((content) => {
        const width = textWidth(content, fontSize)
        const place = { width, height, text: content }
        const middle = box.y + (box.height - height) / 2
        const above = { ...place, x: x - 3, y: box.y - height - 2 }
        const endingAbove = { ...above, x: right - width }
        const inside = { ...place, x, y: middle }
        const under = { ...inside, y: box.y + 3 }
        const beside = { ...place, x: right + 4, y: Math.min(middle, box.y + box.height - height - 2) }
        const before = { ...place, x: box.x - width - 3, y: box.y + 1 }
        if (cut) return [{ ...before, y: frame.y + 1 }, { ...beside, y: frame.y + 1 }, under]
        if (bar.perDay === undefined) return [above, endingAbove, inside, beside]
        return frame.height >= roomy ? [above, endingAbove] : [above, endingAbove, under, inside, beside]
      })
    const weight =
      (bar.perDay === undefined ? 4000 : 0) + (bar.perDay === highest ? 2000 : 0) + (bar.ongoing ? 1000 : 0)
    return { places, rank: weight + (right - x) }
  })
  const boxes = placed.map(({ box }) => box)
  return placeLabels(wishes, frame, (place, index) => {
    const own = boxes[index]
    if (own && contains(own, place)) return true
    return !boxes.some((box) => overlap(box, place))
  })
}

/** A course of which the doses stand elsewhere, as infusions: a line along the base, dashed where no dose is known. */
export function drawCourses(bars: readonly DoseBar[], frame: Frame, color: string): readonly (readonly Shape[])[] {
  const y = frame.y + frame.height - 1
  return bars.map(({ from, to }) => [
    line(frame.atDay(from), y, frame.atDay(to + 1), y, { color, width: 2, dash: [4, 3] }),
  ])
}

/** Shapes of each bar, in the order of the bars. */
export function drawDoses(bars: readonly DoseBar[], frame: Frame, look: DoseLook): readonly (readonly Shape[])[] {
  const { colors, color } = look
  const placed = placeBars(bars, frame, look.top)
  const labels = placeDoseLabels(placed, frame, colors.smallFontSize)
  const base = frame.y + frame.height
  return placed.map((item, index) => {
    const shapes = [...body(item), ...edges(item, placed[index - 1], placed[index + 1])]
    const label = labels.find((candidate) => candidate.index === index)
    if (label) shapes.push(...written(label, item))
    return shapes
  })

  function body({ bar, box }: PlacedBar): Shape[] {
    if (bar.perDay === undefined) {
      return [
        rect(box, { fill: colors.unknown, opacity: 0.1 }),
        hatch(box, { color: colors.unknown, width: 0.75 }),
        line(box.x, box.y, box.x + box.width, box.y, { color: colors.unknown, dash: [2, 2] }),
      ]
    }
    if (bar.hollow) return []
    const sure = {
      from: bar.beginsBy === undefined ? box.x : Math.min(frame.atDay(bar.beginsBy + 1), box.x + box.width),
      to: bar.endsFrom === undefined ? box.x + box.width : Math.max(frame.atDay(bar.endsFrom), box.x),
    }
    const fill = (x: number, to: number, opacity: number): Shape[] =>
      to > x ? [rect({ ...box, x, width: to - x }, { fill: color, opacity })] : []
    return [
      ...fill(box.x, sure.from, colors.fillOpacity * 0.4),
      ...fill(sure.from, sure.to, colors.fillOpacity),
      ...fill(Math.max(sure.to, sure.from), box.x + box.width, colors.fillOpacity * 0.4),
    ]
  }

  function edges(item: PlacedBar, before: PlacedBar | undefined, after: PlacedBar | undefined): Shape[] {
    const { bar, box } = item
    if (bar.perDay === undefined || bar.perDay === 0) return []
    const end = box.x + box.width
    const dashed = bar.hollow ? { dash: [3, 2] } : {}
    const unsureUntil = bar.beginsBy === undefined ? box.x : Math.min(end, frame.atDay(bar.beginsBy + 1))
    const shapes: Shape[] = []
    if (unsureUntil > box.x + 1) {
      shapes.push(line(box.x, box.y, unsureUntil, box.y, { color, width: 1.5, dash: [2, 2] }))
    }
    shapes.push(line(unsureUntil, box.y, end, box.y, { color, width: 1.5, ...dashed }))
    const from = follows(before, item) && before?.bar.perDay !== undefined ? before.box.y : base
    if (bar.beginsBy === undefined) shapes.push(line(box.x, from, box.x, box.y, { color, width: 1, ...dashed }))
    else shapes.push(line(box.x, from, box.x, box.y, { color, width: 1, dash: [2, 2] }))
    if (!bar.ongoing && !(follows(item, after) && after?.bar.perDay !== undefined)) {
      shapes.push(
        line(end, box.y, end, base, { color, width: 1, ...(bar.endsFrom === undefined ? dashed : { dash: [2, 2] }) }),
      )
    }
    // The paper shows through where a dose goes beyond the axis.
    if (item.cut) shapes.push(line(box.x - 2, box.y + 5, end + 2, box.y + 1, { color: colors.paper, width: 2.5 }))
    return shapes
  }

  function written(label: PlacedLabel, { bar, box }: PlacedBar): Shape[] {
    const inHatch = bar.perDay === undefined && overlap(label, box)
    return [
      ...(inHatch
        ? [rect({ ...label, x: label.x - 2, width: label.width + 4 }, { fill: colors.paper, opacity: 0.9 })]
        : []),
      text(label.text, label.x, label.y + label.height / 2, {
        colors,
        fill: bar.perDay === undefined ? colors.inkSoft : colors.ink,
      }),
    ]
  }
}
