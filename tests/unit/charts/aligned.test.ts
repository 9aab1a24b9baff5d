import { describe, expect, test } from 'vitest'
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { oneChartOption } from '#renderer/charts/options/one-chart.ts'
import { monthTicks } from '#renderer/charts/time-axis.ts'
import { dateWords } from '#renderer/features/chart/date-words.ts'
import { onOneAxis } from '#renderer/features/chart/one-axis.ts'
import { oneChartFigures } from '#renderer/features/chart/one-chart-figure.ts'
import { figureSvg } from '#renderer/print/figure-svg.ts'
import { aDrug, aPoint, aSegment, aSeries, emptyTimeline, seedTimeline } from './timelines.ts'

const caseOf = (code: string, from: string, to: string, start?: string, fvc = 80) => ({
  id: code,
  code,
  timeline: {
    ...emptyTimeline(),
    from: dayNumber(from),
    to: dayNumber(to),
    drugs: start === undefined ? [] : [aDrug('mycophenolate', 'MMF', [aSegment(start, to, 2000)])],
    series: [aSeries('fvc', [aPoint(from, fvc), aPoint(to, fvc - 5)])],
  } satisfies Timeline,
})
const early = caseOf('AS-0001', '2015-01-01', '2017-01-01', '2016-01-01')
const late = caseOf('AS-0002', '2020-01-01', '2023-01-01', '2020-03-01', 40)

describe('cases on one axis', () => {
  test('share the calendar: each spans what both need', () => {
    const { placed, notes } = onOneAxis([early, late])
    expect(notes).toEqual([])
    for (const { drawn, origin, zero } of placed)
      expect([drawn.from, drawn.to, origin, zero]).toEqual([
        dayNumber('2015-01-01'),
        dayNumber('2023-01-01'),
        0,
        undefined,
      ])
  })

  test('share the days from their own start of a drug', () => {
    const { placed } = onOneAxis([early, late], 'mycophenolate')
    const [one, other] = placed.map(({ drawn, origin }) => [drawn.from - origin, drawn.to - origin])
    expect(one).toEqual(other)
    expect(one).toEqual([-365, dayNumber('2023-01-01') - dayNumber('2020-03-01')])
    expect(placed.map(({ zero }) => zero?.day)).toEqual([dayNumber('2016-01-01'), dayNumber('2020-03-01')])
  })

  test('leave out, by name, one that has no such start', () => {
    const { placed, notes } = onOneAxis([early, caseOf('AS-0003', '2020-01-01', '2021-01-01')], 'mycophenolate')
    expect(placed.map(({ code }) => code)).toEqual(['AS-0001'])
    expect(notes).toEqual(['AS-0003 is not shown: it has no dated start of MMF to count from.'])
  })

  test('stay with the calendar where the opened case has no such start', () => {
    const { placed, notes } = onOneAxis([early, late], 'rituximab')
    expect(placed.map(({ zero }) => zero)).toEqual([undefined, undefined])
    expect(notes).toEqual(['AS-0001 has no dated start of this drug to count from; the axis is the calendar.'])
  })

  test('are drawn on one scale', () => {
    const axisOf = (index: number) => {
      const figure = oneChartFigures([early, late])[index]
      return (figure!.option.yAxis as { min: number; max: number }[]).at(-1)
    }
    expect([axisOf(0)?.min, axisOf(0)?.max]).toEqual([axisOf(1)?.min, axisOf(1)?.max])
    expect(axisOf(0)?.min).toBeLessThan(35)
  })
})

describe('the axis of months', () => {
  test('counts in both directions from 0, finer ticks without a number between', () => {
    const ticks = monthTicks(-400, 800, 700)
    expect(ticks.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual([
      '−12',
      '−9',
      '−6',
      '−3',
      '0',
      '3',
      '6',
      '9',
      '12',
      '15',
      '18',
      '21',
      '24',
    ])
    expect(ticks.find(({ text }) => text === '12')?.day).toBeCloseTo(365.24, 1)
  })

  test('counts years of months over a decade', () => {
    const named = monthTicks(-700, 3650, 700).filter(({ text }) => text !== '')
    expect(named.map(({ text }) => text)).toEqual(['−12', '0', '12', '24', '36', '48', '60', '72', '84', '96', '108'])
  })

  test('says what it counts from, and where that is', () => {
    const [placed] = onOneAxis([early], 'mycophenolate').placed
    const size = { width: 930, height: 400 }
    const option = oneChartOption({ timeline: placed!.drawn, ...size, gutter: 228, theme: 'light', zero: placed!.zero })
    const svg = chartSvg(option, size)
    expect(svg).toContain('months from the start of MMF')
    expect(svg).toContain('MMF started')
    expect(svg).not.toContain('>2016<')
  })

  test('gives a day its month, before the start as well', () => {
    const zero = { day: dayNumber('2020-03-01'), last: dayNumber('2020-03-01'), label: 'MMF' }
    expect(dateWords(dayNumber('2021-03-01'), zero)).toBe('1 Mar 2021, month 12.0')
    expect(dateWords(dayNumber('2020-02-01'), zero)).toBe('1 Feb 2020, month −1.0')
    expect(dateWords(dayNumber('2020-02-01'))).toBe('1 Feb 2020')
  })
})

describe('a figure', () => {
  const seed = { id: 'case-1', code: 'AS-0001', timeline: seedTimeline() }

  test('says whose it is, what it shows, how many values there are and what they are of', () => {
    const [figure] = oneChartFigures([seed], { standsAlone: true, view: { lanes: ['ck', 'fvc'] } })
    expect(figure?.caption).toMatch(/^AS-0001: CK and FVC, Nov 2018 to Aug 2022\. CK n = \d+ and FVC n = \d+\./)
  })

  test('draws the lanes that are wanted only', () => {
    const drawn = oneChartFigures([seed], { view: { lanes: ['fvc'] } }).map((figure) => chartSvg(figure.option, figure))
    expect(drawn[0]).toContain('>FVC<')
    expect(drawn[0]).not.toContain('Prednisone-equivalent')
  })

  test('counts months where it is aligned, and says from what', () => {
    const [figure] = oneChartFigures([seed], { view: { align: 'mycophenolate' } })
    expect(figure?.caption).toContain('Months count from the first start of MMF')
    expect(chartSvg(figure!.option, figure!)).toContain('months from the start of MMF')
  })

  test('shows the days in view, and says which', () => {
    const start = dayNumber('2020-05-01')
    const view = { from: dayNumber('2020-01-01'), to: start }
    const [figure] = oneChartFigures([seed], { standsAlone: true, view })
    expect(figure?.caption).toContain(', Jan 2020 to May 2020.')
    expect((figure!.option.dataZoom as { startValue: number }[])[0]?.startValue).toBe(view.from)
  })

  test('of two cases is one document that names both', () => {
    const figures = oneChartFigures([early, late], { standsAlone: true })
    const svg = figureSvg(figures.map((figure) => ({ ...figure, chart: chartSvg(figure.option, figure) })))
    expect(svg.match(/font-weight="600">|font-weight="600" fill/g)?.length).toBeGreaterThanOrEqual(2)
    expect(svg).toContain('>AS-0001<')
    expect(svg).toContain('>AS-0002<')
    const height = Number(/height="(\d+)"/.exec(svg)?.[1])
    expect(height).toBeGreaterThan((figures[0]?.height ?? 0) + (figures[1]?.height ?? 0))
  })
})
