import { describe, expect, it } from 'vitest'
import type { RecordValues } from '#shared/dictionary/record.ts'
import {
  changedDoses,
  edgeOf,
  isRefusal,
  laterSteps,
  movedEdge,
  reasonsWanted,
  restarted,
  stepInForce,
  steppedDoseEdit,
  taperEdits,
  voidCourse,
} from '#shared/domain/course-edits.ts'
import { doseSegments } from '#shared/domain/exposure.ts'
import { isoOfDay } from '#shared/domain/partial-date.ts'
import { nothingStaged, stage, withStaged } from '#shared/domain/staged-records.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const mg = (dose: number, started?: string, ended?: string) =>
  ({ treatment: 'treatment-1', dose, unit: 'mg', frequency: 'daily', started, ended }) as const
const course = (started?: string, ended?: string) => aCase().with('treatment', { drug: 'prednisone', started, ended })

/** Moves a border and tells the doses after it: `2024-01-01 2024-01-14 60 mg daily`; or why it can't be moved. */
function moved(built: CaseBuilder, step: number, side: 'start' | 'end', days: number) {
  const edge = edgeOf(built.record, `dose_step-${step}`, side, today)
  if (isRefusal(edge)) return edge.refusal
  const edits = movedEdge(edge, days)
  if (isRefusal(edits)) return edits.refusal
  const after = withStaged(built.record, stage(nothingStaged, built.record, edits))
  const { started, ended } = after.records.treatment[0]!
  const doses = doseSegments(after.records.treatment[0]!, after.records.dose_step, today)
  return [
    `${started ?? ''} – ${ended ?? ''}`,
    ...doses.map(({ from, to, label }) => `${isoOfDay(from)} ${isoOfDay(to)} ${label}`),
  ]
}

describe('moving the start of a dose', () => {
  const taper = course('2024-01-01').with('dose_step', mg(60, '2024-01-01')).with('dose_step', mg(40, '2024-01-15'))

  it('makes the one before longer or shorter', () => {
    expect(moved(taper, 2, 'start', 3)).toEqual([
      '2024-01-01 – ',
      '2024-01-01 2024-01-17 60 mg daily',
      '2024-01-18 2024-06-30 40 mg daily',
    ])
  })

  it('stops a day after the one before begins', () => {
    expect(moved(taper, 2, 'start', -70)).toContain('2024-01-01 2024-01-01 60 mg daily')
  })

  it('takes the start of the course along', () => {
    expect(moved(taper, 1, 'start', -7)).toEqual([
      '2023-12-25 – ',
      '2023-12-25 2024-01-14 60 mg daily',
      '2024-01-15 2024-06-30 40 mg daily',
    ])
  })

  it('takes along the last day of a dose that ended where it began, so that no gap opens', () => {
    const ended = course('2024-01-01')
      .with('dose_step', mg(60, '2024-01-01', '2024-01-14'))
      .with('dose_step', mg(40, '2024-01-15'))
    expect(moved(ended, 2, 'start', 7)).toContain('2024-01-01 2024-01-21 60 mg daily')
  })

  it('a start known to the month is not moved by days', () => {
    const vague = course('2024-01').with('dose_step', mg(60, '2024-01'))
    expect(moved(vague, 1, 'start', 1)).toBe(
      'Its start is known to the month only (Jan 2024). Press Enter to give it a day.',
    )
    expect(moved(course().with('dose_step', mg(60)), 1, 'start', 1)).toBe(
      'This dose has no date yet. Press Enter to give it one.',
    )
  })

  it('a dose called the start moves the start of the course', () => {
    const undated = course('2024-06-01').with('dose_step', { ...mg(40), reason: 'start' })
    expect(moved(undated, 1, 'start', 2)).toEqual(['2024-06-03 – ', '2024-06-03 2024-06-30 40 mg daily'])
  })
})

describe('moving the end of a dose', () => {
  it('is moving the start of the next', () => {
    const taper = course('2024-01-01').with('dose_step', mg(60, '2024-01-01')).with('dose_step', mg(40, '2024-01-15'))
    expect(moved(taper, 1, 'end', 1)).toContain('2024-01-16 2024-06-30 40 mg daily')
  })

  it('moves its own last day up to the next dose, and the end of the course with it where that is the same day', () => {
    const pause = course('2024-01-01')
      .with('dose_step', mg(60, '2024-01-01', '2024-01-14'))
      .with('dose_step', mg(40, '2024-02-01'))
    expect(moved(pause, 1, 'end', 60)).toContain('2024-01-01 2024-01-31 60 mg daily')
    const over = course('2024-01-01', '2024-03-31').with('dose_step', mg(60, '2024-01-01', '2024-03-31'))
    expect(moved(over, 1, 'end', 7)).toEqual(['2024-01-01 – 2024-04-07', '2024-01-01 2024-04-07 60 mg daily'])
  })

  it('moves the end of the course where nothing else ends it', () => {
    const over = course('2024-01-01', '2024-03-31').with('dose_step', mg(60, '2024-01-01'))
    expect(moved(over, 1, 'end', -31)).toEqual(['2024-01-01 – 2024-02-29', '2024-01-01 2024-02-29 60 mg daily'])
    expect(moved(over, 1, 'end', -400)).toEqual(['2024-01-01 – 2024-01-01', '2024-01-01 2024-01-01 60 mg daily'])
  })

  it('of a dose that goes on there is none', () => {
    const on = course('2024-01-01').with('dose_step', mg(60, '2024-01-01'))
    expect(moved(on, 1, 'end', 1)).toBe(
      'This dose goes on. Press x to stop the course, or Enter to give the dose a last day.',
    )
  })
})

describe('a dose by key', () => {
  const [step, words] = course()
    .with('dose_step', mg(20, '2024-01-01'))
    .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose' }).record.records.dose_step
  it('goes by the usual amount of the drug', () => {
    expect(steppedDoseEdit(step!, 'prednisone', -1)).toMatchObject([{ values: { dose: 17.5 } }])
    expect(steppedDoseEdit({ ...step!, dose: 0 }, 'prednisone', -1)).toEqual({ refusal: 'The dose is 0 already.' })
  })
  it('that is known in words only is not invented', () => {
    expect(steppedDoseEdit(words!, 'prednisone', 1)).toEqual({
      refusal: 'The dose is not known as a number. Press Enter to give it one.',
    })
  })
})

describe('a reason for every change of dose', () => {
  const taper = course('2024-01-01')
    .with('dose_step', { ...mg(60, '2024-01-01'), reason: 'start' })
    .with('dose_step', { ...mg(40, '2024-01-15'), reason: 'taper' })
    .with('dose_step', mg(20, '2024-02-15'))
    .with('dose_step', { ...mg(30, '2024-03-15'), reason: 'taper' })
    .with('dose_step', { ...mg(20, '2024-04-15'), reason: 'increase' })
  const wanted = (...numbers: readonly number[]) =>
    reasonsWanted(
      taper.record,
      numbers.map((number) => `dose_step-${number}`),
      today,
    ).map(({ step, why }) => [step.id, why])
  it('is asked for where there is none, or one that the dose contradicts', () => {
    expect(wanted(1, 2, 3, 4, 5)).toEqual([
      ['dose_step-3', 'none'],
      ['dose_step-4', 'goes-up'],
      ['dose_step-5', 'goes-down'],
    ])
  })
  it('is not asked for doses that did not change', () => {
    expect(wanted(2)).toEqual([])
    const change = (id: string, values: RecordValues) => ({ do: 'change', form: 'dose_step', id, values }) as const
    const edits = [change('dose_step-2', { dose: 35 }), change('dose_step-3', { started: '2024-02-16' })]
    expect(changedDoses(stage(nothingStaged, taper.record, edits))).toEqual(['dose_step-2'])
  })
})

it('voiding a course voids its doses and keeps its infusions', () => {
  const { record } = course('2024-01-01')
    .with('dose_step', mg(60, '2024-01-01'))
    .with('infusion', { treatment: 'treatment-1', drug: 'prednisone', date: '2024-01-02' })
  expect(voidCourse(record, 'treatment-1', 'Other patient')).toEqual([
    { do: 'change', form: 'infusion', id: 'infusion-1', values: { treatment: null } },
    { do: 'void', form: 'dose_step', id: 'dose_step-1', reason: 'Other patient' },
    { do: 'void', form: 'treatment', id: 'treatment-1', reason: 'Other patient' },
  ])
})

it('a course started anew is one of its own', () => {
  const { record } = aCase().with('treatment', {
    drug: 'ivig',
    route: 'iv',
    started: '2020-01-01',
    ended: '2021-01-01',
  })
  expect(restarted(record.records.treatment[0]!, '2022-02-01')).toEqual({
    drug: 'ivig',
    route: 'iv',
    indication: null,
    started: '2022-02-01',
  })
})

describe('a taper as doses of a course', () => {
  const built = course('2024-01-01', '2024-12-31')
    .with('dose_step', mg(20, '2024-01-01', '2024-06-30'))
    .with('dose_step', mg(25, '2024-03-10'))
  const doses = [
    { started: '2024-03-01', dose: 10 },
    { started: '2024-03-15', dose: 0 },
  ]
  const ids = () => {
    let last = 0
    return () => `new:${(last += 1)}`
  }
  it('replaces later doses, lets the dose before last until it begins, and stops the course where it ends at 0', () => {
    const step = stepInForce(built.record, 'treatment-1', '2024-02-28')!
    expect(step.dose).toBe(20)
    expect(taperEdits(built.record, step, doses, 'replace', ids())).toEqual([
      { do: 'void', form: 'dose_step', id: 'dose_step-2', reason: 'Replaced by a taper' },
      { do: 'change', form: 'dose_step', id: 'dose_step-1', values: { ended: null } },
      {
        do: 'add',
        form: 'dose_step',
        id: 'new:1',
        values: {
          treatment: 'treatment-1',
          started: '2024-03-01',
          dose: 10,
          unit: 'mg',
          frequency: 'daily',
          reason: 'taper',
        },
      },
      {
        do: 'change',
        form: 'treatment',
        id: 'treatment-1',
        values: { ended: '2024-03-14', stop_reason: 'completed' },
      },
    ])
  })

  it('keeps later doses where that was chosen, and needs no other reason', () => {
    const step = stepInForce(built.record, 'treatment-1', '2024-02-28')!
    const edits = taperEdits(built.record, step, doses.slice(0, 1), 'keep', ids())
    expect(edits.map((edit) => edit.do)).toEqual(['change', 'add'])
    const after = withStaged(built.record, stage(nothingStaged, built.record, edits))
    expect(reasonsWanted(after, ['new:1'], today)).toEqual([])
  })

  it('meets the doses that begin on its first day or later', () => {
    expect(laterSteps(built.record, 'treatment-1', '2024-03-10').map(({ id }) => id)).toEqual(['dose_step-2'])
    expect(laterSteps(built.record, 'treatment-1', '2024-03-11')).toEqual([])
  })
})
