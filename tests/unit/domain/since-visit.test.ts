import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { sinceVisit, type SinceVisit } from '#shared/domain/since-visit/since-visit.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2024-06-30'
const since = (record: CaseRecord, on = today) => sinceVisit(record, on, standardClinicalSettings)
function compared(record: CaseRecord, on = today): SinceVisit {
  const found = since(record, on)
  if ('why' in found) throw new Error(found.why)
  return found
}
const daily = { unit: 'mg', frequency: 'daily' } as const
const visited = aCase().with('visit', { date: '2024-01-10' }).with('visit', { date: '2024-05-19' })
const paragraph = (record: CaseRecord) => compared(record).paragraph

describe('which visits', () => {
  it('are the last one and the one before it', () => {
    const { visits } = compared(visited.with('visit', { date: '2023-01-01' }).record)
    expect([visits.last.date, visits.before.date, visits.daysAgo]).toEqual([
      '2024-05-19',
      '2024-01-10',
      { min: 42, max: 42 },
    ])
  })

  it('one visit only, or none, is said', () => {
    expect(since(aCase().record)).toEqual({ why: 'No visit with a date is recorded yet.' })
    expect(since(aCase().with('visit', { date: '2024-05' }).record)).toMatchObject({
      why: 'One visit so far (May 2024): there is none to compare it with.',
      visits: { daysAgo: { min: 30, max: 60 } },
    })
  })

  it('one that lies ahead is no last visit', () => {
    expect(compared(visited.with('visit', { date: '2024-07-01' }).record).visits.last.date).toBe('2024-05-19')
  })

  it('one that may have been the same day is not the one before', () => {
    const { visits } = compared(visited.with('visit', { date: '2024-05' }).record)
    expect([visits.last.date, visits.before.date]).toEqual(['2024-05-19', '2024-01-10'])
  })

  it('of a closed case count up to the end of its follow-up', () => {
    const lost = aCase({ status: 'lost', status_on: '2024-05-29' })
      .with('visit', { date: '2024-01-10' })
      .with('visit', { date: '2024-05-19' })
    expect(compared(lost.record).visits.daysAgo).toEqual({ min: 10, max: 10 })
  })
})

describe('measured values', () => {
  const ck = (date: string, value: number, more = {}) => ({ test: 'ck', date, value, unit: 'U/L', ...more }) as const

  it('since the visit before are set against the last ones known at it', () => {
    const record = visited
      .with('laboratory', ck('2023-10-01', 500))
      .with('laboratory', ck('2024-01-10', 310))
      .with('laboratory', ck('2024-05-17', 240))
      .with('laboratory', ck('2024-06-20', 190))
      .with('pft', { date: '2023-09-01', fvc_pct: 61, dlco_pct: 48 })
      .with('pft', { date: '2024-06-01', fvc_pct: 55, dlco_pct: 47 }).record
    const { measures } = compared(record)
    expect(measures.map(({ label, text, over, direction }) => [label, text, over, direction])).toEqual([
      ['CK', '310 → 190 U/L', undefined, undefined],
      ['FVC', '61 → 55 %', 'in 9 months', 'worse'],
      ['DLCO', '48 → 47 %', 'in 9 months', undefined],
    ])
    expect(paragraph(record)).toBe('CK 310 → 190 U/L. PFT: FVC 61 → 55 %, DLCO 48 → 47 % in 9 months.')
    expect(measures[0]).toMatchObject({ form: 'laboratory', recordId: 'laboratory-4', date: '2024-06-20' })
  })

  it('that were not taken again are not said again', () => {
    expect(paragraph(visited.with('laboratory', ck('2024-01-10', 310)).record)).toBe('Nothing new is recorded.')
  })

  it('without one before are said as they are', () => {
    expect(paragraph(visited.with('laboratory', ck('2024-05-19', 190)).record)).toBe('CK 190 U/L (none before).')
  })

  it('in another unit are converted, and the value before is said as it was entered', () => {
    const record = visited
      .with('laboratory', { test: 'ck', date: '2024-01-10', value: 5, unit: 'ukat/L' })
      .with('laboratory', ck('2024-05-19', 190)).record
    expect(paragraph(record)).toBe('CK 300 → 190 U/L (before, 5 µkat/L).')
  })

  it('in units that don’t fit, or without one, are never set against each other', () => {
    const other = visited
      .with('laboratory', { test: 'ck', date: '2024-01-10', value: 5, unit: 'ng/mL' })
      .with('laboratory', ck('2024-05-19', 190)).record
    expect(paragraph(other)).toBe('CK 190 U/L; before, 5 ng/mL (not compared: different units).')
    const none = visited
      .with('laboratory', { test: 'ck', date: '2024-01-10', value: 5 })
      .with('laboratory', ck('2024-05-19', 190)).record
    expect(paragraph(none)).toBe('CK 190 U/L; before, 5 (unit not known) (not compared: a unit is not known).')
  })

  it('below a limit keep their sign and have no direction', () => {
    const record = visited
      .with('laboratory', ck('2024-01-10', 40))
      .with('laboratory', ck('2024-05-19', 40, { value_comparator: '<' })).record
    expect(paragraph(record)).toBe('CK 40 → <40 U/L.')
  })

  it('of DLCO with and without correction for hemoglobin are not compared', () => {
    const record = visited
      .with('pft', { date: '2024-01-10', dlco_pct: 48, dlco_basis: 'uncorrected' })
      .with('pft', { date: '2024-05-19', dlco_pct: 55, dlco_basis: 'hb-corrected' }).record
    expect(paragraph(record)).toBe('PFT: DLCO 55 % (none before).')
  })

  it('of the visits themselves: dyspnea, saturation with its oxygen, weight in its unit', () => {
    const record = aCase()
      .with('visit', {
        date: '2024-01-10',
        mmrc: 2,
        spo2_rest: 93,
        oxygen_rest: 0,
        weight: 83,
        weight_unit: 'kg',
      })
      .with('visit', {
        date: '2024-05-19',
        mmrc: 1,
        spo2_rest: 96,
        oxygen_rest: 2,
        weight: 180,
        weight_unit: '[lb_av]',
      }).record
    expect(compared(record).measures.map(({ label, text, direction }) => [label, text, direction])).toEqual([
      ['mMRC', '2 → 1', 'better'],
      ['SpO₂ at rest', '96 % on 2 L/min; before, 93 % on room air (not compared)', undefined],
      ['Weight', '183 → 180 lb (before, 83 kg)', undefined],
    ])
  })

  it('that are the same are called unchanged', () => {
    const record = aCase().with('visit', { date: '2024-01-10', mmrc: 2 }).with('visit', { date: '2024-05-19', mmrc: 2 })
    expect(paragraph(record.record)).toBe('mMRC 2, unchanged.')
  })

  it('of partial dates are about so far apart', () => {
    const record = visited
      .with('pft', { date: '2023-08', fvc_pct: 61 })
      .with('pft', { date: '2024-05-19', fvc_pct: 61 }).record
    expect(paragraph(record)).toBe('PFT: FVC 61 %, unchanged in about 9 months.')
  })
})

describe('drugs', () => {
  const onPrednisone = visited
    .with('treatment', { drug: 'prednisone', started: '2023-01-01' })
    .with('dose_step', { treatment: 'treatment-1', started: '2023-01-01', dose: 10, ...daily })

  it('prednisone is set against its dose at the visit before, with the reasons', () => {
    const step = { treatment: 'treatment-1', ...daily }
    const tapered = onPrednisone.with('dose_step', { ...step, started: '2024-05-20', dose: 7.5, reason: 'taper' })
    expect(paragraph(tapered.record)).toBe('Prednisone 10 → 7.5 mg daily (taper).')
    const flared = onPrednisone
      .with('dose_step', { ...step, started: '2024-03-01', dose: 40, reason: 'flare' })
      .with('dose_step', { ...step, started: '2024-04-01', dose: 20, reason: 'taper' })
      .with('dose_step', { ...step, started: '2024-05-01', dose: 15, reason: 'taper' })
    expect(paragraph(flared.record)).toBe('Prednisone 10 → 15 mg daily (flare, then taper).')
    expect(paragraph(onPrednisone.record)).toBe('Prednisone 10 mg daily, unchanged.')
  })

  it('other glucocorticoids count by their equivalent, a dose that is not known stays so', () => {
    const other = visited
      .with('treatment', { drug: 'methylprednisolone', route: 'oral', started: '2023-01-01', ended: '2024-05-19' })
      .with('dose_step', { treatment: 'treatment-1', started: '2023-01-01', dose: 8, ...daily })
    expect(paragraph(other.record)).toBe('Prednisone-equivalent 10 → 0 mg daily.')
    const unknown = onPrednisone.with('dose_step', {
      treatment: 'treatment-1',
      started: '2024-02-01',
      dose_text: 'high dose',
    })
    expect(paragraph(unknown.record)).toMatch(/^Prednisone 10 mg daily → high dose/)
  })

  it('that began, ended or changed are said with the reason', () => {
    const record = visited
      .with('treatment', {
        drug: 'azathioprine',
        started: '2022-01-01',
        ended: '2024-02-03',
        stop_reason: 'intolerance',
        stop_detail: 'nausea',
      })
      .with('treatment', { drug: 'mycophenolate', started: '2023-01-01' })
      .with('dose_step', { treatment: 'treatment-2', started: '2023-01-01', dose: 500, unit: 'mg', frequency: 'bid' })
      .with('dose_step', {
        treatment: 'treatment-2',
        started: '2024-05-19',
        dose: 1000,
        unit: 'mg',
        frequency: 'bid',
        reason: 'increase',
      })
      .with('treatment', { drug: 'tacrolimus', started: '2024-05-19' })
      .with('treatment', { drug: 'cotrimoxazole', started: '2024-02-01', ended: '2024-03-01' }).record
    expect(compared(record).drugs.map(({ text }) => text)).toEqual([
      'AZA stopped 3 Feb 2024 (intolerance: nausea)',
      'MMF 500 mg twice daily → 1000 mg twice daily (increase)',
      'TMP-SMX (started 1 Feb 2024) stopped 1 Mar 2024',
      'TAC started 19 May 2024, dose not known',
    ])
  })

  it('infusions are counted, with what they were borne like', () => {
    const record = visited
      .with('infusion', { drug: 'ivig', date: '2024-01-10' })
      .with('infusion', { drug: 'ivig', date: '2024-02-07', reaction_grade: 0 })
      .with('infusion', { drug: 'ivig', date: '2024-06-05', reaction_grade: 1, reaction: 'headache' }).record
    expect(paragraph(record)).toBe('IVIg: 2 infusions, the last 5 Jun 2024 (reaction grade 1: headache).')
  })
})

describe('what happened', () => {
  const record = visited
    .with('event', { kind: 'infection', title: 'pneumonia', onset: '2024-03-01', grade: 3 })
    .with('event', { kind: 'infection', onset: '2024-01-10' })
    .with('imaging', { modality: 'hrct', date: '2024-05-20', pattern: 'nsip' })
    .with('antibody', { specificity: 'ro52', result: 'positive', date: '2024-05-19' })
    .with('procedure', { kind: 'lung-biopsy', status: 'planned', date: '2024-06-29' })
    .with('procedure', { kind: 'bronchoscopy', status: 'done', date: '2024-06' }).record

  it('is told in order, each with its record; what was done at the visit before and what is planned is left out', () => {
    expect(compared(record).happened.map(({ text, form }) => [form, text])).toEqual([
      ['event', 'Infection: pneumonia, grade 3'],
      ['antibody', 'Ro52 positive'],
      ['imaging', 'HRCT: NSIP'],
      ['procedure', 'Bronchoscopy'],
    ])
    expect(paragraph(record)).toContain('1 Mar 2024: Infection: pneumonia, grade 3.')
  })
})

describe('what rests on values that are not real', () => {
  it('is marked, also where only the value before is one', () => {
    const mmrc = (source: 'recorded' | 'illustrative') =>
      aCase().with('visit', { date: '2024-01-10', mmrc: 2, source }).with('visit', { date: '2024-05-19', mmrc: 1 })
        .record
    expect(compared(mmrc('recorded')).source).toBe(undefined)
    expect(compared(mmrc('illustrative'))).toMatchObject({
      source: 'illustrative',
      measures: [{ source: 'illustrative' }],
    })
  })
})

describe('the published case', () => {
  const [first] = demoCases({ cases: 1 })
  it('says what the chart shows', () => {
    const { visits, paragraph } = compared(demoRecord(first!), '2026-11-26')
    expect([visits.last.date, visits.before.date]).toEqual(['2022-03-08', '2021-06-01'])
    expect(paragraph).toBe(
      'CK 164 → 114 U/L. PFT: FVC 74 → 77 %, DLCO 60 → 63 % in 12 months. mMRC 1 → 0. Weight 83 → 82 kg. Prednisone 17.5 → 10 mg daily (taper). IVIg: 10 infusions, the last 8 Mar 2022. Mar 2022: HRCT: same as Feb 2021.',
    )
  })
})
