import { describe, expect, onTestFinished, test } from 'vitest'
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import type { ChangeSet } from '#shared/ipc/areas/changes.ts'
import { byDay, describeSets, matchesFilter } from '#renderer/features/history/described-sets.ts'
import { recordWords } from '#renderer/forms/record-words.ts'

type Touched = ChangeSet['records'][number]

let seq = 1000
/** Sets are made newest first, as they are read. */
const aSet = (records: readonly Touched[], more: Partial<ChangeSet> = {}): ChangeSet => ({
  changeId: `change-${seq}`,
  seq: seq--,
  at: '2026-11-20T09:15:00.000Z',
  actor: 'Dr. Ada',
  operation: 'records.edit',
  records: [...records],
  canRevert: true,
  ...more,
})
const edited = (table: string, recordId: string, before: object, after: object): Touched => ({
  table,
  recordId,
  kind: 'update',
  before: { ...before },
  after: { ...after },
})
const added = (table: string, recordId: string, after: object): Touched => ({
  table,
  recordId,
  kind: 'insert',
  after: { ...after },
})
const aSiteItem = { id: 's', kind: 'item', form: 'visit', retired: false, version: 1 } as const
const centre = { label: 'Center', type: 'text' } as const
const now = (records: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => (table: string, id: string) =>
  records[`${table} ${id}`]

const headlines = (sets: readonly ChangeSet[], records = {}) =>
  describeSets(sets, now(records)).map(({ headline }) => headline)

describe('a change set in words', () => {
  test('names the drug of a dose, and says a shared unit once', () => {
    const records = {
      'treatment t': { drug: 'prednisone' },
      'dose_step d': { treatment: 't', started: '2026-11', dose: 15, unit: 'mg', frequency: 'daily', reason: 'taper' },
    }
    const set = aSet([edited('dose_step', 'd', { dose: 20, reason: null }, { dose: 15, reason: 'taper' })])
    expect(headlines([set], records)).toEqual(['Prednisone: dose 20 → 15 mg, taper'])
  })

  test('tells a new dose and a new result by their numbers', () => {
    const records = {
      'treatment t': { drug: 'prednisone' },
      'dose_step d': { treatment: 't', started: '2026-11', dose: 15, unit: 'mg', frequency: 'daily', reason: 'taper' },
      'laboratory l': { test: 'ck', date: '2026-11-02', value: 190, value_comparator: '<', unit: 'U/L' },
    }
    const sets = [
      aSet([added('dose_step', 'd', records['dose_step d'])], { operation: 'records.add' }),
      aSet([added('laboratory', 'l', records['laboratory l'])], { operation: 'records.add' }),
    ]
    expect(headlines(sets, records)).toEqual(['Prednisone: 15 mg once a day, taper', 'CK, 2 Nov 2026: <190 U/L'])
  })

  test('walks back from what the record holds now, set by set, with units that did not change', () => {
    const records = { 'pft p': { date: '2026-11-02', fvc: 2.5, fvc_unit: 'L', fvc_pct: 61 } }
    const sets = [
      aSet([edited('pft', 'p', { fvc: 2.7 }, { fvc: 2.5 })]),
      aSet([edited('pft', 'p', { fvc: 2900, fvc_unit: 'mL' }, { fvc: 2.7, fvc_unit: 'L' })]),
      aSet([added('pft', 'p', { date: '2026-11-02', fvc: 2900, fvc_unit: 'mL', fvc_pct: 61 })], {
        operation: 'records.add',
      }),
    ]
    expect(headlines(sets, records)).toEqual([
      'Pulmonary function test, 2 Nov 2026: FVC 2.7 → 2.5 L',
      'Pulmonary function test, 2 Nov 2026: FVC 2900 mL → 2.7 L',
      'Pulmonary function test, 2 Nov 2026 added',
    ])
  })

  test('says what was voided, restored, undone and reverted', () => {
    const voided = [edited('note', 'n', { voided_at: null }, { voided_at: '2026-11-20', void_reason: 'Twice' })]
    const restored = [edited('note', 'n', { voided_at: '2026-11-20', void_reason: 'Twice' }, { voided_at: null })]
    const records = { 'note n': { title: 'Call', date: '2026-11' } }
    const sets = [
      aSet(restored, { operation: 'changes.undo', label: 'Undone: note voided' }),
      aSet(voided, { operation: 'records.void', reason: 'Twice' }),
      aSet(restored, { operation: 'changes.revert', label: 'Taken back: note voided' }),
    ]
    expect(headlines(sets, records)).toEqual([
      'Undone: note voided',
      'Note: Call, Nov 2026 voided',
      'Taken back: note voided',
    ])
  })

  test('keeps the label of many changes; without one it counts them', () => {
    const rows = ['a', 'b', 'c'].map((id) => added('laboratory', id, { test: 'ck', value: 1, unit: 'U/L' }))
    const step = added('dose_step', 'd', { dose: 5 })
    expect(
      headlines([
        aSet(rows, { operation: 'records.change', label: '3 pasted values' }),
        aSet([...rows, step], { operation: 'records.change' }),
      ]),
    ).toEqual(['3 pasted values', '3 laboratory results, 1 dose step added'])
  })

  test('lists who looked and what was printed, without content', () => {
    const look = aSet([], { operation: 'cases.viewIdentity', event: { kind: 'identity' }, canRevert: false })
    const print = aSet([], {
      operation: 'audit.note',
      event: { kind: 'print', detail: 'Case summary' },
      canRevert: false,
    })
    expect(headlines([look, print])).toEqual(['Identity looked at', 'Printed: Case summary'])
  })

  test('tells items of the site one by one, and why an unusual value was kept', () => {
    const definition = { label: 'Hand grip', type: 'number', units: ['kg'] } as const
    installSiteItems([
      { ...aSiteItem, name: 'hand_grip', definition },
      { ...aSiteItem, name: 'centre', definition: centre },
    ])
    onTestFinished(() => installSiteItems([]))
    const records = {
      'visit v': {
        date: '2026-11-02',
        weight: 140,
        weight_unit: 'kg',
        hand_grip: 31,
        confirmed: { weight: { rule: 'soft-range', value: 140, reason: 'Weighed twice' } },
      },
    }
    const set = aSet([
      edited(
        'visit',
        'v',
        { hand_grip: 28, centre: 'A', confirmed: {} },
        {
          hand_grip: 31,
          centre: null,
          confirmed: { weight: { rule: 'soft-range', value: 140, reason: 'Weighed twice' } },
        },
      ),
    ])
    const [described] = describeSets([set], now(records))
    expect(described?.records[0]?.changes.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'centre', label: 'Center', from: 'A', to: undefined },
      { name: 'hand_grip', label: 'Hand grip', from: '28 kg', to: '31 kg' },
      { name: 'weight confirmed', label: 'Weight, unusual but right', from: undefined, to: 'Weighed twice' },
    ])
  })

  test('says of long text that it was rewritten', () => {
    const long = 'Feels better than at the last visit, climbs two flights of stairs'
    const [described] = describeSets(
      [aSet([edited('visit', 'v', { assessment: null }, { assessment: long })])],
      now({ 'visit v': { assessment: long, date: '2026' } }),
    )
    expect(recordWords(described!.records[0]!)).toBe('Visit, 2026: assessment rewritten')
  })
})

describe('the filter', () => {
  const records = { 'pft p': { date: '2026', fvc_pct: 55 }, 'note n': { title: 'Call' } }
  const [pft, note, look] = describeSets(
    [
      aSet([edited('pft', 'p', { fvc_pct: 61 }, { fvc_pct: 55 })], { reason: 'Typing error', actor: 'B' }),
      aSet([added('note', 'n', { title: 'Call' })], { operation: 'records.add' }),
      aSet([], { operation: 'cases.viewIdentity', event: { kind: 'identity' } }),
    ],
    now(records),
  )
  const kept = (filter: Parameters<typeof matchesFilter>[1]) =>
    [pft!, note!, look!].filter((set) => matchesFilter(set, filter))

  test('finds by form, person and words, in any order and letter case', () => {
    expect(kept({})).toHaveLength(3)
    expect(kept({ form: 'pft' })).toEqual([pft])
    expect(kept({ form: 'looks' })).toEqual([look])
    expect(kept({ actor: 'B' })).toEqual([pft])
    expect(kept({ words: 'ERROR typing' })).toEqual([pft])
    expect(kept({ words: '61 55' })).toEqual([pft])
    expect(kept({ words: 'call', actor: 'B' })).toEqual([])
  })
})

test('sets stand under the day on which they were made', () => {
  const sets = describeSets(
    ['2026-11-20T23:30:00.000Z', '2026-11-20T08:00:00.000Z', '2026-11-19T08:00:00.000Z'].map((at) => aSet([], { at })),
    () => undefined,
  )
  const days = byDay(sets, (at) => at.slice(0, 10))
  expect(days.map(({ day, sets: { length } }) => [day, length])).toEqual([
    ['2026-11-20', 2],
    ['2026-11-19', 1],
  ])
})

test('a reading that is kept back is told as touched, and nothing of what it says', () => {
  const reading = { imaging: 'imaging-1', reader: 'Dr. Bo', pattern: 'uip', date: '2025-03' }
  const set = (kind: 'insert' | 'update', seq: number) => ({
    changeId: `change-${seq}`,
    seq,
    at: '2025-03-01T09:00:00.000Z',
    actor: 'Dr. Bo',
    operation: 'records.edit',
    canRevert: false,
    records: [
      {
        table: 'ct_reading',
        recordId: 'r',
        kind,
        ...(kind === 'update' && { before: { pattern: 'op' } }),
        after: reading,
      },
    ],
  })
  const described = describeSets(
    [set('update', 2), set('insert', 1)],
    () => reading,
    (table) => table === 'ct_reading',
  )
  expect(described.map(({ headline }) => headline)).toEqual([
    'CT reading of another reader changed',
    'CT reading of another reader added',
  ])
  expect(described.flatMap(({ records }) => records.flatMap(({ changes }) => changes))).toEqual([])
})
