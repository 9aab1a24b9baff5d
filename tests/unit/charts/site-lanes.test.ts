/** Items and measures of a site's own on the one chart: lanes, readout, table of numbers, drawing. */
import { afterEach, expect, test } from 'vitest'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import { caseSummaryOf } from '#shared/domain/case-summary.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { readAt } from '#shared/domain/read-at.ts'
import { timelineTable } from '#shared/domain/timeline-table.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { chartSvg } from '#renderer/charts/chart.tsx'
import { oneChartOption } from '#renderer/charts/options/one-chart.ts'
import { scaleOf } from '#renderer/charts/options/value-axis.ts'
import { oneChartLayout } from '#renderer/charts/options/one-chart-layout.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'

afterEach(() => installSiteItems([]))

const grip = aSiteItem('visit', { label: 'Grip', type: 'quantity', units: ['kg', '[lb_av]', 'stones'], chart: true })
const ratio = aSiteItem('visit', { label: 'Ratio', type: 'number', comparator: true, chart: true })
const il6 = aSiteMeasure({ label: 'IL-6', units: ['pg/mL', 'ug/L'], chart: true })

const built = aCase()
  .with('visit', { date: '2024-01-10', mmrc: 2, x_grip: 20, x_grip_unit: 'kg', x_ratio: 0.031 } as never)
  .with('visit', { date: '2024-05', x_grip: 44.09245, x_grip_unit: '[lb_av]' } as never)
  .with('visit', { date: '2024-06-01', x_grip: 3, x_grip_unit: 'stones' } as never)
  .with('visit', { date: '2024-07-01', x_ratio: 0.5, x_ratio_comparator: '<' } as never)
  .with('laboratory', { test: 'x_il_6', date: '2024-02-01', value: 12, unit: 'pg/mL', ref_high: 7 } as never)
  .with('laboratory', { test: 'x_il_6', date: '2024-03-01', value: 0.04, unit: 'ug/L', ref_high: 0.007 } as never)
const timeline = () => timelineOf(built.record, '2024-08-01', standardClinicalSettings)
const lane = (id: string) => timeline().series.find((series) => series.id === id)

test('they have a lane each below the built-in ones, in the unit of the definition', () => {
  installSiteItems([il6, grip, ratio])
  expect(timeline().series.map(({ id, label, unit }) => `${id} ${label} ${unit}`)).toEqual([
    'mmrc mMRC dyspnea ',
    'site:x_il_6 IL-6 pg/mL',
    'site:x_grip Grip kg',
    'site:x_ratio Ratio ',
  ])
  expect(lane('site:x_grip')!.points.map(({ value, label }) => [Math.round(value * 100) / 100, label])).toEqual([
    [20, '20 kg'],
    [20, '44.09245 lb'],
  ])
  expect(lane('site:x_il_6')!.points.map(({ value, upperLimit }) => [value, upperLimit])).toEqual([
    [12, 7],
    [40, 7],
  ])
  expect(lane('site:x_ratio')!.points.map(({ comparator, label }) => [comparator, label])).toEqual([
    [undefined, '0.031'],
    ['<', '<0.5'],
  ])
})

test('what can’t be converted to the unit of the lane is named, not drawn', () => {
  installSiteItems([grip])
  expect(timeline().undated).toEqual(['Grip: 3 stones, 1 Jun 2024'])
})

test('without the mark, without values, or not installed they have none', () => {
  const { chart: _, ...silent } = grip.definition
  installSiteItems([
    { ...grip, definition: silent },
    aSiteItem('visit', { label: 'Empty', type: 'number', chart: true }),
  ])
  expect(timeline().series.map(({ id }) => id)).toEqual(['mmrc'])
})

test('readout, table and summary say the same numbers', () => {
  installSiteItems([il6, grip])
  const reading = readAt(timeline(), dayNumber('2024-03-15')).find(({ laneId }) => laneId === 'site:x_il_6')
  expect(reading?.text).toBe('0.04 µg/L (5.7 × ULN)')
  const rows = timelineTable(timeline()).filter(({ laneId }) => laneId.startsWith('site:'))
  expect(rows.map(({ lane: label, value }) => `${label} ${value}`)).toEqual([
    'Grip 20 kg',
    'IL-6 12 pg/mL',
    'IL-6 0.04 µg/L',
    'Grip 44.09245 lb',
  ])
  const line = caseSummaryOf(built.record, '2024-08-01', standardClinicalSettings).measures.find(
    ({ id }) => id === 'site:x_grip',
  )
  expect([line?.last.text, line?.best]).toEqual(['44.09245 lb', undefined])
})

test('they are drawn, with an axis of their own, on screen and on paper', () => {
  installSiteItems([il6, grip, ratio])
  for (const theme of ['light', 'print'] as const) {
    const input = { timeline: timeline(), width: 930, height: 572, gutter: 228, theme, labelsInside: true }
    expect(oneChartLayout(input).lanes.map(({ id }) => id)).toEqual([
      'mmrc',
      'site:x_il_6',
      'site:x_grip',
      'site:x_ratio',
    ])
    const svg = chartSvg(oneChartOption(input), input)
    for (const text of ['IL-6', 'Grip', 'Ratio', '0.031', 'ULN 7']) expect(svg).toContain(`>${text}<`)
  }
})

test('a lone value stands in the middle of its lane', () => {
  installSiteItems([ratio])
  const { record } = aCase().with('visit', { date: '2024-01-10', x_ratio: 32 } as never)
  const [lane] = timelineOf(record, '2024-08-01', standardClinicalSettings).series
  const rect = { x: 0, y: 0, width: 500, height: 84 } as never
  const { min, max, ticks } = scaleOf(rect, lane!, [timelineOf(record, '2024-08-01', standardClinicalSettings)])
  expect((32 - min) / (max - min)).toBeGreaterThan(0.3)
  expect((32 - min) / (max - min)).toBeLessThan(0.7)
  expect(ticks.length).toBeGreaterThan(1)
})
