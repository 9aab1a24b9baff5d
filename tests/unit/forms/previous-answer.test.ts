import { expect, test } from 'vitest'
import { formOf, itemOf, type FormId } from '#shared/dictionary/forms.ts'
import { withDoseLine } from '#renderer/forms/dose-line.ts'
import { draftOf, withComment } from '#renderer/forms/draft.ts'
import { previousAnswer } from '#renderer/forms/previous-answer.ts'
import { aCase } from '#tests/support/a-case.ts'

const { record: caseRecord } = aCase()
  .with('pft', { date: '2020-04-03', fvc: 2.9, fvc_unit: 'L' })
  .with('pft', { date: '2021', fvc: 2.7, fvc_unit: 'L' })
  .with('laboratory', { test: 'ck', date: '2020-01', value: 310, unit: 'U/L', ref_low: 30, ref_high: 170 })
  .with('laboratory', { test: 'ldh', date: '2021-01', value: 250, unit: 'U/L' })
  .with('antibody', {
    specificity: 'ana',
    date: '2020-05',
    titre: 40,
    titre_comparator: '<',
    pattern: ['AC-19', 'AC-20'],
  })
  .with('visit', { date: '2020-03-02', assessment: `Well. ${'Slept badly, otherwise well. '.repeat(9)}` })
  .with('manifestation', { term: 'arthritis', status: 'present', onset: '2019', observed_on: '2019-06' })
  .with('manifestation', { term: 'arthritis', status: 'absent', observed_on: '2020-06-01' })
  .with('treatment', { drug: 'prednisone', started: '2020-04-01' })
  .with('dose_step', { treatment: 'treatment-1', started: '2020-04-01', dose: 20, unit: 'mg', frequency: 'daily' })

interface More {
  readonly date?: string
  readonly recordId?: string
  /** What stands in the form, by item. */
  readonly typed?: Readonly<Record<string, string>>
}

function last(form: FormId, item: string, { date, recordId, typed = {} }: More = {}) {
  const definition = withDoseLine(formOf(form))
  const draft = {
    ...draftOf(definition),
    ...Object.fromEntries(Object.entries(typed).map(([k, text]) => [k, { text }])),
  }
  return previousAnswer({
    form: definition,
    item: itemOf(definition, item)!,
    caseRecord,
    recordId,
    date,
    draft,
  })
}
const words = (...asked: Parameters<typeof last>) => last(...asked)?.words

test('the last answer is the newest before the date that was typed', () => {
  expect(words('pft', 'fvc')).toBe('2021: 2.7 L')
  expect(words('pft', 'fvc', { date: '2020-12-31' })).toBe('3 Apr 2020: 2.9 L')
  expect(words('pft', 'fvc', { date: '2020-01' })).toBeUndefined()
})

test('a record is not its own past', () => {
  expect(words('pft', 'fvc', { recordId: 'pft-2' })).toBe('3 Apr 2020: 2.9 L')
})

test('a laboratory value is held against the same test only, and told with its unit', () => {
  expect(words('laboratory', 'value', { typed: { test: 'ck' } })).toBe('Jan 2020: 310 U/L')
  expect(words('laboratory', 'unit', { typed: { test: 'ck' } })).toBe('')
  expect(words('laboratory', 'value')).toBeUndefined()
})

test('a laboratory value is given again with its unit and the limits of normal that are still empty', () => {
  expect(last('laboratory', 'value', { typed: { test: 'ck', unit: 'ukat/L', ref_high: '190' } })?.fields).toEqual({
    value: { text: '310' },
    unit: { text: 'U/L' },
    ref_low: { text: '30' },
  })
})

test('limits of normal in another unit are no past', () => {
  expect(words('laboratory', 'ref_high', { typed: { test: 'ck', unit: 'U/L' } })).toBe('Jan 2020: 170')
  expect(words('laboratory', 'ref_high', { typed: { test: 'ck', unit: 'ukat/L' } })).toBeUndefined()
})

test('every kind of answer has a past: quantities with unit, codes, lists, dates, text, other records', () => {
  expect(last('pft', 'fvc')?.fields).toEqual({ fvc: { text: '2.7', unit: 'L' } })
  expect(last('antibody', 'pattern', { typed: { specificity: 'ana' } })).toMatchObject({
    fields: { pattern: { codes: ['AC-19', 'AC-20'] } },
  })
  expect(words('antibody', 'titre', { typed: { specificity: 'ana' } })).toBe('May 2020: <1:40')
  expect(words('visit', 'assessment')).toBe(
    '2 Mar 2020: Well. ' + 'Slept badly, otherwise well. '.repeat(3).slice(0, 82) + ' …',
  )
  expect(words('visit', 'date')).toBe('Last: 2 Mar 2020')
  expect(words('dose_step', 'treatment')).toBe('1 Apr 2020: Prednisone, 1 Apr 2020')
})

test('what a record is about is told until it is said', () => {
  expect(words('laboratory', 'test')).toBe('Jan 2021: LDH')
  expect(words('laboratory', 'test', { typed: { test: 'ck' } })).toBe('')
})

test('a manifestation is dated by the day on which it was looked for', () => {
  expect(words('manifestation', 'status', { typed: { term: 'arthritis' } })).toBe('1 Jun 2020: absent')
  expect(words('manifestation', 'status', { typed: { term: 'cough' } })).toBeUndefined()
})

test('a dose in one line is given again with all its fields', () => {
  expect(last('dose_step', 'dose_line', { typed: { treatment: 'treatment-1' } })).toMatchObject({
    words: '1 Apr 2020: 20 mg daily',
    date: '2020-04-01',
    fields: {
      dose_line: { text: '20 mg daily' },
      dose: { text: '20' },
      unit: { text: 'mg' },
      frequency: { text: 'daily' },
      over_days: { text: '' },
    },
  })
})

test('what is about one record only has no last answer', () => {
  const form = withComment(formOf('pft'))
  const item = form.items.find(({ name }) => name === 'comment')!
  expect(previousAnswer({ form, item, caseRecord, recordId: undefined, date: undefined, draft: {} })).toBeUndefined()
  expect(words('case', 'height')).toBeUndefined()
})
