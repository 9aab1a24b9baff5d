/** Draws infusions: a tick for each, as tall as the amount; one whose day is not known is a box as wide as the doubt. */
import type { InfusionMark } from '#shared/domain/timeline-model.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { overlap } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { placeLabels } from '../place-labels.ts'
import { textWidth } from '../text-width.ts'
import { line, rect, text, type Frame, type Shape } from './shapes.ts'

/** The largest known amount: the tallest tick. */
export function largestAmount(infusions: readonly InfusionMark[]): number {
  return Math.max(0, ...infusions.map(({ amount }) => amount ?? 0))
}

/** What is written at a tick: the dose as entered, with the amount of the whole cycle where that is not in it. */
export function tickText({ label, amount, unit }: InfusionMark): string {
  if (
    amount === undefined ||
    unit === undefined ||
    label.includes(`${formatNumber(amount)} ${unit}`) ||
    !label.includes('/kg')
  )
    return label
  return `${label} (${formatNumber(amount, 1)} ${unit})`
}

/** @param largest amount of the tallest tick */
export function drawInfusions(
  infusions: readonly InfusionMark[],
  frame: Frame,
  { color, colors, largest }: { readonly color: string; readonly colors: ChartColors; readonly largest: number },
): readonly (readonly Shape[])[] {
  const base = frame.y + frame.height
  const textHeight = colors.smallFontSize
  const room = frame.height >= textHeight + 9 ? frame.height - textHeight - 2 : frame.height - 2
  const placed = infusions.map((infusion) => {
    const share = infusion.amount === undefined || largest === 0 ? 0.8 : Math.max(0.35, infusion.amount / largest)
    const x = frame.atDay(infusion.first)
    const unsure = infusion.last > infusion.first
    const width = frame.atDay((unsure ? infusion.last : (infusion.until?.last ?? infusion.last)) + 1) - x
    return { infusion, x, width, height: room * share, unsure }
  })
  const ticks = placed.map(({ x, width, height }) => ({ x: x - 1, y: base - height, width: width + 2, height }))
  const labels = placeLabels(
    placed.map(({ infusion, x }, index) => {
      const label = tickText(infusion)
      const runEnd = infusions.findIndex((other, later) => later > index && tickText(other) !== label)
      const last = placed[(runEnd < 0 ? placed.length : runEnd) - 1]
      const end = last === undefined ? x : last.x + last.width
      const before = infusions[index - 1]
      if (label === '' || (before && label === tickText(before)) || end < frame.x || x > frame.x + frame.width) {
        return { places: [], rank: 0 }
      }
      const size = { width: textWidth(label, colors.smallFontSize), height: textHeight, text: label }
      const left = Math.max(frame.x, x)
      const middle = base - (room + textHeight) / 2
      const places = [
        { ...size, x: left, y: frame.y },
        { ...size, x: frame.x + frame.width - size.width, y: frame.y },
        { ...size, x: x - size.width - 5, y: middle },
        { ...size, x: end + 5, y: middle },
      ].filter((place) => place.y === middle || place.x <= left)
      return { places, rank: end - x }
    }),
    frame,
    (place) => !ticks.some((tick) => overlap(tick, place)),
  )
  return placed.map(({ infusion, x, width, height, unsure }, index) => {
    const hollow = infusion.source === 'illustrative'
    const y = base - height
    const shapes: Shape[] = []
    if (unsure && width >= 4) {
      const box = { x: x + 1, y, width: width - 2, height }
      shapes.push(rect(box, { fill: color, opacity: hollow ? 0 : colors.fillOpacity }), rect(box, { stroke: color }))
    } else if (hollow) {
      const wide = Math.max(3, width)
      shapes.push(rect({ x: x + width / 2 - wide / 2, y, width: wide, height }, { fill: colors.paper, stroke: color }))
    } else {
      const at = x + width / 2
      shapes.push(line(at, base, at, y, { color, width: Math.max(1.75, width) }))
    }
    const label = labels.find((candidate) => candidate.index === index)
    if (label) shapes.push(text(label.text, label.x, label.y + label.height / 2, { colors, fill: colors.ink }))
    return shapes
  })
}
