import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forms, type FormId } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { deidentifiedCase } from '#shared/domain/deidentify/deidentified-case.ts'
import { standardDetail } from '#shared/domain/deidentify/detail.ts'
import { shareTables } from '#shared/domain/deidentify/share-columns.ts'
import type { ShareOptions } from '#shared/domain/deidentify/share-options.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2026-11-26'
const everything: ShareOptions = {
  dates: 'shift',
  anchor: 'diagnosis',
  detail: { ...standardDetail, age: 'years', reference_group: 'keep' },
  without: [],
}
const digest = '0000000000ab'.repeat(5)

function leave(record: CaseRecord, change: Partial<ShareOptions> = {}) {
  const options = { ...everything, ...change }
  const tables = shareTables(options)
  const told = deidentifiedCase(record, options, tables, { code: 'P1', digest }, today)
  const rowsOf = (form: FormId) =>
    (told.rows.get(form) ?? []).map((cells) => {
      const { columns } = tables.find((table) => table.form.id === form)!
      return Object.fromEntries(columns.map(({ name }, index) => [name, cells[index]]))
    })
  return { ...told, rowsOf, all: JSON.stringify([[...told.rows.values()], told.long]) }
}

describe('one case as it leaves', () => {
  test.each(forms.filter(({ repeats }) => repeats).map(({ id, items }) => [id, items] as const))(
    'holds nothing of a %s that was typed where an answer belongs, in any item, unit or comparator',
    (form, items) => {
      for (const { name } of items)
        for (const column of [name, `${name}_unit`, `${name}_comparator`]) {
          const record = aCase({ first_symptom_on: '2019-04-12' }).with(form as 'visit', {
            comment: 'Zq7',
            [name]: 7,
            [column]: 'Zq7',
          }).record
          expect(leave(record).all, column).not.toContain('Zq7')
        }
    },
  )

  test('keeps the days between all exact dates of a case, whichever records they stand in', () => {
    const anyDay = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2026-01-01') })
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        anyDay,
        fc.constantFrom<ShareOptions['dates']>('shift', 'relative'),
        (a, b, c, dates) => {
          const record = aCase({ enrolled_on: isoOfDay(a) })
            .with('diagnosis', { kind: 'ild', date: isoOfDay(b) })
            .with('event', { kind: 'infection', onset: isoOfDay(c) }).record
          const { rowsOf } = leave(record, { dates })
          const told = [rowsOf('case')[0]!, rowsOf('diagnosis')[0]!, rowsOf('event')[0]!].map(
            (row) =>
              row['enrolled_on'] ??
              row['enrolled_on_day'] ??
              row['date'] ??
              row['date_day'] ??
              row['onset'] ??
              row['onset_day'],
          )
          const days = told.map((value) => (typeof value === 'number' ? value : dayNumber(String(value))))
          expect([days[1]! - days[0]!, days[2]! - days[0]!]).toEqual([b - a, c - a])
        },
      ),
    )
  })

  test('of somebody who passes 90 tells no age, and no percentage by which it could be told', () => {
    const old = (birth_date: string) =>
      leave(
        aCase({ birth_date, sex: 'male' })
          .with('diagnosis', { kind: 'ild', date: '2018-01-01' })
          .with('pft', { date: '2022-06-01', fvc: 2.4, fvc_unit: 'L', fvc_pct: 71 }).record,
        { dates: 'relative' },
      )
    expect(old('1931-01-01')).toMatchObject({ isOld: true })
    expect(old('1931-01-01').rowsOf('case')).toMatchObject([{ age: '80+' }])
    expect(old('1931-01-01').rowsOf('pft')).toMatchObject([{ fvc: 2.4, fvc_pct: null }])
    expect(old('1941-01-01').rowsOf('case')).toMatchObject([{ age: '77' }])
    expect(old('1941-01-01').rowsOf('pft')).toMatchObject([{ fvc: 2.4, fvc_pct: 71 }])
  })

  test('in less detail tells the groups alone, in every table', () => {
    const record = aCase({ sex: 'female' })
      .with('antibody', { specificity: 'pl-12', result: 'positive' })
      .with('imaging', { date: '2020-01-01', modality: 'hrct', pattern: 'probable-uip' }).record
    const little = { reference_group: 'off', age: 'off', pattern: 'group', antibody: 'group', sex: 'off' } as const
    const { rowsOf, all } = leave(record, { detail: little })
    expect(rowsOf('case')).toMatchObject([{ antibody_group: 'other-synthetase' }])
    expect(rowsOf('imaging')).toMatchObject([{ pattern: 'group-uip' }])
    for (const told of ['pl-12', 'probable-uip', 'female']) expect(all).not.toContain(told)
    expect(leave(record, { detail: { ...little, pattern: 'off', antibody: 'off' } }).all).not.toMatch(
      /group-uip|synthetase/,
    )
  })

  test('tells a laboratory value under its test, with unit and comparator, and why a value is missing', () => {
    const record = aCase()
      .with('laboratory', { test: 'ck', date: '2020-01-01', value: 40, value_comparator: '<', unit: 'U/L' })
      .with('visit', { date: '2020-01-01', missing: { mmrc: 'refused' } }).record
    expect(leave(record).long).toContainEqual(
      expect.objectContaining({
        form: 'laboratory',
        item: 'ck',
        value: 40,
        comparator: '<',
        unit: 'U/L',
        missing: null,
      }),
    )
    expect(leave(record).long).toContainEqual(
      expect.objectContaining({ item: 'mmrc', value: null, missing: 'refused' }),
    )
  })

  test('without some forms leaves no row of them, and no link into them', () => {
    const record = aCase()
      .with('treatment', { drug: 'ivig', started: '2020-01-01' })
      .with('infusion', { drug: 'ivig', date: '2020-01-02', treatment: 'treatment-1' }).record
    expect(leave(record).rowsOf('infusion')).toMatchObject([{ treatment: 1 }])
    const { rowsOf, rows } = leave(record, { without: ['treatment'] })
    expect([rows.has('treatment'), rowsOf('infusion')[0]!['treatment']]).toEqual([false, null])
  })
})
