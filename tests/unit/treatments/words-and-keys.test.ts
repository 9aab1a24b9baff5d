import { describe, expect, it } from 'vitest'
import { infusionPlanOf } from '#shared/domain/infusion-plan.ts'
import { courseLanes } from '#renderer/features/treatments/course-lanes.ts'
import { doseLine, readDoseLine } from '#renderer/features/treatments/dose-text.ts'
import { placeByKey, placeIn } from '#renderer/features/treatments/go-by-key.ts'
import { keyedEdits } from '#renderer/features/treatments/keyed-edits.ts'
import { cellWords, courseDates, courseState } from '#renderer/features/treatments/lane-words.ts'
import { lastBasis, orderedNow, stateText, tickedOff } from '#renderer/features/treatments/plan-words.ts'
import { readAmount, readDays, readTaperStep } from '#renderer/features/treatments/taper-input.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const mg = (dose: number, started?: string, ended?: string) =>
  ({ treatment: 'treatment-1', dose, unit: 'mg', frequency: 'daily', started, ended }) as const
const lanesOf = (built: CaseBuilder) => courseLanes(built.record, today)

describe('a dose in one line', () => {
  it('is taken apart into the columns of a dose step, and put together again', () => {
    const read = readDoseLine('2 g/kg over 2 days q4w', 'ivig')
    expect(read).toMatchObject({
      values: { dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2, dose_text: null },
    })
    expect(doseLine({ dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2 })).toBe('2 g/kg over 2 days every 4 weeks')
    expect(readDoseLine('20', 'prednisone')).toMatchObject({ values: { dose: 20, unit: 'mg', frequency: 'daily' } })
  })

  it('in words stays in words; nothing typed is a dose that is not known; figures that make no sense are refused', () => {
    expect(readDoseLine('high dose', 'prednisone')).toMatchObject({ values: { dose: null, dose_text: 'high dose' } })
    expect(readDoseLine(' ', 'prednisone')).toMatchObject({ values: { dose: null, dose_text: null } })
    expect(readDoseLine('20 mg by moonlight', 'prednisone')).toHaveProperty('problem')
    expect(doseLine({ dose_text: 'high dose' })).toBe('high dose')
    expect(doseLine({})).toBe('')
  })
})

describe('the arrow keys', () => {
  const lanes = lanesOf(
    aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01' })
      .with('dose_step', mg(40, '2024-01-01'))
      .with('dose_step', mg(20, '2024-03-01'))
      .with('treatment', { drug: 'mycophenolate', started: '2024-02-20' })
      .with('dose_step', { ...mg(500, '2024-02-20'), treatment: 'treatment-2' })
      .with('treatment', { drug: 'azathioprine' }),
  )
  const go = (lane: number, cell: number | undefined, key: string) => {
    const step = cell === undefined ? {} : { cell: `dose_step-${cell}` }
    const next = placeByKey(lanes, { lane: `treatment-${lane}`, ...step }, key)
    return next && [next.lane, next.cell].filter(Boolean).join(' ')
  }
  it('lead along a lane and back to its head', () => {
    expect(go(1, undefined, 'ArrowRight')).toBe('treatment-1 dose_step-1')
    expect(go(1, 1, 'ArrowRight')).toBe('treatment-1 dose_step-2')
    expect(go(1, 2, 'ArrowRight')).toBeUndefined()
    expect(go(1, 1, 'ArrowLeft')).toBe('treatment-1')
    expect(go(1, undefined, 'ArrowLeft')).toBeUndefined()
    expect(go(1, undefined, 'End')).toBe('treatment-1 dose_step-2')
    expect(go(1, 2, 'Home')).toBe('treatment-1')
  })
  it('lead to what is nearest in time in the next lane, to its head where nothing has a date', () => {
    expect(go(1, 1, 'ArrowDown')).toBe('treatment-2 dose_step-3')
    expect(go(2, 3, 'ArrowUp')).toBe('treatment-1 dose_step-2')
    expect(go(2, 3, 'ArrowDown')).toBe('treatment-3')
    expect(go(3, undefined, 'ArrowDown')).toBeUndefined()
  })
  it('a place that is gone gives way to its lane, then to the first one', () => {
    expect(placeIn(lanes, { lane: 'treatment-2', cell: 'gone' })).toEqual({ lane: 'treatment-2' })
    expect(placeIn(lanes, { lane: 'gone' })).toEqual({ lane: 'treatment-1' })
    expect(placeIn([], undefined)).toBeUndefined()
  })
})

describe('keys that change a dose', () => {
  const built = aCase()
    .with('treatment', { drug: 'prednisone', started: '2024-01-01', ended: '2024-05-31' })
    .with('dose_step', mg(40, '2024-01-01'))
    .with('dose_step', mg(20, '2024-03-01'))
  const keyed = (key: string, edge: 'start' | 'end' = 'start', step: string | undefined = 'dose_step-2') =>
    keyedEdits(built.record, lanesOf(built)[0]!, step, key, { edge, today })
  it('say what became of it', () => {
    expect(keyed(']')).toMatchObject({ said: '20 mg daily from 2 Mar 2024' })
    expect(keyed('{')).toMatchObject({ said: '20 mg daily from 23 Feb 2024' })
    expect(keyed('}', 'end')).toMatchObject({ said: '20 mg daily to 7 Jun 2024' })
    expect(keyed('+')).toMatchObject({ said: '22.5 mg daily' })
  })
  it('do nothing away from a dose, and are left alone where they mean something else', () => {
    expect(keyed('+', 'start', 'treatment-1')).toEqual({ refusal: 'Go to a dose first, with the arrow keys.' })
    expect(keyed('q')).toBeUndefined()
  })
})

describe('what a lane says', () => {
  it('of a course that goes on, stopped, was never dated', () => {
    const lanes = lanesOf(
      aCase()
        .with('treatment', { drug: 'prednisone', started: '2024-01-01' })
        .with('dose_step', mg(20, '2024-01-01'))
        .with('treatment', { drug: 'tacrolimus', started: '2023', ended: '2024-02-01', stop_reason: 'intolerance' })
        .with('treatment', { drug: 'azathioprine' })
        .with('infusion', { drug: 'rituximab', date: '2024-03' }),
    )
    expect(lanes.map((lane) => `${lane.name}: ${courseDates(lane)}; ${courseState(lane, today)}`)).toEqual([
      'Prednisone: since 1 Jan 2024; 20 mg daily',
      'TAC: 2023 to 1 Feb 2024; stopped, intolerance',
      'RTX: since Mar 2024; no course recorded',
      'AZA: start not known; no dose recorded',
    ])
  })

  it('of a dose: amount, dates as known, reason, whether it is saved', () => {
    const [lane] = lanesOf(
      aCase()
        .with('treatment', { drug: 'prednisone' })
        .with('dose_step', { ...mg(20, '2024-01', '2024-03-31'), reason: 'intolerance', reason_detail: 'nausea' }),
    )
    expect(cellWords(lane!, { kind: 'dose', id: 'dose_step-1' }, new Map([['dose_step-1', 'changed']]))).toBe(
      '20 mg daily, Jan 2024 to 31 Mar 2024, intolerance: nausea, changed, not saved',
    )
  })
})

describe('ticking off', () => {
  const built = aCase({ sex: 'male', height: 178, height_unit: 'cm' })
    .with('visit', { date: '2024-01-01', weight: 110, weight_unit: 'kg' })
    .with('treatment', { drug: 'ivig', started: '2024-05-01' })
    .with('dose_step', {
      treatment: 'treatment-1',
      started: '2024-05-01',
      dose: 2,
      unit: 'g/kg',
      frequency: 'q4w',
      over_days: 2,
    })
    .with('infusion', {
      treatment: 'treatment-1',
      drug: 'ivig',
      date: '2024-05-01',
      product: 'Globulin 10 %',
      weight_basis: 'adjusted',
    })
  const plan = infusionPlanOf(built.record, built.record.records.treatment[0]!, today)
  const ordered = orderedNow(built.record, plan.order, today, { basis: lastBasis(plan), vialGrams: 5 })

  it('takes grams from the weight basis used last, in whole vials', () => {
    expect(ordered.weight!.basis).toBe('adjusted')
    expect(ordered.weight!.kg).toBeCloseTo(87.91, 2)
    expect(ordered.grams).toBe(175)
  })

  it('begins with the day that was due, never with one still to come', () => {
    const treatment = built.record.records.treatment[0]!
    expect(tickedOff(treatment, plan, '2024-05-29', today, ordered)).toEqual({
      treatment: 'treatment-1',
      drug: 'ivig',
      date: '2024-05-29',
      ended: '2024-05-30',
      weight: 87.9,
      weight_unit: 'kg',
      weight_basis: 'adjusted',
      dose_per_kg: 2,
      dose_per_kg_unit: 'g/kg',
      total_dose: 175,
      total_dose_unit: 'g',
      product: 'Globulin 10 %',
    })
    expect(tickedOff(treatment, plan, '2024-07-24', today, ordered)['date']).toBe(today)
  })

  it('without a weight leaves weight and grams empty', () => {
    const { record } = aCase()
    expect(orderedNow(record, plan.order, today, { basis: 'actual', vialGrams: 0 })).toEqual({})
  })

  it('tells each cycle in words', () => {
    expect(plan.cycles.map((cycle) => stateText(cycle, today))).toEqual([
      'first',
      'overdue by 32 days: nothing recorded',
      'overdue by 4 days: nothing recorded',
      'due',
      'due',
    ])
    expect(stateText({ state: 'late', off: { min: 8, max: 8 } }, today)).toBe('done, 8 days late')
    expect(stateText({ state: 'early', off: { min: -10, max: -4 } }, today)).toBe('done, 4–10 days early')
    expect(stateText({ state: 'missed', count: 14 }, today)).toBe('14 cycles missed: nothing recorded')
  })
})

describe('the taper builder reads', () => {
  it('amounts, shares and intervals as they are typed', () => {
    expect([readAmount('7,5'), readAmount('7.5 mg'), readAmount('')]).toEqual([7.5, 7.5, Number.NaN])
    expect([readTaperStep('2.5'), readTaperStep('10 %'), readTaperStep('10%')]).toEqual([
      { amount: 2.5 },
      { percent: 10 },
      { percent: 10 },
    ])
    expect([readDays('14'), readDays('10 days'), readDays('2 weeks'), readDays('4w'), readDays('soon')]).toEqual([
      14,
      10,
      14,
      28,
      Number.NaN,
    ])
  })
})
