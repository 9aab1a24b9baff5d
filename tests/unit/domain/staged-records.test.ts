import { describe, expect, it } from 'vitest'
import type { RecordValues } from '#shared/dictionary/record.ts'
import {
  changesOf,
  countStaged,
  isNothing,
  marksOf,
  nothingStaged,
  overtaken,
  rebased,
  stage,
  withStaged,
  without,
  type Edit,
} from '#shared/domain/staged-records.ts'
import { aCase } from '#tests/support/a-case.ts'

const { record } = aCase()
  .with('treatment', { drug: 'prednisone', started: '2021-04', missing: { line: 'unknown' }, comment: 'By letter' })
  .with('dose_step', { treatment: 'treatment-1', started: '2021-04-12', dose: 20, unit: 'mg', frequency: 'daily' })
  .with('dose_step', {
    treatment: 'treatment-1',
    dose_text: 'high dose',
    missing: { started: 'unknown', dose: 'unknown' },
  })
  .with('infusion', { treatment: 'treatment-1', drug: 'prednisone', date: '2021-05-01', premedication: ['hydration'] })

const change = (id: string, values: RecordValues): Edit => ({
  do: 'change',
  form: 'dose_step',
  id,
  values,
})
const course: Edit = { do: 'add', form: 'treatment', id: 'new:1', values: { drug: 'azathioprine', route: null } }
const dose: Edit = {
  do: 'add',
  form: 'dose_step',
  id: 'new:2',
  values: { treatment: 'new:1', started: '2021-03-01', dose: 50 },
}
const staged = (...edits: readonly Edit[]) => stage(nothingStaged, record, edits)

describe('what is staged', () => {
  it('lies over the record and leaves what is saved alone', () => {
    const laid = withStaged(record, staged(course, dose, change('dose_step-1', { dose: 15 })))
    expect(laid.records.dose_step.map(({ id, dose: mg }) => [id, mg])).toEqual([
      ['new:2', 50],
      ['dose_step-1', 15],
      ['dose_step-2', undefined],
    ])
    expect(laid.records.treatment.map(({ drug }) => drug)).toEqual(['prednisone', 'azathioprine'])
    expect(laid.records.treatment[1]).not.toHaveProperty('route')
    expect(record.records.dose_step[0]!.dose).toBe(20)
  })

  it('marks what is new, changed and voided', () => {
    const all = staged(course, change('dose_step-1', { dose: 15 }), {
      do: 'void',
      form: 'dose_step',
      id: 'dose_step-2',
      reason: 'Twice',
    })
    expect([...marksOf(all)]).toEqual([
      ['new:1', 'new'],
      ['dose_step-1', 'changed'],
      ['dose_step-2', 'voided'],
    ])
    expect(countStaged(all)).toBe(3)
    expect(withStaged(record, all).records.dose_step.map(({ id }) => id)).toEqual(['dose_step-1'])
  })

  it('is nothing again when a value is put back', () => {
    const back = staged(change('dose_step-1', { dose: 15 }), change('dose_step-1', { dose: 20, ended: null }))
    expect(isNothing(back)).toBe(true)
  })

  it('a new record that is voided was never there', () => {
    const gone = staged(course, dose, { do: 'void', form: 'dose_step', id: 'new:2', reason: 'Slip' })
    expect(gone.added.map(({ id }) => id)).toEqual(['new:1'])
    expect(gone.voided).toEqual([])
  })

  it('a reason for being empty falls away with the value', () => {
    const dated = withStaged(record, staged(change('dose_step-2', { started: '2021-04-01' })))
    expect(dated.records.dose_step.find(({ id }) => id === 'dose_step-2')!.missing).toEqual({ dose: 'unknown' })
  })
})

describe('the changes to save', () => {
  it('come in an order in which nothing points to what is not there, and name new courses by key', () => {
    const edits: readonly Edit[] = [
      dose,
      course,
      { do: 'void', form: 'treatment', id: 'treatment-1', reason: 'Other patient' },
      { do: 'void', form: 'dose_step', id: 'dose_step-1', reason: 'Other patient' },
      { do: 'change', form: 'infusion', id: 'infusion-1', values: { treatment: null } },
    ]
    const changes = changesOf(record, stage(nothingStaged, record, edits))
    expect(changes.map((one) => [one.do, one.form])).toEqual([
      ['add', 'treatment'],
      ['add', 'dose_step'],
      ['edit', 'infusion'],
      ['void', 'dose_step'],
      ['void', 'treatment'],
    ])
    expect(changes[1]).toMatchObject({ key: 'new:2', values: { treatment: 'key:new:1', dose: 50 } })
  })

  it('replace a saved record whole: its other values, comment and reasons for being empty come along', () => {
    const edit: Edit = { do: 'change', form: 'treatment', id: 'treatment-1', values: { ended: '2022-01-31' } }
    expect(changesOf(record, staged(edit))).toEqual([
      {
        do: 'edit',
        form: 'treatment',
        id: 'treatment-1',
        version: 1,
        values: {
          drug: 'prednisone',
          indication: null,
          line: null,
          route: null,
          started: '2021-04',
          ended: '2022-01-31',
          stop_reason: null,
          stop_detail: null,
          comment: 'By letter',
        },
        missing: { line: 'unknown' },
      },
    ])
    const infusion: Edit = { do: 'change', form: 'infusion', id: 'infusion-1', values: { lot: 'A1' } }
    expect(changesOf(record, staged(infusion))[0]).toMatchObject({
      values: { premedication: ['hydration'], lot: 'A1' },
    })
  })
})

describe('when somebody else saved meanwhile', () => {
  const mine = staged(change('dose_step-1', { dose: 15 }), course)
  const [first, ...others] = record.records.dose_step
  const newer = {
    ...record,
    records: { ...record.records, dose_step: [{ ...first!, version: 2, dose: 17.5 }, ...others] },
  }

  it('the records concerned are named', () => {
    expect(overtaken(mine, record)).toEqual([])
    expect(overtaken(mine, newer)).toEqual(['dose_step-1'])
  })

  it('mine can be laid on top, or let go', () => {
    expect(rebased(mine, newer).changed).toEqual([
      { form: 'dose_step', id: 'dose_step-1', version: 2, values: { dose: 15 } },
    ])
    expect(without(mine, ['dose_step-1'])).toMatchObject({ changed: [], added: [{ id: 'new:1' }] })
    const gone = { ...record, records: { ...record.records, dose_step: others } }
    expect(rebased(mine, gone).changed).toEqual([])
  })
})
