import { describe, expect, test } from 'vitest'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { readAt } from '#shared/domain/read-at.ts'
import type { SteroidLane } from '#shared/domain/timeline-model.ts'
import { aDrug, anInfusion, emptyTimeline } from '#tests/unit/charts/timelines.ts'

const day = dayNumber
const steroid = (steps: SteroidLane['steps']): SteroidLane => ({
  kind: 'steroid',
  id: 'prednisone-equivalent',
  label: 'Prednisone-equivalent',
  unit: 'mg/d',
  steps,
})
const totalAt = (timeline: Parameters<typeof readAt>[0], at: string) => readAt(timeline, day(at))[0]?.total

describe('what was given in all by the day that is read', () => {
  const known = { from: day('2022-01-01'), to: day('2022-01-30'), perDay: 40, label: '40 mg daily' }
  const timeline = {
    ...emptyTimeline(),
    steroid: steroid([known, { ...known, from: day('2022-01-31'), to: day('2022-03-31'), perDay: 20 }]),
  }

  test('is summed day by day, the day itself included', () => {
    expect(totalAt(timeline, '2021-12-31')).toBeUndefined()
    expect(totalAt(timeline, '2022-01-01')).toBe('40 mg in all')
    expect(totalAt(timeline, '2022-01-30')).toBe('1.2 g in all')
    // 30 days of 40 mg and 60 of 20 mg; nothing is added afterwards.
    expect(totalAt(timeline, '2023-01-01')).toBe('2.4 g in all')
  })

  test('is a lower bound where a dose is not known', () => {
    const vague = { from: day('2022-04-01'), to: day('2022-04-30'), label: 'high dose' }
    expect(totalAt({ ...timeline, steroid: steroid([known, vague]) }, '2022-04-02')).toBe('at least 1.2 g in all')
  })

  test('is in grams for immune globulin', () => {
    const infusions = [anInfusion('2022-01-10', '2 g/kg', 160), anInfusion('2022-02-10', '2 g/kg', 164.5)].map(
      (each) => ({ ...each, unit: 'g' as const }),
    )
    const given = { ...emptyTimeline(), drugs: [aDrug('ivig', 'IVIg', [], infusions)] }
    expect(totalAt(given, '2022-01-20')).toBe('160 g in all')
    expect(totalAt(given, '2022-03-01')).toBe('324.5 g in all')
  })
})
