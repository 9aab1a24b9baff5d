import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { readAt } from '#shared/domain/read-at.ts'
import { timelineTable } from '#shared/domain/timeline-table.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const daily = { unit: 'mg', frequency: 'daily' } as const
const built = aCase()
  .with('treatment', { drug: 'prednisone', started: '2021-01-01' })
  .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose', started: '2021-01-01', ended: '2021-02-28' })
  .with('dose_step', { treatment: 'treatment-1', dose: 20, started: '2021-06', reason: 'flare', ...daily })
  .with('infusion', { drug: 'ivig', date: '2021-04-12', dose_per_kg: 2, dose_per_kg_unit: 'g/kg', reaction_grade: 0 })
  .with('infusion', { drug: 'ivig', date: '2021-05-10', dose_per_kg: 2, dose_per_kg_unit: 'g/kg' })
  .with('laboratory', { test: 'ck', date: '2021-03-01', value: 420, unit: 'U/L', ref_high: 200 })
  .with('pft', { date: '2021-05', fvc_pct: 61 })
  .with('event', { kind: 'infection', title: 'zoster', onset: '2021-07-01', ended: '2021-07-14' })
  .with('visit', { date: '2024-06-01', kind: 'telephone' })
const timeline = timelineOf(built.record, today, standardClinicalSettings)

function reading(day: string, laneId: string, within?: number) {
  return readAt(timeline, dayNumber(day), within).find((lane) => lane.laneId === laneId)!
}

describe('every lane on one day', () => {
  it('reads the dose in force, in words and as a number', () => {
    expect(reading('2022-01-01', 'drug:prednisone')).toMatchObject({ text: '20 mg daily', value: 20, unit: 'mg/d' })
    expect(reading('2022-01-01', 'prednisone-equivalent')).toMatchObject({ text: '20 mg daily', value: 20 })
  })

  it('reads a dose that is not known as such, never as zero', () => {
    expect(reading('2021-02-01', 'drug:prednisone').text).toBe('high dose')
    expect(reading('2021-02-01', 'drug:prednisone').value).toBeUndefined()
    expect(reading('2021-02-01', 'prednisone-equivalent').value).toBeUndefined()
  })

  it('reads none between doses, and nothing before the first', () => {
    expect(reading('2021-04-01', 'drug:prednisone').text).toBe('none')
    expect(reading('2021-04-01', 'prednisone-equivalent')).toMatchObject({ text: 'none', value: 0 })
    expect(reading('2020-12-30', 'drug:prednisone').text).toBe('')
    expect(reading('2020-12-30', 'prednisone-equivalent').value).toBeUndefined()
  })

  it('says nothing about days after today', () => {
    expect(reading('2024-07-01', 'drug:prednisone').text).toBe('')
    expect(reading('2024-07-01', 'prednisone-equivalent').text).toBe('')
  })

  it('says that a dose may not have begun yet while its date is partial', () => {
    expect(reading('2021-06-10', 'drug:prednisone').text).toBe('20 mg daily (begun some time in Jun 2021)')
    expect(reading('2021-07-01', 'drug:prednisone').text).toBe('20 mg daily')
  })

  it('reads the last value with its date and how long before', () => {
    expect(reading('2021-04-12', 'ck')).toMatchObject({
      text: '420 U/L (2.1 × ULN)',
      value: 420,
      date: '2021-03-01',
      daysBefore: 42,
      when: '42 days before',
      recordIds: ['laboratory-1'],
    })
    expect(reading('2021-03-01', 'ck').when).toBe('that day')
    expect(reading('2021-05-20', 'fvc')).toMatchObject({ daysBefore: 0, when: 'some time in May 2021' })
    expect(reading('2021-02-28', 'ck').text).toBe('')
  })

  it('reads the last infusion and its number', () => {
    expect(reading('2021-05-13', 'drug:ivig')).toMatchObject({ text: 'no. 2, 2 g/kg', daysBefore: 3 })
  })

  it('names events that go on, and near ones when asked', () => {
    expect(reading('2021-07-10', 'events').text).toBe('Infection: zoster (1 Jul 2021)')
    expect(reading('2021-07-20', 'events').text).toBe('')
    expect(reading('2021-07-20', 'events', 7).text).toBe('Infection: zoster (1 Jul 2021)')
  })

  it('agrees with the segments on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: timeline.from, max: timeline.to }), (day) => {
        const byLane = new Map(readAt(timeline, day).map((lane) => [lane.laneId, lane]))
        for (const lane of timeline.drugs) {
          const covering = lane.segments.filter(({ from, to }) => from <= day && day <= to)
          expect(covering.length).toBeLessThanOrEqual(1)
          expect(byLane.get(lane.id)!.value).toBe(covering[0]?.perDay)
        }
      }),
    )
  })
})

describe('the chart as a table', () => {
  it('has a row for each thing drawn, in order, with dates as known', () => {
    const rows = timelineTable(timeline)
    const told = rows
      .filter(({ laneId }) => laneId !== 'prednisone-equivalent')
      .map(({ date, until, lane, value, note }) => [date, until, lane, value, note])
    expect(told).toEqual([
      ['2021-01-01', '2021-02-28', 'Prednisone', 'high dose', undefined],
      ['2021-03-01', undefined, 'CK', '420 U/L', 'upper limit 200 U/L'],
      ['2021-04-12', undefined, 'IVIg', '2 g/kg', 'no reaction'],
      ['2021-05', undefined, 'FVC', '61 %', 'as reported'],
      ['2021-05-10', undefined, 'IVIg', '2 g/kg', undefined],
      ['2021-06', undefined, 'Prednisone', '20 mg daily', 'flare'],
      ['2021-07-01', '2021-07-14', 'Events', 'Infection: zoster', undefined],
    ])
  })

  it('has the steps of the prednisone-equivalent', () => {
    const steps = timelineTable(timeline).filter(({ laneId }) => laneId === 'prednisone-equivalent')
    expect(steps.map(({ date, until, value }) => [date, until, value])).toEqual([
      ['2021-01-01', '2021-02-28', 'high dose'],
      ['2021-06-01', '2024-06-30', '20 mg daily'],
    ])
  })
})
