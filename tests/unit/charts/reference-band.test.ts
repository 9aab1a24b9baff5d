import { describe, expect, test } from 'vitest'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { oneChartOption } from '#renderer/charts/options/one-chart.ts'
import { limitedRuns } from '#renderer/charts/options/reference-band.ts'
import { aPoint, aSeries, emptyTimeline } from './timelines.ts'

const normal = { low: 78.4, high: 121.9 }
const limited = (date: string, value: number) => aPoint(date, value, { normal })

describe('the normal range', () => {
  test('is drawn over neighbors that have one; a test without it is a gap, never bridged', () => {
    const points = [
      limited('2020-01-01', 80),
      limited('2020-06-01', 78),
      aPoint('2021-01-01', 75),
      limited('2021-06-01', 70),
    ]
    expect(limitedRuns(points).map((run) => run.map(({ value }) => value))).toEqual([[80, 78], [70]])
  })

  test('is named at its lower limit, which the axis holds', () => {
    const size = { width: 930, height: 400 }
    const drawn = (points: Parameters<typeof aSeries>[1]) => {
      const timeline = { ...emptyTimeline(), series: [aSeries('fvc', points)] }
      const option = oneChartOption({ timeline, ...size, gutter: 228, theme: 'light' })
      return { option, svg: chartSvg(option, size) }
    }
    const { option, svg } = drawn([limited('2022-01-01', 95), limited('2022-12-01', 92)])
    expect(svg).toContain('>LLN 78<')
    expect((option.yAxis as { min?: number }[])[1]?.min).toBeLessThan(78.4)
    expect(drawn([aPoint('2022-01-01', 95), aPoint('2022-12-01', 92)]).svg).not.toContain('LLN')
  })
})
