import type { EChartsOption, SeriesOption } from 'echarts'
import { describe, expect, test } from 'vitest'
import { dayNumber, firstDay, lastDay } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { chartColors } from '#renderer/charts/chart-colors.ts'
import { drugColor } from '#renderer/charts/drug-colors.ts'
import { oneChartOption, type OneChartInput } from '#renderer/charts/options/one-chart.ts'
import { oneChartLayout } from '#renderer/charts/options/one-chart-layout.ts'
import { aDrug, anInfusion, aPoint, aSegment, aSeries, emptyTimeline, fullTimeline, seedTimeline } from './timelines.ts'

const screen = { width: 930, height: 572, gutter: 228, theme: 'light' } as const
const inputOf = (timeline: Timeline, more: Partial<OneChartInput> = {}): OneChartInput => ({
  timeline,
  ...screen,
  ...more,
})

function listOf<T>(value: T | T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

function seriesOf(option: EChartsOption, id: string): SeriesOption {
  const found = listOf(option.series).find((series) => series.id === id)
  if (!found) throw new Error(`no series ${id}`)
  return found
}

function axisOf(option: EChartsOption, id: string) {
  const series = seriesOf(option, id) as { yAxisIndex?: number }
  return listOf(option.yAxis)[series.yAxisIndex ?? 0]
}

const dataOf = (option: EChartsOption, id: string) => seriesOf(option, id).data as readonly (readonly unknown[])[]

describe('the lanes', () => {
  test('stand in the order in which they are read: steroids, drugs, events, measurements', () => {
    const ids = oneChartLayout(inputOf(seedTimeline())).lanes.map(({ id }) => id)
    expect(ids).toEqual([
      'prednisone-equivalent',
      'drug:mycophenolate',
      'drug:ivig',
      'events',
      'ck',
      'fvc',
      'dlco',
      'mmrc',
    ])
  })

  test('do not overlap, and stay within the plot', () => {
    const { lanes, plot } = oneChartLayout(inputOf(fullTimeline()))
    lanes.forEach((lane, index) => {
      const next = lanes[index + 1]
      expect(lane.y + lane.height).toBeLessThanOrEqual(next?.y ?? plot.y + plot.height)
      expect(lane.x).toBe(plot.x)
    })
  })

  test('fill the height there is, and take more rather than become illegible', () => {
    const roomy = oneChartLayout(inputOf(seedTimeline()))
    expect(roomy.height).toBeLessThanOrEqual(screen.height)
    expect(roomy.height).toBeGreaterThan(screen.height - 20)
    expect(oneChartLayout(inputOf(fullTimeline())).height).toBeGreaterThan(screen.height)
  })

  test('can be chosen', () => {
    const { lanes } = oneChartLayout(inputOf(seedTimeline(), { visibleLanes: ['ck', 'fvc'] }))
    expect(lanes.map(({ id }) => id)).toEqual(['ck', 'fvc'])
  })

  test('are absent where nothing is recorded', () => {
    expect(oneChartLayout(inputOf(emptyTimeline())).lanes).toEqual([])
    expect(() => chartSvg(oneChartOption(inputOf(emptyTimeline())), screen)).not.toThrow()
  })
})

describe('prednisone-equivalent', () => {
  test('has no number where the dose is not known, least of all a zero', () => {
    const [highDose, floor, later] = dataOf(oneChartOption(inputOf(seedTimeline())), 'prednisone-equivalent')
    expect(highDose).toEqual([firstDay('2019-09'), lastDay('2019-12') + 1, null])
    expect(floor?.[2]).toBe(20)
    expect(later?.[2]).toBe(10)
  })

  test('says in the drawing that the dose is not known', () => {
    expect(chartSvg(oneChartOption(inputOf(seedTimeline())), screen)).toContain('high dose')
  })

  test('is not flattened by a pulse', () => {
    const option = oneChartOption(inputOf(fullTimeline()))
    expect(axisOf(option, 'prednisone-equivalent')?.max).toBeLessThan(120)
    expect(chartSvg(option, { width: 930, height: 900 })).toContain('↑ 1000 mg')
  })

  test('replaces the lane of oral prednisone, which would say the same twice', () => {
    const ids = oneChartLayout(inputOf(seedTimeline())).lanes.map(({ id }) => id)
    expect(ids).not.toContain('drug:prednisone')
  })
})

describe('CK', () => {
  test('is drawn on a log axis that holds every value and the upper limit', () => {
    const axis = axisOf(oneChartOption(inputOf(seedTimeline())), 'ck')
    expect(axis?.type).toBe('log')
    expect(axis?.min).toBeGreaterThan(0)
    expect(axis?.min).toBeLessThan(120)
    expect(axis?.max).toBeGreaterThan(1720)
  })

  test('has a normal zone for each stretch of an upper limit', () => {
    const bands = dataOf(oneChartOption(inputOf(fullTimeline())), 'ck:normal')
    expect(bands.map((band) => band[2])).toEqual([190, 308])
    expect(bands[0]?.[1]).toBe(bands[1]?.[0])
  })

  test('has none where no upper limit is recorded', () => {
    const timeline = { ...emptyTimeline(), series: [aSeries('ck', [aPoint('2022-05-01', 300)])] }
    expect(() => seriesOf(oneChartOption(inputOf(timeline)), 'ck:normal')).toThrow('no series')
  })

  test('survives values that have no logarithm', () => {
    const timeline = {
      ...emptyTimeline(),
      series: [aSeries('ck', [aPoint('2022-05-01', 0), aPoint('2022-06-01', 0)])],
    }
    const option = oneChartOption(inputOf(timeline))
    expect(axisOf(option, 'ck')?.min).toBeGreaterThan(0)
    expect(chartSvg(option, screen)).not.toMatch(/NaN|Infinity/)
  })
})

describe('partial dates', () => {
  test('are as wide as they are uncertain', () => {
    const option = oneChartOption(inputOf(seedTimeline()))
    const biopsy = dataOf(option, 'events')[1]
    expect(biopsy?.slice(0, 2)).toEqual([dayNumber('2019-01-01'), dayNumber('2020-01-01')])
    const [infusion] = dataOf(option, 'drug:ivig:infusions')
    expect(infusion?.slice(0, 2)).toEqual([dayNumber('2021-04-01'), dayNumber('2021-05-01')])
  })

  test('are joined from the middle of the days that they can mean', () => {
    const timeline = { ...emptyTimeline(), series: [aSeries('fvc', [aPoint('2022-04', 70), aPoint('2022-06-10', 72)])] }
    expect(dataOf(oneChartOption(inputOf(timeline)), 'fvc:line')).toEqual([
      [dayNumber('2022-04-16'), 70],
      [dayNumber('2022-06-10') + 0.5, 72],
    ])
  })
})

test('FVC and DLCO share one range, so that their slopes can be compared', () => {
  const option = oneChartOption(inputOf(seedTimeline()))
  const [fvc, dlco] = [axisOf(option, 'fvc'), axisOf(option, 'dlco')]
  expect([fvc?.min, fvc?.max]).toEqual([dlco?.min, dlco?.max])
})

test('values are joined by straight lines', () => {
  const line = seriesOf(oneChartOption(inputOf(seedTimeline())), 'ck:line')
  expect(line).not.toHaveProperty('smooth')
})

test('illustrative values are hollow, recorded ones filled', () => {
  const drawn = (source: 'illustrative' | 'recorded') =>
    chartSvg(
      oneChartOption(
        inputOf({ ...emptyTimeline(), series: [aSeries('spo2', [aPoint('2022-05-01', 97, { source })])] }),
      ),
      screen,
    )
  const circles = (svg: string) => svg.match(/<circle[^>]*fill="#1b2224"[^>]*>/g) ?? []
  expect(circles(drawn('recorded')).length).toBe(circles(drawn('illustrative')).length + 1)
})

test('a bound below the limit of detection is said with its sign', () => {
  const timeline = {
    ...emptyTimeline(),
    series: [aSeries('ck', [aPoint('2022-05-01', 40, { comparator: '<', label: '<40 U/L' })])],
  }
  expect(chartSvg(oneChartOption(inputOf(timeline)), screen)).toContain('&lt;40')
})

test('a drug has its color in the bars of its lane', () => {
  const svg = chartSvg(oneChartOption(inputOf(seedTimeline())), screen)
  expect(svg).toContain(drugColor('mycophenolate', 'light'))
  expect(svg).toContain(drugColor('ivig', 'light'))
})

test('a course that goes on between infusions of known dose is no dose of its own', () => {
  const course = aSegment('2022-04-01', undefined, undefined, { label: '2 g/kg, how often not known' })
  const timeline = {
    ...emptyTimeline(),
    drugs: [aDrug('ivig', 'IVIg', [course], [anInfusion('2022-04-10', '2 g/kg', 160)])],
  }
  const option = oneChartOption(inputOf(timeline))
  expect(dataOf(option, 'drug:ivig')).toEqual([])
  expect(chartSvg(option, screen)).not.toContain('how often not known')
})

test('an infusion that was dosed by weight says the grams of the cycle too, once', () => {
  const drawn = (label: string) =>
    chartSvg(
      oneChartOption(
        inputOf({
          ...emptyTimeline(),
          drugs: [aDrug('ivig', 'IVIg', [], [{ ...anInfusion('2022-04-10', label, 164), unit: 'g' }])],
        }),
      ),
      screen,
    )
  expect(drawn('2 g/kg')).toContain('>2 g/kg (164 g)<')
  expect(drawn('2 g/kg (164 g)')).toContain('>2 g/kg (164 g)<')
  expect(drawn('164 g')).toContain('>164 g<')
})

test('the names of the lanes stand in the drawing on paper only', () => {
  const onPaper = chartSvg(oneChartOption(inputOf(seedTimeline(), { theme: 'print', labelsInside: true })), screen)
  expect(onPaper).toContain('Prednisone-equivalent')
  expect(chartSvg(oneChartOption(inputOf(seedTimeline())), screen)).not.toContain('Prednisone-equivalent')
})

test('a window of days is shown as asked for', () => {
  const window = { from: dayNumber('2021-01-01'), to: dayNumber('2022-01-01') }
  const [zoom] = listOf(oneChartOption(inputOf(seedTimeline(), { window })).dataZoom)
  expect(zoom).toMatchObject({ startValue: window.from, endValue: window.to, filterMode: 'none' })
})

test('ten years with 300 CK values and 12 drugs are drawn in every theme', () => {
  for (const theme of ['light', 'dark', 'print'] as const) {
    const svg = chartSvg(oneChartOption(inputOf(fullTimeline(), { theme })), { width: 930, height: 900 })
    expect(svg).toContain(chartColors(theme).ink)
    expect(svg).not.toContain('NaN')
  }
})
