import { expect, test } from 'vitest'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { readAt } from '#shared/domain/read-at.ts'
import { timelineTable } from '#shared/domain/timeline-table.ts'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { oneChartOption } from '#renderer/charts/options/one-chart.ts'
import { captionOf } from '#renderer/features/chart/chart-caption.tsx'
import { seedTimeline } from './timelines.ts'

const timeline = () => ({
  ...seedTimeline(),
  marks: [
    { ruleId: 'inbuild', day: dayNumber('2021-02-10'), label: 'INBUILD', source: 'recorded' as const },
    { ruleId: 'ppf-2022', day: dayNumber('2021-06-01'), label: 'PPF 2022', source: 'recorded' as const },
  ],
})
const progressionAt = (day: string) =>
  readAt(timeline(), dayNumber(day)).find(({ laneId }) => laneId === 'progression')?.text

test('rules that are met are marked with their names, in words and not by color alone', () => {
  const size = { width: 930, height: 700 }
  const svg = chartSvg(
    oneChartOption({ timeline: timeline(), ...size, gutter: 228, theme: 'print', labelsInside: true }),
    size,
  )
  for (const word of ['Progression', 'INBUILD', 'PPF 2022']) expect(svg).toContain(`>${word}<`)
})

test('the readout names the rules met by then, each with the day from which it is', () => {
  expect(progressionAt('2021-02-09')).toBe('')
  expect(progressionAt('2021-03-01')).toBe('INBUILD first met (10 Feb 2021)')
  expect(progressionAt('2022-01-01')).toBe('INBUILD first met (10 Feb 2021); PPF 2022 first met (1 Jun 2021)')
})

test('table and caption say the same', () => {
  const rows = timelineTable(timeline()).filter(({ laneId }) => laneId === 'progression')
  expect(rows.map(({ date, value }) => [date, value])).toEqual([
    ['2021-02-10', 'INBUILD first met'],
    ['2021-06-01', 'PPF 2022 first met'],
  ])
  expect(captionOf(timeline(), { code: 'AS-0001' }).join(' ')).toContain(
    '▼ where a rule of progression is first met: INBUILD, 10 Feb 2021; PPF 2022, 1 Jun 2021.',
  )
})
