/** Draws the days from which rules of progression are met: a triangle with its words, and a line through lung function. */
import type { RuleMark } from '#shared/domain/timeline-model.ts'
import { overlap } from '../box.ts'
import type { ChartColors } from '../chart-colors.ts'
import { placeLabels } from '../place-labels.ts'
import { textWidth } from '../text-width.ts'
import { line, marker, text, type Frame, type Shape } from './shapes.ts'

const radius = 4
const rowHeight = 16

export function drawRuleMarks(
  marks: readonly RuleMark[],
  frame: Frame,
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  const fontSize = colors.smallFontSize
  const row = Math.min(rowHeight, frame.height)
  const y = frame.y + row / 2
  const height = fontSize + 1
  const xs = marks.map(({ day }) => frame.atDay(day + 0.5))
  const boxes = xs.map((x) => ({ x: x - radius - 1, y: y - radius, width: 2 * radius + 2, height: 2 * radius }))
  const labels = placeLabels(
    marks.map(({ label }, index) => {
      const x = xs[index] ?? 0
      const width = textWidth(label, fontSize)
      const rows = Array.from(
        { length: Math.max(1, Math.floor(frame.height / rowHeight)) },
        (_, at) => y + at * rowHeight,
      )
      return {
        places: rows.flatMap((middle) => {
          const place = { y: middle - height / 2, width, height, text: label }
          return [
            { ...place, x: x + radius + 4 },
            { ...place, x: x - radius - 4 - width },
          ]
        }),
        rank: -index,
      }
    }),
    frame,
    (place, index) => !boxes.some((box, other) => other !== index && overlap(box, place)),
  )
  return marks.map(({ source }, index) => {
    const x = xs[index] ?? 0
    const label = labels.find((candidate) => candidate.index === index)
    const hollow = source === 'illustrative'
    return [
      marker('triangle-down', x, y, radius, { color: colors.worse, hollow, paper: colors.paper }),
      ...(label ? [text(label.text, label.x, label.y + height / 2, { colors, fill: colors.worse, halo: true })] : []),
    ]
  })
}

/** A thin line from each mark down through the lanes that its rule judges. */
export function drawRuleLines(
  marks: readonly RuleMark[],
  frame: Frame,
  reach: { readonly top: number; readonly bottom: number },
  colors: ChartColors,
): readonly (readonly Shape[])[] {
  return marks.map(({ day }) => {
    const x = frame.atDay(day + 0.5)
    return [line(x, reach.top, x, reach.bottom, { color: colors.worse, width: 0.75, dash: [5, 2, 1, 2] })]
  })
}
