/** What runs through all lanes: borders of years and months with their names, scans and other landmarks, today. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { EventMark } from '#shared/domain/timeline-model.ts'
import type { Box } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { textWidth } from '../text-width.ts'
import { monthTicks, timeTicks } from '../time-axis.ts'
import { line, rect, text, type Frame, type Shape } from './shapes.ts'

/** Day numbers at the two sides of a frame that is zoomed to any window. */
function windowOf(frame: Frame): { readonly from: number; readonly to: number } {
  const x0 = frame.atDay(0)
  const pxPerDay = (frame.atDay(10000) - x0) / 10000
  return { from: (frame.x - x0) / pxPerDay, to: (frame.x + frame.width - x0) / pxPerDay }
}

export function drawTimeAxis(frame: Frame, axis: Box, colors: ChartColors): readonly Shape[] {
  const { from, to } = windowOf(frame)
  const { years, parts } = timeTicks(from, to, frame.width)
  const bottom = axis.y + 1
  const named = parts.some((tick) => tick.text !== '')
  const partRow = axis.y + 9
  const yearRow = axis.y + (named ? 24 : 11)
  const size = colors.smallFontSize
  const shapes: Shape[] = []
  const isYear = new Set(years.map(({ day }) => day))
  for (const { day, text: name } of parts) {
    const x = frame.atDay(day)
    if (!isYear.has(day)) shapes.push(line(x, bottom, x, bottom + 4, { color: colors.hairlineStrong }))
    if (name !== '' && x + 4 + textWidth(name, size) < frame.x + frame.width + 12) {
      shapes.push(text(name, x + 4, partRow, { colors, size, fill: colors.inkFaint }))
    }
  }
  for (const { day, text: name } of years) {
    const x = frame.atDay(day)
    const pinned = day === from
    if (!pinned) {
      shapes.push(line(x, frame.y, x, bottom, { color: colors.hairline }))
      shapes.push(line(x, bottom, x, yearRow + 5, { color: colors.hairlineStrong }))
    }
    if (name !== '' && x + 4 + textWidth(name, size) <= frame.x + frame.width + 12) {
      shapes.push(text(name, pinned ? x : x + 4, yearRow, { colors, size, fill: colors.inkSoft }))
    }
  }
  shapes.push(line(frame.x, bottom, frame.x + frame.width, bottom, { color: colors.hairlineStrong }))
  return shapes
}

/** Where a time axis counts from. */
export interface AxisZero {
  /** Day 0. */
  readonly day: DayNumber
  /** Last day that it can mean, where the start is known to the month or year. */
  readonly last: DayNumber
  /** What begins there: `MMF`. */
  readonly label: string
  /** What happens there where nothing begins: `first diagnosis`. */
  readonly happens?: string
}

const fromWords = ({ label, happens }: AxisZero) => `months from the ${happens ?? `start of ${label}`}`
const markWords = ({ label, happens }: AxisZero) => happens ?? `${label} started`

/** Months from a day on, and what they count from. */
export function drawMonthAxis(frame: Frame, axis: Box, zero: AxisZero, colors: ChartColors): readonly Shape[] {
  const { from, to } = windowOf(frame)
  const bottom = axis.y + 1
  const size = colors.smallFontSize
  const shapes: Shape[] = []
  for (const { day, text: name } of monthTicks(from - zero.day, to - zero.day, frame.width)) {
    const x = frame.atDay(zero.day + day)
    if (name !== '') {
      shapes.push(line(x, frame.y, x, bottom, { color: colors.hairline }))
      shapes.push(text(name, x, axis.y + 13, { colors, size, fill: colors.inkSoft, align: 'center' }))
    }
    shapes.push(line(x, bottom, x, bottom + (name === '' ? 3 : 5), { color: colors.hairlineStrong }))
  }
  const words = fromWords(zero)
  const room = textWidth(words, size)
  const middle = Math.max(frame.x + room / 2, frame.x + frame.width / 2)
  shapes.push(text(words, middle, axis.y + 27, { colors, size, fill: colors.inkFaint, align: 'center' }))
  shapes.push(line(frame.x, bottom, frame.x + frame.width, bottom, { color: colors.hairlineStrong }))
  return shapes
}

/** The day that the axis counts from, through all lanes; with a wash as wide as it is uncertain. */
export function drawZero(zero: AxisZero, frame: Frame, colors: ChartColors): readonly Shape[] {
  const { day, last } = zero
  const x = frame.atDay(day)
  if (x < frame.x || x > frame.x + frame.width) return []
  const words = markWords(zero)
  const half = textWidth(words, colors.smallFontSize) / 2
  const width = last > day ? frame.atDay(last + 1) - x : 0
  return [
    ...(width > 0
      ? [rect({ x, y: frame.y, width, height: frame.height }, { fill: colors.inkFaint, opacity: 0.07 })]
      : []),
    line(x, frame.y - 4, x, frame.y + frame.height, { color: colors.ink, width: 1, dash: [6, 2] }),
    text(words, Math.max(x, frame.x + half), frame.y - 11, { colors, fill: colors.ink, align: 'center' }),
  ]
}

/** Scans, transplant and death are read against every lane. */
export function isLandmark({ kind, short }: EventMark): boolean {
  return kind === 'transplant' || kind === 'death' || (kind === 'imaging' && !/x-?ray|radiograph|CXR/i.test(short))
}

/** A dashed hairline where the day is known, else a faint band as wide as the doubt. */
export function drawLandmarks(
  marks: readonly EventMark[],
  frame: Frame,
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  return marks.map((mark) => {
    const from = frame.atDay(mark.first)
    const width = frame.atDay(mark.last + 1) - from
    const strong = mark.kind !== 'imaging'
    const x = from + width / 2
    if (width <= 3 || strong) {
      return [
        line(x, frame.y, x, frame.y + frame.height, {
          color: strong ? colors.inkSoft : colors.hairlineStrong,
          dash: [1.5, 3],
        }),
      ]
    }
    return [
      rect({ x: from, y: frame.y, width, height: frame.height }, { fill: colors.inkFaint, opacity: 0.07 }),
      line(from, frame.y, from, frame.y + frame.height, { color: colors.hairlineStrong, dash: [1.5, 3] }),
      line(from + width, frame.y, from + width, frame.y + frame.height, {
        color: colors.hairlineStrong,
        dash: [1.5, 3],
      }),
    ]
  })
}

/** @param zero where the axis counts from: its words come before `today` where both have no room */
export function drawToday(
  today: DayNumber,
  frame: Frame,
  colors: ChartColors,
  zero: AxisZero | undefined,
): readonly Shape[] {
  const x = frame.atDay(today)
  if (x < frame.x || x > frame.x + frame.width) return []
  const half = textWidth('today', colors.smallFontSize) / 2
  const taken = zero ? textWidth(markWords(zero), colors.smallFontSize) : 0
  const hasRoom = zero === undefined || Math.abs(x - frame.atDay(zero.day)) > taken + half
  return [
    line(x, frame.y - 4, x, frame.y + frame.height, { color: colors.accent, width: 1 }),
    ...(hasRoom
      ? [
          text('today', Math.min(x, frame.x + frame.width + 12 - half), frame.y - 11, {
            colors,
            fill: colors.accent,
            align: 'center',
          }),
        ]
      : []),
  ]
}
