/** A chart as an SVG document that stands for itself: on white, with its caption under it. */
import { textWidth } from '../charts/text-width.ts'

const captionSize = 11
const captionLine = 15
const captionGap = 8

interface Size {
  /** px */
  readonly width: number
  readonly height: number
}

/** @param chart an `<svg>` of that size */
export function figureSvg(chart: string, { width, height }: Size, caption: string): string {
  const lines = caption ? wrapped(caption, width) : []
  const full = height + (lines.length > 0 ? captionGap + lines.length * captionLine : 0)
  const texts = lines.map((line, index) => {
    const y = height + captionGap + index * captionLine + captionSize
    return `<text x="0" y="${y}">${escapeXml(line)}</text>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${full}" viewBox="0 0 ${width} ${full}">`,
    `<rect width="${width}" height="${full}" fill="#fff"/>`,
    chart,
    `<g font-family="Inter, 'Helvetica Neue', Arial, sans-serif" font-size="${captionSize}" fill="#3d4446">${texts.join('')}</g>`,
    '</svg>',
  ].join('\n')
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
