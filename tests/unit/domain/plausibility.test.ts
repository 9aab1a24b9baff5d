import { describe, expect, it, test } from 'vitest'
import { repeatingForms, type FormId } from '#shared/dictionary/forms.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { plausibilityOf } from '#shared/domain/plausibility/plausibility.ts'
import { readingOf, subjectsOf, type Subject } from '#shared/domain/plausibility/series.ts'
import type { Values } from '#shared/domain/record-rules.ts'
import { convert } from '#shared/domain/units.ts'
import { demoToday } from '#main/demo/calendar.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { seededRandom } from '#main/demo/random.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-23'

function asked(formId: FormId, values: RecordValues, history: CaseBuilder, recordId?: string) {
  return plausibilityOf({ formId, values, caseRecord: history.record, recordId, today })
}
const verdict = (...given: Parameters<typeof asked>) => asked(...given).map(({ rule, path }) => `${rule} ${path}`)
const sentence = (...given: Parameters<typeof asked>) => asked(...given)[0]?.message

const transfer = (date: string, dlco: number, unit = 'mL/min/mm[Hg]') => ({ date, dlco, dlco_unit: unit })
const lungs = aCase()
  .with('pft', { ...transfer('2021-03-03', 9.2), dlco_pct: 40, fvc: 2.9, fvc_unit: 'L', fvc_pct: 70 })
  .with('pft', { ...transfer('2021-09-01', 9.6), dlco_pct: 42, fvc: 2.8, fvc_unit: 'L', fvc_pct: 68 })
  .with('pft', { ...transfer('2022-03-10', 9.3), dlco_pct: 41, fvc: 2.85, fvc_unit: 'L', fvc_pct: 69 })

describe('a value in the wrong unit', () => {
  test('is asked about with the earlier value, its date, and what would fit', () => {
    expect(asked('pft', transfer('2022-09-01', 3.1), lungs)).toEqual([
      {
        rule: 'unit-slip',
        path: 'dlco',
        severity: 'ask',
        message: 'DLCO is 3.1 mL/min/mmHg here, and 9.3 mL/min/mmHg on 10 Mar 2022. 3.1 mmol/min/kPa would fit.',
      },
    ])
  })

  test('is a true change where its percentage of predicted fell with it', () => {
    expect(verdict('pft', { ...transfer('2023-09-01', 3.1), dlco_pct: 14 }, lungs)).toEqual([])
    expect(verdict('pft', { ...transfer('2023-09-01', 3.1), dlco_pct: 41 }, lungs)).toContain('unit-slip dlco')
  })

  test('is told of weight, hemoglobin and enzymes', () => {
    const weighed = aCase()
      .with('visit', { date: '2021-01', kind: 'follow-up', weight: 82, weight_unit: 'kg' })
      .with('visit', { date: '2021-06', kind: 'follow-up', weight: 81, weight_unit: 'kg' })
    expect(sentence('visit', { date: '2021-09', weight: 180, weight_unit: 'kg' }, weighed)).toBe(
      'Weight is 180 kg here, and 81 kg in Jun 2021. 180 lb would fit.',
    )
    const blood = aCase()
      .with('laboratory', { test: 'haemoglobin', date: '2021-01-01', value: 8.6, unit: 'mmol/L' })
      .with('laboratory', { test: 'haemoglobin', date: '2021-02-01', value: 8.5, unit: 'mmol/L' })
      .with('laboratory', { test: 'ck', date: '2021-01-01', value: 4.1, unit: 'ukat/L' })
      .with('laboratory', { test: 'ck', date: '2021-02-01', value: 5.2, unit: 'ukat/L' })
    const result = (test: string, value: number, unit: string) => ({ test, date: '2021-03-01', value, unit })
    expect(verdict('laboratory', result('haemoglobin', 8.7, 'g/dL'), blood)).toEqual(['unit-slip value'])
    expect(verdict('laboratory', result('haemoglobin', 138, 'g/dL'), blood)).toEqual(['unit-slip value'])
    expect(verdict('laboratory', result('ck', 4.6, 'U/L'), blood)).toEqual(['unit-slip value'])
  })

  test('is told of CRP by the limit printed beside it, though the disease moves it tenfold', () => {
    const crp = (date: string, value: number, unit: string, ref_high?: number) => ({
      test: 'crp' as const,
      date,
      value,
      unit,
      ...(ref_high && { ref_high }),
    })
    const history = aCase()
      .with('laboratory', crp('2021-01-01', 22, 'mg/L', 5))
      .with('laboratory', crp('2021-02-01', 9, 'mg/L', 5))
    expect(verdict('laboratory', crp('2021-03-01', 1.1, 'mg/L', 0.5), history)).toEqual(['unit-slip value'])
    expect(verdict('laboratory', crp('2021-03-01', 1.1, 'mg/L', 5), history)).toEqual([])
    expect(verdict('laboratory', crp('2021-03-01', 1.1, 'mg/L'), history)).toEqual([])
  })

  test('is not told from a true fall of hemoglobin in the usual unit', () => {
    const history = aCase()
      .with('laboratory', { test: 'haemoglobin', date: '2021-01-01', value: 13.9, unit: 'g/dL' })
      .with('laboratory', { test: 'haemoglobin', date: '2021-02-01', value: 13.7, unit: 'g/dL' })
    const bled = { test: 'haemoglobin', date: '2021-03-01', value: 8.5, unit: 'g/dL' }
    expect(verdict('laboratory', bled, history)).toEqual([])
  })
})

describe('a decimal point in the wrong place', () => {
  test('is asked about', () => {
    const values = { date: '2022-09-01', fvc: 0.28, fvc_unit: 'L' }
    expect(sentence('pft', values, lungs)).toBe('FVC is 0.28 L here, and 2.85 L on 10 Mar 2022. 2.8 L would fit.')
  })

  test('is not told of what a flare moves tenfold', () => {
    const history = aCase()
      .with('laboratory', { test: 'ck', date: '2021-01-01', value: 120, unit: 'U/L' })
      .with('laboratory', { test: 'ck', date: '2021-02-01', value: 95, unit: 'U/L' })
    expect(verdict('laboratory', { test: 'ck', date: '2021-03-01', value: 1150, unit: 'U/L' }, history)).toEqual([])
  })
})

describe('a jump', () => {
  test('of height is asked about in adults only', () => {
    const height = { height: 187, height_unit: 'cm' }
    const before = { height: 178, height_unit: 'cm' }
    expect(sentence('case', { code: 'A', ...height }, aCase(before))).toBe(
      'Height is 187 cm here; entered on 1 Jan 2020 it was 178 cm. An adult’s height hardly changes.',
    )
    expect(verdict('case', { code: 'A', height: 176, height_unit: 'cm' }, aCase(before))).toEqual([])
    expect(verdict('case', { code: 'A', height: 70, height_unit: '[in_i]' }, aCase(before))).toEqual([])
    expect(verdict('case', { code: 'A', birth_date: '2012', ...height }, aCase(before))).toEqual([])
  })

  test('of FVC beyond the patient’s own changes is asked about, a slow loss is not', () => {
    expect(verdict('pft', { date: '2022-05-01', fvc: 2.1, fvc_unit: 'L' }, lungs)).toEqual(['fvc-jump fvc'])
    expect(verdict('pft', { date: '2022-05-01', fvc: 2.5, fvc_unit: 'L' }, lungs)).toEqual([])
    expect(verdict('pft', { date: '2024-05-01', fvc: 2.1, fvc_unit: 'L' }, lungs)).toEqual([])
  })

  test('of weight says where swapped digits would fit', () => {
    const weighed = ['2021-01-01', '2021-03-01', '2021-05-01'].reduce(
      (history, date, index) =>
        history.with('visit', { date, kind: 'follow-up', weight: 79 + index / 2, weight_unit: 'kg' }),
      aCase(),
    )
    expect(sentence('visit', { date: '2021-07-01', weight: 97, weight_unit: 'kg' }, weighed)).toBe(
      'Weight is 97 kg here, and 80 kg on 1 May 2021. 79 kg would fit.',
    )
  })

  test('between a measurement and its percentage is asked about at the percentage', () => {
    const values = { date: '2022-05-01', fvc: 2.85, fvc_unit: 'L', fvc_pct: 96 }
    expect(sentence('pft', values, lungs)).toBe(
      '2.85 L doesn’t go with 96 %: on 10 Mar 2022 2.85 L was 69 %. About 69 % would fit.',
    )
  })
})

describe('a date far from everything else', () => {
  test('is asked about where another year would fit', () => {
    expect(sentence('visit', { date: '2012-04-02' }, lungs)).toBe(
      '2 Apr 2012 is far from everything else: the first entry besides is of 3 Mar 2021. 2 Apr 2021 would fit.',
    )
    expect(verdict('visit', { date: '2011-10' }, lungs)).toEqual(['year-slip date'])
  })

  test('is left alone where nothing fits, or where somebody comes back after years', () => {
    expect(verdict('visit', { date: '1998-04-02' }, lungs)).toEqual([])
    expect(verdict('visit', { date: '2025-04-02' }, lungs)).toEqual([])
    expect(verdict('visit', { date: '2019-12-02' }, lungs)).toEqual([])
  })

  test('is no witness for the others of its sample', () => {
    const sample = lungs.with('laboratory', { test: 'ck', date: '2012-04-02', value: 90, unit: 'U/L' })
    const other = { test: 'ldh', date: '2012-04-02', value: 190, unit: 'U/L' }
    expect(verdict('laboratory', other, sample)).toEqual(['year-slip date'])
  })
})

describe('what is there twice', () => {
  const history = aCase().with('laboratory', { test: 'ck', date: '2021-03-01', value: 310, unit: 'U/L' })
  const ck = { test: 'ck', date: '2021-03-01', unit: 'U/L' }

  test('of one test on one day is asked about', () => {
    expect(verdict('laboratory', { ...ck, value: 190 }, history)).toEqual(['same-day-twice value'])
    expect(sentence('laboratory', { ...ck, value: 310 }, history)).toBe(
      'CK of 1 Mar 2021 is entered already: 310 U/L. A result counts once.',
    )
    expect(verdict('laboratory', { ...ck, value: 310 }, history, 'laboratory-1')).toEqual([])
    expect(verdict('laboratory', { ...ck, date: '2021-03', value: 190 }, history)).toEqual([])
  })

  test('of spirometry before and after a bronchodilator is right', () => {
    const before = aCase().with('pft', { date: '2021-03-01', fvc: 2.9, fvc_unit: 'L', bronchodilator: 'pre' })
    const after = { date: '2021-03-01', fvc: 3, fvc_unit: 'L', bronchodilator: 'post' }
    expect(verdict('pft', after, before)).toEqual([])
    expect(verdict('pft', { ...after, bronchodilator: 'pre' }, before)).toEqual(['same-day-twice fvc'])
  })
})

describe('doses', () => {
  const step = { treatment: 'treatment-1', dose: 20, unit: 'mg', frequency: 'daily' } as const
  const history = aCase()
    .with('treatment', { drug: 'prednisone', started: '2021-01-01' })
    .with('dose_step', { ...step, started: '2021-01-01', ended: '2021-02-28' })

  test.each([
    ['2021-02-10', '2021-03-31', ['dose-overlap started']],
    ['2021-02-28', undefined, ['dose-overlap started']],
    ['2021-01-01', undefined, ['dose-overlap started']],
    ['2021-03-01', undefined, []],
    ['2021', undefined, []],
    ['2021-02', '2021-03', ['dose-overlap started']],
  ])('from %s to %s against one to 28 Feb: %j', (started, ended, expected) => {
    expect(verdict('dose_step', { ...step, started, ended: ended ?? null }, history)).toEqual(expected)
  })

  test('may overlap with those of another treatment', () => {
    expect(verdict('dose_step', { ...step, treatment: 'treatment-2', started: '2021-02-10' }, history)).toEqual([])
  })

  test('of two courses of one drug at once are asked about', () => {
    expect(sentence('treatment', { drug: 'prednisone', started: '2021-05-01' }, history)).toBe(
      'Prednisone started on 1 Jan 2021 has no last day, so it is still in force. Give it one, or enter a dose step of it.',
    )
    const ended = aCase().with('treatment', { drug: 'prednisone', started: '2021-01-01', ended: '2021-04-30' })
    expect(verdict('treatment', { drug: 'prednisone', started: '2021-05-01' }, ended)).toEqual([])
    expect(verdict('treatment', { drug: 'prednisone', started: '2021-04-30' }, ended)).toEqual([
      'course-overlap started',
    ])
    expect(verdict('treatment', { drug: 'mycophenolate', started: '2021-03-01' }, ended)).toEqual([])
  })
})

describe('an infusion', () => {
  const history = aCase()
    .with('visit', { date: '2021-03-20', kind: 'follow-up', weight: 82, weight_unit: 'kg' })
    .with('treatment', { drug: 'ivig', started: '2021-04-01' })
    .with('dose_step', { treatment: 'treatment-1', started: '2021-04-01', dose: 2, unit: 'g/kg', frequency: 'q4w' })
    .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2021-04-01' })
  const cycle = { treatment: 'treatment-1', drug: 'ivig', date: '2021-04-29', weight_unit: 'kg' }

  test('with another weight than the one last measured is asked about, unless it is adjusted', () => {
    expect(verdict('infusion', { ...cycle, weight: 80 }, history)).toEqual([])
    expect(sentence('infusion', { ...cycle, weight: 62 }, history)).toBe(
      'The weight used is 62 kg; at the visit on 20 Mar 2021 it was 82 kg. An ideal or adjusted weight is marked as such beside it.',
    )
    expect(verdict('infusion', { ...cycle, weight: 62, weight_basis: 'adjusted' }, history)).toEqual([])
  })

  test('far from its plan is asked about', () => {
    expect(verdict('infusion', { ...cycle, date: '2021-05-06' }, history)).toEqual([])
    expect(sentence('infusion', { ...cycle, date: '2021-04-08' }, history)).toBe(
      'The infusion before is of 1 Apr 2021, 7 days earlier; the plan is every 28 days.',
    )
    expect(verdict('infusion', { ...cycle, date: '2021-10-01' }, history)).toEqual(['infusion-interval date'])
  })
})

/** Each dated record of a demo case with the history that was there when it was typed. */
function* typedInOrder(seed: number) {
  for (const demoCase of demoCases({ cases: 15, seed })) {
    const whole = demoRecord(demoCase)
    const lists = whole.records as unknown as Readonly<Record<string, readonly ({ id: string } & Values)[]>>
    const histories = new Map<string, CaseRecord>()
    for (const form of repeatingForms) {
      for (const record of lists[form.id]!) {
        const date = String(record[form.dateItem ?? ''] ?? '')
        const history = histories.get(date) ?? until(date, whole)
        histories.set(date, history)
        yield { formId: form.id, record, history }
      }
    }
  }
}

/** What was there of a case on a day. */
function until(date: string, { case: row, records }: CaseRecord): CaseRecord {
  const lists = repeatingForms.map(({ id, dateItem = '' }) => {
    const list: readonly Values[] = Reflect.get(records, id)
    const before = list.filter((record) => String(record[dateItem] ?? '') <= date)
    // A course that went on was not known to end.
    return [
      id,
      before.map((record) => (String(record['ended'] ?? '') > date ? { ...record, ended: undefined } : record)),
    ]
  })
  return { case: row, records: Object.fromEntries(lists) }
}

const problemsAsTyped = (formId: FormId, values: Values, caseRecord: CaseRecord, recordId: string) =>
  plausibilityOf({ formId, values, caseRecord, recordId, today: demoToday })

describe('over the plausible courses of the demo', () => {
  it('asks at no more than one in 2,000 records, the whole history known', () => {
    let records = 0
    const questions: string[] = []
    for (const seed of [1, 7])
      for (const demoCase of demoCases({ cases: 50, seed })) {
        const caseRecord = demoRecord(demoCase)
        const lists = caseRecord.records as unknown as Readonly<Record<string, readonly ({ id: string } & Values)[]>>
        for (const form of repeatingForms)
          for (const record of lists[form.id]!) {
            records++
            questions.push(
              ...problemsAsTyped(form.id, record, caseRecord, record.id).map(
                ({ message }) => `${demoCase.code} ${message}`,
              ),
            )
          }
      }
    expect(records).toBeGreaterThan(25_000)
    expect(questions.length, questions.join('\n')).toBeLessThanOrEqual(records / 2000)
  }, 120_000)

  it('asks hardly anything as they are typed, and catches seeded slips of unit and decimal point', () => {
    const random = seededRandom(3)
    let records = 0
    let falseAlarms = 0
    const caught = { unit: 0, decimal: 0 }
    const seeded = { unit: 0, decimal: 0 }
    for (const { formId, record, history } of typedInOrder(1)) {
      records++
      falseAlarms += problemsAsTyped(formId, record, history, record.id).length
      for (const subject of subjectsOf(formId, record)) {
        if (!readingOf(subject, record) || earlierReadings(subject, history, record.id) < 2) continue
        const isCaught = (values: Values) =>
          problemsAsTyped(formId, values, history, record.id).some(({ path }) => path === subject.column)
        const unitColumn = formId === 'laboratory' ? 'unit' : `${subject.column}_unit`
        const slip = otherUnit(subject, String(record[unitColumn]))
        if (slip && (!subject.swings || slip.factor >= 20)) {
          seeded.unit++
          if (isCaught({ ...record, [unitColumn]: slip.unit })) caught.unit++
        }
        if (!subject.swings) {
          seeded.decimal++
          const value = (record[subject.column] as number) * random.pick([0.1, 10])
          if (isCaught({ ...record, [subject.column]: value })) caught.decimal++
        }
      }
    }
    const rates = `unit ${caught.unit}/${seeded.unit}, decimal ${caught.decimal}/${seeded.decimal}, false ${falseAlarms}/${records}`
    expect(seeded.unit, rates).toBeGreaterThan(1500)
    expect(seeded.decimal, rates).toBeGreaterThan(1500)
    expect(caught.unit / seeded.unit, rates).toBeGreaterThan(0.99)
    expect(caught.decimal / seeded.decimal, rates).toBeGreaterThan(0.99)
    expect(falseAlarms / records, rates).toBeLessThan(1 / 5000)
  }, 120_000)
})

function earlierReadings(subject: Subject, { records }: CaseRecord, ownId: string): number {
  const list = (records as unknown as Readonly<Record<string, readonly ({ id: string } & Values)[]>>)[subject.formId]!
  return list.filter(
    (record) =>
      record.id !== ownId &&
      readingOf(subject, record) &&
      subjectsOf(subject.formId, record).some(
        ({ column, variant }) => column === subject.column && variant === subject.variant,
      ),
  ).length
}

/** Another unit of the subject that says something else, and how much else. */
function otherUnit(subject: Subject, unit: string) {
  return subject.units
    .filter((other) => other !== unit)
    .map((other) => {
      const converted = convert(1, unit, other, subject.analyte) ?? 1
      return { unit: other, factor: Math.max(converted, 1 / converted) }
    })
    .find(({ factor }) => factor > 1.2)
}
