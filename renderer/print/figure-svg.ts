/** Charts as one SVG document that stands for itself: on white, under each other, each with its caption. */
import { textWidth } from '../charts/text-width.ts'

const captionSize = 11
const captionLine = 15
const captionGap = 8
/** px of the line that names a case, where there are several. */
const nameHeight = 24
const nameSize = 13
/** px between two charts. */
const apart = 12

interface DrawnChart {
  /** An `<svg>` of the size given. */
  readonly chart: string
  /** px */
  readonly width: number
  readonly height: number
  readonly code: string
  readonly caption: string
}

export function figureSvg(charts: readonly DrawnChart[]): string {
  const width = Math.max(0, ...charts.map((chart) => chart.width))
  let y = 0
  const parts = charts.flatMap(({ chart, height, code, caption, ...drawn }, index) => {
    if (index > 0) y += apart
    const name = charts.length > 1 ? [textLine(code, y + nameSize + 2, { size: nameSize, weight: 600 })] : []
    if (name.length > 0) y += nameHeight
    const top = y
    y += height
    const lines = caption ? wrapped(caption, drawn.width) : []
    if (lines.length > 0) y += captionGap
    const texts = lines.map((line, at) => textLine(line, y + at * captionLine + captionSize, { size: captionSize }))
    y += lines.length * captionLine
    return [...name, `<g transform="translate(0 ${top})">${chart}</g>`, ...texts]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">`,
    `<rect width="${width}" height="${y}" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n')
}

function textLine(
  words: string,
  y: number,
  { size, weight = 400 }: { readonly size: number; readonly weight?: number },
): string {
  const font = `font-family="Inter, 'Helvetica Neue', Arial, sans-serif" font-size="${size}" font-weight="${weight}"`
  return `<text x="0" y="${y}" ${font} fill="${weight > 400 ? '#000' : '#3d4446'}">${escapeXml(words)}</text>`
}

/** Breaks a text into lines of at most `width` px. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ')
    if (lines.length > 0 && textWidth(longer, captionSize) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
