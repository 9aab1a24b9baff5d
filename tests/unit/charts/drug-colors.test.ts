import { describe, expect, test } from 'vitest'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { chartColors } from '#renderer/charts/chart-colors.ts'
import { coloredDrugs, drugColor, type ChartTheme } from '#renderer/charts/drug-colors.ts'

/** Contrast of two colors after WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light = 1, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const themes: readonly ChartTheme[] = ['light', 'dark', 'print']

describe('the color of a drug', () => {
  test('is the same wherever it is asked for', () => {
    expect(drugColor('mycophenolate', 'light')).toBe('#0072b2')
    expect(drugColor('prednisone-equivalent', 'print')).toBe(drugColor('prednisone', 'print'))
  })

  test.each(themes)('stands out from the paper by 3:1 (%s)', (theme) => {
    const { paper } = chartColors(theme)
    const pale = coloredDrugs.filter((drug) => contrast(drugColor(drug, theme), paper) < 3)
    expect(pale).toEqual([])
  })

  test('is fixed for every drug of the list, so that none turns gray unnoticed', () => {
    const missing = drugs.map(({ code }) => code).filter((code) => code !== 'other' && !coloredDrugs.includes(code))
    expect(missing).toEqual([])
  })

  test('is neutral for a drug outside the list', () => {
    expect(drugColor('other', 'dark')).toBe(drugColor('hydroxychloroquine', 'dark'))
  })
})

test.each(themes)('words and numbers of the chart are legible on its paper (%s)', (theme) => {
  const { paper, normal, ink, inkSoft, inkFaint, accent, worse } = chartColors(theme)
  for (const letters of [ink, inkSoft, inkFaint, accent, worse]) expect(contrast(letters, paper)).toBeGreaterThan(4.5)
  expect(contrast(accent, normal)).toBeGreaterThan(4.5)
})
