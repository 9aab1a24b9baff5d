import { describe, expect, test } from 'vitest'
import { changedSince, heldFrom, judgmentOf, type Judgment } from '#shared/domain/judgments.ts'
import type { RuleFinding, UsedInput } from '#shared/domain/rules/rule-finding.ts'
import { checkRecord } from '#shared/dictionary/record-schema.ts'
import { aCase } from '#tests/support/a-case.ts'

const test1: UsedInput = {
  form: 'pft',
  recordId: 'pft-1',
  version: 1,
  item: 'fvc_pct',
  text: 'FVC 61 % on 12 Apr 2019',
  source: 'recorded',
}
const test2: UsedInput = { ...test1, recordId: 'pft-2', text: 'FVC 55 % on 3 Jan 2020' }

const says = (met: RuleFinding['met'], inputs = [test1], version = '1'): RuleFinding => ({
  rule: { id: 'inbuild', name: 'INBUILD', version, citation: '' },
  met,
  because: '',
  criteria: [{ id: 'fvc', name: 'FVC', met, because: '', inputs }],
  missing: [],
})

const judged = (values: Partial<Judgment>) =>
  aCase()
    .with('pft', { date: '2019-04-12', fvc_pct: 61 })
    .with('judgment', { rule: 'inbuild', judged_on: '2020-02-01', verdict: 'met', ...values })

describe('What is kept with a judgment', () => {
  test('is what the rule said, its version, and each record with its version once', () => {
    expect(heldFrom(says(undefined, [test1, { ...test1, item: 'fvc' }, test2]))).toEqual({
      computed: 'not-assessable',
      rule_version: '1',
      rests_on: 'pft pft-1 1\npft pft-2 1',
    })
  })
})

describe('The judgment that counts on a day', () => {
  const { record } = aCase()
    .with('judgment', { rule: 'inbuild', judged_on: '2022-05-01', as_of: '2020-06-30', verdict: 'met' })
    .with('judgment', { rule: 'inbuild', judged_on: '2021-01-01', verdict: 'not-met' })
    .with('judgment', { rule: 'inbuild', judged_on: '2021-01-01', verdict: 'met', created_at: '2021-01-02T00:00:00Z' })
    .with('judgment', { rule: 'omeract', judged_on: '2021-02-01', verdict: 'not-met' })

  test.each([
    ['2020-06-29', undefined],
    ['2020-06-30', 'judgment-1'],
    ['2020-12-31', 'judgment-1'],
    // Two of one day: the later saved.
    ['2021-01-01', 'judgment-3'],
    ['2026-01-01', 'judgment-3'],
  ])('on %s: %s', (asOf, id) => {
    expect(judgmentOf(record, 'inbuild', asOf)?.id).toBe(id)
  })
})

describe('Since a judgment', () => {
  const held = { computed: 'met', rule_version: '1', rests_on: 'pft pft-1 1' } as const

  test('nothing has changed while rule and records are the same', () => {
    const { record } = judged(held)
    expect(changedSince(record.records.judgment[0]!, record, says(true))).toEqual([])
  })

  test('an edited record is named with its date, and so is another verdict', () => {
    const { record } = judged({ ...held, rests_on: 'pft pft-1 0' })
    expect(changedSince(record.records.judgment[0]!, record, says(false))).toEqual([
      'the rule says “not met” now',
      'the pulmonary function test of 12 Apr 2019 was changed',
    ])
  })

  test('a voided record, a new one and another version of the rule are told', () => {
    const { record } = judged({ ...held, rests_on: 'pft pft-1 1\nvisit visit-9 2' })
    expect(changedSince(record.records.judgment[0]!, record, says(true, [test1, test2], '2'))).toEqual([
      'the rule was revised',
      'the visit was voided',
      'FVC 55 % on 3 Jan 2020 counts as well',
    ])
  })
})

describe('A judgment', () => {
  const values = { rule: 'inbuild', judged_on: '2020-02-01', verdict: 'not-met', computed: 'met' }
  const refused = (more: object) =>
    checkRecord('judgment', { ...values, ...more }, {}, { today: '2026-01-01' }).problems.map(({ rule }) => rule)

  test('that differs from the rule needs a reason', () => {
    expect(refused({})).toEqual(['reason-needed'])
    expect(refused({ reason: 'The scan was misread' })).toEqual([])
  })

  test('that confirms the rule needs none', () => {
    expect(refused({ verdict: 'met' })).toEqual([])
  })
})
