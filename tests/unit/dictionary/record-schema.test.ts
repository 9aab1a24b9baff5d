import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item, Range } from '#shared/dictionary/define-form.ts'
import { outsideRange } from '#shared/dictionary/check-values.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { forms, type FormId } from '#shared/dictionary/forms.ts'
import { checkRecord, missingSchema, recordSchema, valuesSchema } from '#shared/dictionary/record-schema.ts'
import { convert } from '#shared/domain/units.ts'

/** Messages by column, or undefined where the values pass. */
function refusals(formId: FormId, values: Record<string, unknown>, missing = {}): Record<string, string> | undefined {
  const parsed = valuesSchema(formId, missing).safeParse(values)
  if (parsed.success) return undefined
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]))
}

describe('values typed into a form', () => {
  it('pass when they are what the form asks for', () => {
    const values = { date: '2019-04', fvc: 3.1, fvc_unit: 'L', dlco: 4.6, dlco_unit: 'mmol/min/kPa', quality: 'A' }
    expect(valuesSchema('pft').parse(values)).toEqual(values)
  })

  it('are refused outside the hard range, in the unit that was given', () => {
    const date = '2019'
    expect(refusals('pft', { date, fvc: 26, fvc_unit: 'L' })).toEqual({
      fvc: 'FVC must be between 0.2 and 9 L; 26 L was given.',
    })
    expect(refusals('pft', { date, fvc: 3.1, fvc_unit: 'mL' })).toEqual({
      fvc: 'FVC must be between 200 and 9000 mL; 3.1 mL was given.',
    })
    expect(refusals('pft', { date, dlco: 26, dlco_unit: 'mmol/min/kPa' })?.['dlco']).toBe(
      'DLCO must be between 0.1674 and 23.43 mmol/min/kPa; 26 mmol/min/kPa was given.',
    )
    expect(refusals('pft', { date, haemoglobin: 146, haemoglobin_unit: 'g/dL' })?.['haemoglobin']).toContain('25 g/dL')
  })

  it('may sit on a bound, converted or not', () => {
    expect(refusals('pft', { date: '2019', fvc: 9, fvc_unit: 'L' })).toBeUndefined()
    expect(refusals('pft', { date: '2019', fvc: 9000, fvc_unit: 'mL' })).toBeUndefined()
    expect(refusals('case', { code: 'X', height: 250 / 2.54, height_unit: '[in_i]' })).toBeUndefined()
    expect(refusals('visit', { date: '2019', kind: 'follow-up', mmrc: 0 })).toBeUndefined()
  })

  it('may sit on a bound that is not exact in their unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), fc.constantFrom('min', 'max'), (bound, end) => {
        const typed = convert(bound, 'mL/min/mm[Hg]', 'mmol/min/kPa') ?? Number.NaN
        const judge = (value: number, limits: Range) =>
          outsideRange('DLCO', value, limits, 'must be', 'mmol/min/kPa', 'mL/min/mm[Hg]')
        expect(judge(typed, { [end]: bound })).toBeUndefined()
        expect(judge(typed * (end === 'max' ? 1.000001 : 0.999999), { [end]: bound })).toMatch(/^DLCO must be at/)
      }),
      { numRuns: 300 },
    )
  })

  it('need a unit of the item with a quantity, and lose a unit that has no value', () => {
    expect(refusals('pft', { date: '2019', fvc: 3 })).toEqual({ fvc_unit: 'FVC needs a unit.' })
    expect(refusals('pft', { date: '2019', fvc: 3, fvc_unit: 'gal' })).toEqual({
      fvc_unit: 'FVC can be in L or mL, not in gal.',
    })
    expect(valuesSchema('pft').parse({ date: '2019', fvc_unit: 'L' })).toEqual({ date: '2019', fvc_unit: null })
  })

  it('may carry a comparator, but not without a value', () => {
    const base = { test: 'crp', date: '2019', unit: 'mg/L' }
    expect(refusals('laboratory', { ...base, value: 5, value_comparator: '<' })).toBeUndefined()
    expect(refusals('laboratory', { ...base, value_comparator: '<' })?.['value_comparator']).toContain('no value')
    expect(refusals('laboratory', { ...base, value: 5, value_comparator: '≤' })?.['value_comparator']).toContain(
      '< or >',
    )
  })

  it.each(['2019-13', '2019-02-30', '19', '1. April', '2019-4', 20190412])(
    'are refused when the date is %s',
    (date) => {
      expect(refusals('pft', { date })?.['date']).toMatch(/^Date must be a date such as/)
    },
  )

  it('are held to the answers of the list, once each', () => {
    expect(refusals('visit', { date: '2019', kind: 'party' })).toEqual({
      kind: 'Kind of visit: “party” is not one of the answers.',
    })
    expect(refusals('history', { condition: 'melanoma', contraindicates: ['rituximab'] })).toBeUndefined()
    expect(refusals('history', { condition: 'melanoma', contraindicates: ['sugar'] })).toHaveProperty('contraindicates')
    expect(refusals('history', { condition: 'melanoma', contraindicates: ['ivig', 'ivig'] })).toHaveProperty(
      'contraindicates',
    )
    expect(refusals('history', { condition: 'melanoma', contraindicates: 'ivig' })).toHaveProperty('contraindicates')
  })

  it('must have the right type', () => {
    const visit = { date: '2019', kind: 'follow-up' }
    expect(refusals('visit', { ...visit, mmrc: 1.5 })).toEqual({
      mmrc: 'mMRC dyspnea must be a whole number; 1.5 was given.',
    })
    expect(refusals('visit', { ...visit, mmrc: '2' })?.['mmrc']).toContain('number')
    expect(refusals('visit', { ...visit, temperature: Number.NaN })?.['temperature']).toContain('number')
    expect(refusals('visit', { ...visit, plan: 7 })?.['plan']).toContain('text')
  })

  it('have texts of a bounded length', () => {
    const visit = { date: '2019', kind: 'follow-up' }
    expect(refusals('visit', { ...visit, plan: 'x'.repeat(20_000) })).toBeUndefined()
    expect(refusals('visit', { ...visit, plan: 'x'.repeat(20_001) })?.['plan']).toContain('20000')
    expect(refusals('history', { condition: 'other', description: 'x'.repeat(501) })?.['description']).toContain('500')
  })

  it('leave no required item empty but for a known reason', () => {
    expect(refusals('visit', { date: ' ', kind: null })).toEqual({
      date: 'Date is needed.',
      kind: 'Kind of visit is needed.',
    })
    expect(refusals('visit', { kind: 'follow-up' }, { date: 'unknown' })).toBeUndefined()
  })

  it('name only what the form has', () => {
    expect(refusals('note', { text: 'a', colour: 'red' })).toEqual({ colour: 'Note has no item named “colour”.' })
    expect(refusals('note', { toString: 'a' })).toHaveProperty('toString')
  })

  it('are tidied: text is trimmed, empty text and lists are nothing', () => {
    expect(valuesSchema('case').parse({ code: ' AS-0001 ', site: '  ', consent_scope: [] })).toEqual({
      code: 'AS-0001',
      site: null,
      consent_scope: null,
    })
  })

  it('are checked by one schema a form', () => {
    expect(valuesSchema('pft')).toBe(valuesSchema('pft'))
    expect(recordSchema('pft')).toBe(recordSchema('pft'))
    expect(valuesSchema('pft', { date: 'unknown' })).not.toBe(valuesSchema('pft'))
  })
})

const dates = fc.constantFrom('2019', '2019-04', '2019-04-12', '2024-02-29')

/** Any value that an item takes, with its unit. */
function answerTo(item: Item): fc.Arbitrary<RecordValues> {
  const of = <T extends RecordValues[string]>(values: fc.Arbitrary<T>) =>
    values.map((value) => ({ [item.name]: value }))
  switch (item.type) {
    case 'text':
    case 'long-text':
      return of(fc.string({ minLength: 1, maxLength: 20 }).map((text) => `a${text}b`))
    case 'date':
      return of(dates)
    case 'integer':
      return of(fc.integer({ min: item.hard?.min ?? 0, max: item.hard?.max ?? 1000 }))
    case 'number':
      return of(fc.double({ min: item.hard?.min ?? 0, max: item.hard?.max ?? 1000, noNaN: true }))
    case 'quantity': {
      const { min = 0, max = 1000 } = item.hard ?? {}
      return fc.double({ min, max, noNaN: true }).map((value) => ({
        [item.name]: value,
        [`${item.name}_unit`]: item.units[0],
      }))
    }
    case 'choice':
      return of(fc.constantFrom(...item.choices).map(({ code }) => code))
    case 'choices':
      return of(
        fc.uniqueArray(
          fc.constantFrom(...item.choices).map(({ code }) => code),
          { minLength: 1 },
        ),
      )
    case 'reference':
      return of(fc.uuid())
  }
}

describe.each(forms)('the schema of $id', (form) => {
  const answers = fc.tuple(...form.items.map(answerTo)).map((parts): RecordValues => Object.assign({}, ...parts))
  const frame = {
    id: '0190',
    version: 1,
    source: 'recorded',
    created_at: '2024-01-01T00:00:00.000Z',
    updated_at: '2024-01-01T00:00:00Z',
  }

  it('takes every answer that the form allows, and keeps it as it is', () => {
    fc.assert(
      fc.property(answers, (values) => {
        expect(valuesSchema(form.id).parse(values)).toEqual(values)
        expect(recordSchema(form.id).safeParse({ ...frame, ...values }).success).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('answers any nonsense with problems, never with a crash', () => {
    const nonsense = fc.oneof(fc.anything(), fc.double(), fc.string())
    const names = form.items.flatMap(({ name }) => [name, `${name}_unit`])
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), nonsense), (values) => {
        valuesSchema(form.id).safeParse(values)
        checkRecord(form.id, values as RecordValues)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a stored record', () => {
  const frame = {
    id: 'x',
    version: 1,
    source: 'recorded',
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  }

  it('needs its frame and nothing that the form does not have', () => {
    expect(recordSchema('note').safeParse({ text: 'a' }).success).toBe(false)
    expect(recordSchema('note').safeParse({ ...frame, text: 'a', comment: 'b' }).success).toBe(true)
    expect(recordSchema('note').safeParse({ ...frame, text: 'a', author: 'b' }).success).toBe(false)
    expect(recordSchema('note').safeParse({ ...frame, text: null }).success).toBe(false)
  })

  it('says why an item is empty, not why a full one would be', () => {
    const visit = { ...frame, kind: 'follow-up' }
    expect(recordSchema('visit').safeParse({ ...visit, missing: { date: 'unknown' } }).success).toBe(true)
    expect(recordSchema('visit').safeParse({ ...visit, date: '2019', missing: { date: 'unknown' } }).success).toBe(
      false,
    )
    expect(recordSchema('visit').safeParse({ ...visit, date: '2019', missing: { mmrc: 'forgot' } }).success).toBe(false)
    expect(missingSchema.safeParse({ mmrc: 'not-done' }).success).toBe(true)
  })
})
