import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { cellsOf, courseLanes, daysOf } from '#renderer/features/treatments/course-lanes.ts'
import {
  dayOfX,
  hitOf,
  laneLayout,
  shareAtY,
  xOfDay,
  type LaneInput,
} from '#renderer/features/treatments/lane-layout.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2021-12-31'
const mg = (dose: number, started?: string, ended?: string) =>
  ({ treatment: 'treatment-1', dose, unit: 'mg', frequency: 'daily', started, ended }) as const
const prednisone = (started?: string, ended?: string) =>
  aCase().with('treatment', { drug: 'prednisone', started, ended })
/** One px a day over the year. */
const scale = { from: dayNumber('2021-01-01'), to: dayNumber('2022-01-01'), width: 365 }

const lanesOf = (built: CaseBuilder) => courseLanes(built.record, today)
const layoutOf = (built: CaseBuilder, more: Partial<LaneInput> = {}) =>
  laneLayout({ lane: lanesOf(built)[0]!, scale, ...more })

describe('lanes', () => {
  it('are courses: glucocorticoids first, then by start, those without a date last', () => {
    const built = aCase()
      .with('treatment', { drug: 'azathioprine' })
      .with('treatment', { drug: 'mycophenolate', started: '2021-03' })
      .with('treatment', { drug: 'ivig', started: '2020' })
      .with('treatment', { drug: 'prednisone', started: '2021-06-01' })
      .with('treatment', { drug: 'prednisone', started: '2019', ended: '2020' })
      .with('infusion', { drug: 'rituximab', date: '2021-02-01' })
    expect(lanesOf(built).map(({ name }) => name)).toEqual(['Prednisone', 'Prednisone', 'IVIg', 'RTX', 'MMF', 'AZA'])
    expect(lanesOf(built)[3]).toMatchObject({ id: 'without:rituximab' })
  })

  it('keep what has no place on the axis within reach', () => {
    const published = prednisone()
      .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose' })
      .with('dose_step', mg(20))
    const [lane] = lanesOf(published)
    expect(lane).toMatchObject({ doses: [], infused: false })
    expect(cellsOf(lane!)).toEqual([
      { kind: 'undrawn', id: 'dose_step-1' },
      { kind: 'undrawn', id: 'dose_step-2' },
    ])
  })

  it('put doses and infusions in order of time for the keyboard', () => {
    const built = aCase()
      .with('treatment', { drug: 'ivig', started: '2021-01-01' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-01-04', dose: 2, unit: 'g/kg', frequency: 'q4w' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-03-04', dose: 1, unit: 'g/kg', frequency: 'q4w' })
      .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2021-02' })
    expect(cellsOf(lanesOf(built)[0]!).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'unknown treatment-1',
      'dose dose_step-1',
      'infusion infusion-1',
      'dose dose_step-2',
    ])
  })

  it('span everything drawn, today and the days ahead', () => {
    const built = prednisone('2021-06-01')
      .with('dose_step', mg(20, '2021-06-01'))
      .with('dose_step', mg(10, '2022-03-01'))
    const { from, to } = daysOf(lanesOf(built), today)
    expect(from).toBeLessThan(dayNumber('2021-06-01'))
    expect(to).toBeGreaterThan(dayNumber('2022-03-01'))
    expect(daysOf(lanesOf(built), today, [dayNumber('2023-01-01')]).to).toBeGreaterThan(dayNumber('2023-01-01'))
    expect(isoOfDay(daysOf([], today).from) < today).toBe(true)
  })
})

describe('bars', () => {
  it('are as tall as the dose and as long as it was in force', () => {
    const { bars, top } = layoutOf(
      prednisone('2021-01-11', '2021-03-11')
        .with('dose_step', mg(40, '2021-01-11'))
        .with('dose_step', mg(10, '2021-02-10')),
    )
    expect(top).toBe(40)
    expect(bars.map(({ box }) => box)).toEqual([
      { x: 10, width: 30, y: 15, height: 39 },
      { x: 40, width: 30, y: 44.25, height: 9.75 },
    ])
    expect(bars.map(({ label }) => label?.text)).toEqual(['40 mg', '10 mg'])
  })

  it('of an unknown dose have a height of their own and its words', () => {
    const { bars } = layoutOf(
      prednisone('2021-01-11').with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose' }),
    )
    expect(bars).toMatchObject([
      { kind: 'unknown', box: { height: 20 }, label: { text: 'high dose (from when not known)' } },
    ])
    expect(bars[0]!.isStep).toBe(true)
  })

  it('say how far their dates are sure', () => {
    const { bars } = layoutOf(prednisone().with('dose_step', mg(20, '2021-02', '2021-05')))
    expect(bars[0]).toMatchObject({
      box: { x: 31, width: 120 },
      sure: { from: 59, to: 120 },
      startUnsure: true,
      endUnsure: true,
      ongoing: false,
    })
  })

  it('of no dose lie flat', () => {
    const { bars } = layoutOf(prednisone().with('dose_step', { ...mg(0, '2021-02-01'), frequency: undefined }))
    expect(bars[0]).toMatchObject({ kind: 'dose', box: { height: 0 } })
  })

  it('compare weekly doses by their mean a day, doses for body weight among themselves', () => {
    const weekly = aCase()
      .with('treatment', { drug: 'methotrexate' })
      .with('dose_step', { ...mg(7, '2021-01-11'), frequency: 'weekly' })
      .with('dose_step', mg(2, '2021-06-11'))
    expect(lanesOf(weekly)[0]!.doses.map(({ magnitude }) => magnitude)).toEqual([1, 2])
    const perKg = aCase()
      .with('treatment', { drug: 'azathioprine' })
      .with('dose_step', { ...mg(2, '2021-01-11'), unit: 'mg/kg' })
    expect(lanesOf(perKg)[0]!.doses.map(({ magnitude }) => magnitude)).toEqual([2])
  })
})

describe('a lane of infusions', () => {
  const ivig = aCase()
    .with('treatment', { drug: 'ivig', started: '2021-01-11' })
    .with('dose_step', { treatment: 'treatment-1', started: '2021-01-11', dose: 2, unit: 'g/kg', frequency: 'q4w' })
    .with('infusion', {
      treatment: 'treatment-1',
      drug: 'ivig',
      date: '2021-01-11',
      ended: '2021-01-14',
      total_dose: 160,
      total_dose_unit: 'g',
    })
    .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2021-03', total_dose: 80, total_dose_unit: 'g' })
  it('has its order in a band and its infusions as ticks over it, as tall as the amount and as wide as the days', () => {
    const { bars, ticks } = layoutOf(ivig)
    expect(bars).toMatchObject([{ kind: 'dose', box: { y: 40, height: 14 }, label: { text: '2 g/kg every 4 weeks' } }])
    expect(ticks).toMatchObject([
      { recordId: 'infusion-1', unsure: false, box: { x: 10, width: 4, y: 15, height: 23 }, label: { text: '160 g' } },
      { recordId: 'infusion-2', unsure: true, box: { x: 59, width: 31, height: 12 }, label: { text: '80 g' } },
    ])
  })

  it('draws days to come apart from what was given', () => {
    const day = dayNumber('2021-05-01')
    expect(layoutOf(ivig, { due: [{ first: day, last: day }] }).due).toEqual([
      { id: String(day), x: 120, width: expect.closeTo(1, 6) },
    ])
  })
})

describe('under the pointer', () => {
  const layout = layoutOf(
    prednisone('2021-01-11', '2021-04-01')
      .with('dose_step', mg(40, '2021-01-11'))
      .with('dose_step', mg(10, '2021-02-10')),
  )
  it('are borders, tops and bodies', () => {
    expect(hitOf(layout, 12, 40)).toEqual({ recordId: 'dose_step-1', part: 'start' })
    expect(hitOf(layout, 25, 17)).toEqual({ recordId: 'dose_step-1', part: 'dose' })
    expect(hitOf(layout, 25, 40)).toEqual({ recordId: 'dose_step-1', part: 'body' })
    expect(hitOf(layout, 38, 50)).toEqual({ recordId: 'dose_step-2', part: 'start' })
    expect(hitOf(layout, 89, 50)).toEqual({ recordId: 'dose_step-2', part: 'end' })
    expect(hitOf(layout, 200, 50)).toBeUndefined()
  })

  it('a height reads as a share of the tallest dose', () => {
    expect(shareAtY(15)).toBe(1)
    expect(shareAtY(34.5)).toBe(0.5)
    expect(shareAtY(80)).toBe(0)
  })
})

it('places and days are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: scale.from, max: scale.to }), (day) => {
      expect(Math.round(dayOfX(scale, xOfDay(scale, day)))).toBe(day)
    }),
  )
})
