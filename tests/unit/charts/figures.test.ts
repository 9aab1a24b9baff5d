import { describe, expect, test } from 'vitest'
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'
import { chartColors } from '#renderer/charts/chart-colors.ts'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { drugColor, groupColor, type ChartTheme } from '#renderer/charts/drug-colors.ts'
import { drawFigure } from '#renderer/charts/figures/draw-figure.ts'
import { figureNumbers, figureWords } from '#renderer/charts/figures/figure-numbers.ts'
import { fitting } from '#renderer/charts/figures/group-marks.ts'
import { niceAxis, niceLogAxis } from '#renderer/charts/figures/nice-axis.ts'
import { figures } from '#tests/support/result-figures.ts'

const width = 820
const svgOf = (figure: ResultFigure, theme: ChartTheme = 'light') => {
  const { option, height } = drawFigure(figure, { width, theme })
  return chartSvg(option, { width, height })
}
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words)

describe('an axis', () => {
  test('ends at round numbers and holds all values', () => {
    expect(niceAxis([43, 88])).toEqual({ min: 40, max: 90, ticks: [40, 50, 60, 70, 80, 90] })
    expect(niceAxis([-2, 5], { count: 7 }).ticks).toEqual([-2, -1, 0, 1, 2, 3, 4, 5])
    expect(niceAxis([0.1, 0.3], { hold: [0] })).toMatchObject({ min: 0, max: 0.3 })
  })

  test('of time ends with the data, and months go by months', () => {
    const months = niceAxis([-11, 25], { count: 8, isTight: true, steps: [1, 3, 6, 12] })
    expect(months).toEqual({ min: -11, max: 25, ticks: [-6, 0, 6, 12, 18, 24] })
  })

  test('is drawn also over one value, or none', () => {
    expect(niceAxis([70]).ticks.length).toBeGreaterThan(1)
    expect(niceAxis([])).toMatchObject({ min: 0, max: 1 })
    expect(niceAxis([Number.NaN, Infinity, 3, 4])).toMatchObject({ min: 3, max: 4 })
  })

  test('of ratios has ticks at 1, 2 and 5 of each decade, and 1 is always on it', () => {
    expect(niceLogAxis([1.4, 3.9]).ticks).toEqual([0.5, 1, 2, 5])
    const { min, max, ticks } = niceLogAxis([0.3, 2.2])
    expect(min).toBeLessThanOrEqual(0.3)
    expect(max).toBeGreaterThanOrEqual(2.2)
    expect(ticks).toContain(1)
  })
})

describe('every figure', () => {
  test.each(figures.map((figure) => [figure.kind, figure] as const))(
    '%s is drawn in light, dark and print',
    (_, figure) => {
      for (const theme of ['light', 'dark', 'print'] as const) {
        const svg = svgOf(figure, theme)
        expect(svg).not.toContain('NaN')
        expect(svg).toContain(chartColors(theme).hairlineStrong)
        expect(textsOf(svg)).toContain(figure.xLabel)
      }
    },
  )

  test.each(figures.map((figure) => [figure.kind, figure] as const))(
    '%s has words and a table of its numbers',
    (_, figure) => {
      expect(figureWords(figure)).toContain(figure.title)
      expect(figureWords(figure)).not.toMatch(/\.\.|undefined|NaN/)
      const { columns, rows } = figureNumbers(figure)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every((row) => row.length === columns.length)).toBe(true)
    },
  )

  test('is drawn without data too', () => {
    const nothing: readonly ResultFigure[] = figures.map((figure) => ({
      ...figure,
      ...('patients' in figure && { patients: [], fitted: [], shown: 0, of: 0 }),
      ...('curves' in figure && { curves: [], atRisk: { times: [], rows: [] } }),
      ...('groups' in figure && { groups: [], atMost: [] }),
      ...('bars' in figure && { bars: [] }),
      ...('rows' in figure && { rows: [] }),
      ...('points' in figure && { points: [], line: [] }),
    }))
    for (const figure of nothing) expect(svgOf(figure)).not.toContain('NaN')
  })
})

const figureOf = <K extends ResultFigure['kind']>(kind: K) =>
  figures.find((figure) => figure.kind === kind) as Extract<ResultFigure, { kind: K }>

describe('survival', () => {
  test('falls in steps, in the color of each group, which is named beside its curve', () => {
    const svg = svgOf(figureOf('survival'))
    for (const [index, level] of ['Jo-1', 'PL-7'].entries()) {
      expect(textsOf(svg)).toContain(level)
      expect(svg).toContain(groupColor(index, 'light'))
    }
    expect(textsOf(svg)).toContain('100 %')
  })

  test('says below the time axis how many are at risk', () => {
    const texts = textsOf(svgOf(figureOf('survival')))
    expect(texts).toContain('At risk')
    expect(texts.filter((words) => words === '23')).toHaveLength(1)
    expect(texts.filter((words) => words === '17')).toHaveLength(1)
  })

  test('that rises needs no axis to 100 %', () => {
    const up = figureOf('survival')
    const rising = {
      ...up,
      direction: 'up' as const,
      curves: [
        {
          level: '',
          steps: [
            [0, 0, 0, 0],
            [2, 0.1, 0.04, 0.18],
          ] as [number, number, number, number][],
          censored: [],
        },
      ],
    }
    const texts = textsOf(svgOf(rising))
    expect(texts).toContain('20 %')
    expect(texts).not.toContain('100 %')
  })
})

describe('a forest', () => {
  test('writes each estimate with its interval, and says where there is none', () => {
    const texts = textsOf(svgOf(figureOf('forest')))
    expect(texts).toContain('1.42 (0.98 to 2.05)')
    expect(texts).toContain('no estimate')
  })

  test('is not flattened by one interval without end', () => {
    const forest = figureOf('forest')
    const rows = [...forest.rows, { label: 'Rare', estimate: 1.1, lower: 1e-9, upper: 1e9 }]
    const { option } = drawFigure({ ...forest, rows }, { width, theme: 'light' })
    expect((option.xAxis as { max: number }[])[0]?.max).toBeLessThan(20)
    const infinite = { label: 'All events on one side', estimate: 4e35, lower: 0, upper: null }
    const svg = svgOf({ ...forest, rows: [...forest.rows, infinite] })
    expect(textsOf(svg)).toContain('&gt; 1,000')
    expect(textsOf(svg).length).toBeLessThan(30)
  })
})

test('bars of a waterfall stand in order, strong where they reach a threshold', () => {
  const svg = svgOf(figureOf('waterfall'))
  const { accent } = chartColors('light')
  expect(figureNumbers(figureOf('waterfall')).rows.map(([, value]) => value)).toEqual(['−14', '−3', '2', '11'])
  expect(svg).toContain(`fill="${accent}"`)
})

test('a drug has the color in a swimmer plot that it has everywhere', () => {
  expect(svgOf(figureOf('swimmer'))).toContain(drugColor('ivig', 'light'))
})

test('a long name of a group is cut, not run over the edge', () => {
  expect(fitting('Jo-1', 150, 12)).toBe('Jo-1')
  const long = fitting('Anti-aminoacyl-tRNA synthetase antibodies of any kind', 150, 12)
  expect(long.endsWith('…')).toBe(true)
  expect(long.length).toBeLessThan(30)
})

test('more rows than can be read are cut, and how many there are is said', () => {
  const swimmer = figureOf('swimmer')
  const rows = Array.from({ length: 900 }, (_, index) => ({
    ...swimmer.rows[0]!,
    code: `AS-${index}`,
    spans: [],
    events: [],
  }))
  const { rows: shown, of } = figureNumbers({ ...swimmer, rows })
  expect(shown).toHaveLength(400)
  expect(of).toBe(900)
})
