import { describe, expect, it } from 'vitest'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { checkRecord } from '#shared/dictionary/record-schema.ts'
import type { RecordContext } from '#shared/domain/validate-record.ts'

/** Problems as `refuse fvc`, for what is usually all that matters. */
function verdict(formId: FormId, values: RecordValues, context?: RecordContext): readonly string[] {
  return checkRecord(formId, values, {}, context).problems.map(({ severity, path }) => `${severity} ${path}`)
}

const visit = { date: '2021-05-01', kind: 'follow-up' }
const pft = { date: '2021-05-01' }
const frame = {
  id: 'c',
  version: 1,
  source: 'recorded' as const,
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
}

describe('dates', () => {
  it.each([
    ['2021-05-01', '2021-04-30', ['refuse ended']],
    ['2021-05', '2021', []],
    ['2021-05-01', '2021-05', []],
    ['2021', '2020-12-31', ['refuse ended']],
    ['2021-05-01', '2021-05-01', []],
  ])('from %s to %s: %j', (started, ended, expected) => {
    expect(verdict('treatment', { drug: 'prednisone', started, ended })).toEqual(expected)
  })

  it('say which two can not both be right', () => {
    const { problems } = checkRecord('approval', { drug: 'ivig', asked_on: '2021-04', first_dose_on: '2021-03-02' })
    expect(problems).toEqual([
      {
        rule: 'dates-reversed',
        path: 'first_dose_on',
        message: 'First dose on (2 Mar 2021) is before Asked on (Apr 2021).',
        severity: 'refuse',
      },
    ])
  })

  it('lie between birth and death', () => {
    const caseRow = { ...frame, code: 'A', birth_date: '1952', status: 'died' as const, status_on: '2022-03' }
    expect(verdict('visit', { ...visit, date: '1951-12-31' }, { caseRow })).toEqual(['refuse date'])
    expect(verdict('visit', { ...visit, date: '1952' }, { caseRow })).toEqual([])
    expect(verdict('visit', { ...visit, date: '2022-03' }, { caseRow })).toEqual([])
    expect(verdict('visit', { ...visit, date: '2022-04-01' }, { caseRow })).toEqual(['refuse date'])
    expect(verdict('imaging', { modality: 'ct', date: '2022-04-01' }, { caseRow })).toEqual(['ask date'])
    expect(verdict('note', { date: '2022-04-01' }, { caseRow })).toEqual([])
    const lost = { ...caseRow, status: 'lost' as const }
    expect(verdict('visit', { ...visit, date: '2023' }, { caseRow: lost })).toEqual([])
  })

  it('of a case are held against its own birth date', () => {
    expect(verdict('case', { code: 'A', birth_date: '1990-05', first_symptom_on: '1990-04' })).toEqual([
      'refuse first_symptom_on',
    ])
    expect(verdict('case', { code: 'A', birth_date: '2030' }, { today: '2024-06-01' })).toEqual(['refuse birth_date'])
  })

  it('in the future are asked about', () => {
    expect(verdict('visit', { ...visit, date: '2024-06-02' }, { today: '2024-06-01' })).toEqual(['ask date'])
    expect(verdict('visit', { ...visit, date: '2024-06' }, { today: '2024-06-01' })).toEqual([])
  })

  it('of a dose step outside its treatment are asked about', () => {
    const step = { treatment: 't', dose: 10, unit: 'mg', frequency: 'daily' }
    const treatment = { started: '2021-04', ended: '2022-03-15' }
    expect(verdict('dose_step', { ...step, started: '2021-03-31' }, { treatment })).toEqual(['ask started'])
    expect(verdict('dose_step', { ...step, started: '2022-03-16' }, { treatment })).toEqual(['ask started'])
    expect(verdict('dose_step', { ...step, started: '2021' }, { treatment })).toEqual([])
  })
})

describe('laboratory results', () => {
  const ck = { test: 'ck', date: '2020', value: 310, unit: 'U/L' }

  it('are in a unit of the test', () => {
    expect(verdict('laboratory', ck)).toEqual([])
    expect(verdict('laboratory', { ...ck, unit: 'g/dL' })).toEqual(['refuse unit'])
    expect(verdict('laboratory', { ...ck, unit: null })).toEqual(['refuse unit'])
    expect(checkRecord('laboratory', { ...ck, unit: 'mg/L' }).problems[0]?.message).toBe(
      'CK can be in U/L or µkat/L, not in mg/L.',
    )
  })

  it('are asked about when they are unlikely in their unit', () => {
    expect(verdict('laboratory', { ...ck, value: 25_000 })).toEqual(['ask value'])
    expect(verdict('laboratory', { ...ck, value: 400, unit: 'ukat/L' })).toEqual(['ask value'])
    expect(verdict('laboratory', { test: 'haemoglobin', date: '2020', value: 14.2, unit: 'g/dL' })).toEqual([])
    expect(verdict('laboratory', { test: 'haemoglobin', date: '2020', value: 8.8, unit: 'mmol/L' })).toEqual([])
    expect(verdict('laboratory', { test: 'haemoglobin', date: '2020', value: 142, unit: 'g/dL' })).toEqual([
      'ask value',
    ])
    expect(verdict('laboratory', { ...ck, value: -1 })).toEqual(['refuse value'])
  })

  it('have a reference range the right way round', () => {
    expect(verdict('laboratory', { ...ck, ref_low: 200, ref_high: 30 })).toEqual(['refuse ref_high'])
  })
})

describe('antibodies', () => {
  it('have a titer where one is usual', () => {
    expect(verdict('antibody', { specificity: 'ana', result: 'positive', titre: 5120, pattern: ['AC-4'] })).toEqual([])
    expect(verdict('antibody', { specificity: 'ku', result: 'positive', titre: 5120 })).toEqual(['ask titre'])
    expect(verdict('antibody', { specificity: 'ku', result: 'positive', pattern: ['AC-4'] })).toEqual(['ask pattern'])
  })

  it('have no level when they were not tested', () => {
    expect(verdict('antibody', { specificity: 'jo-1', result: 'not-on-panel', intensity: '2' })).toEqual([
      'refuse intensity',
    ])
  })
})

describe('measurements', () => {
  it('of muscle strength say what they run over', () => {
    expect(verdict('visit', { ...visit, mmt8: 78 })).toEqual(['refuse mmt8_range'])
    expect(verdict('visit', { ...visit, mmt8: 78, mmt8_range: '0-80' })).toEqual([])
    expect(verdict('visit', { ...visit, mmt8: 140, mmt8_range: '0-80' })).toEqual(['refuse mmt8'])
    expect(verdict('visit', { ...visit, mmt8: 140, mmt8_range: '0-150' })).toEqual([])
  })

  it('of HAQ-DI go in eighths', () => {
    expect(verdict('visit', { ...visit, haq_di: 0.875 })).toEqual([])
    expect(verdict('visit', { ...visit, haq_di: 0.9 })).toEqual(['ask haq_di'])
  })

  it('of lung function fit each other whatever their units', () => {
    const volumes = { ...pft, fvc: 3.1, fvc_unit: 'L' }
    expect(verdict('pft', { ...volumes, fev1: 2900, fev1_unit: 'mL' })).toEqual([])
    expect(verdict('pft', { ...volumes, fev1: 3200, fev1_unit: 'mL' })).toEqual(['ask fev1'])
    expect(verdict('pft', { ...volumes, tlc: 2.9, tlc_unit: 'L' })).toEqual(['ask fvc'])
    const transfer = { ...pft, dlco: 13.7, dlco_unit: 'mL/min/mm[Hg]', va: 4.8, va_unit: 'L' }
    expect(verdict('pft', { ...transfer, kco: 2.85, kco_unit: 'mL/min/mm[Hg]/L' })).toEqual([])
    expect(verdict('pft', { ...transfer, kco: 0.955, kco_unit: 'mmol/min/kPa/L' })).toEqual([])
    expect(verdict('pft', { ...transfer, kco: 1.3, kco_unit: 'mL/min/mm[Hg]/L' })).toEqual(['ask kco'])
  })

  it('are asked about outside their soft range', () => {
    expect(verdict('pft', { ...pft, fvc: 0.4, fvc_unit: 'L' })).toEqual(['ask fvc'])
    expect(checkRecord('visit', { ...visit, spo2_rest: 60 }).problems).toEqual([
      {
        rule: 'soft-range',
        path: 'spo2_rest',
        message: 'SpO₂ at rest is usually at least 80 %; 60 % was given.',
        severity: 'ask',
      },
    ])
  })

  it('of pressure and saturation are in order', () => {
    expect(verdict('visit', { ...visit, systolic: 94, diastolic: 110 })).toEqual(['ask diastolic'])
    expect(verdict('visit', { ...visit, systolic: 150, diastolic: 94 })).toEqual([])
    expect(verdict('walk_test', { date: '2021', spo2_start: 95, spo2_nadir: 97 })).toEqual(['ask spo2_nadir'])
  })

  it('of a lavage add up to no more than all cells', () => {
    const lavage = { kind: 'bronchoscopy', status: 'done', bal_lymphocytes: 60 }
    expect(verdict('procedure', { ...lavage, bal_macrophages: 40 })).toEqual([])
    expect(verdict('procedure', { ...lavage, bal_macrophages: 80 })).toEqual(['ask bal_macrophages'])
  })
})

describe('treatment', () => {
  it('may have a dose in words, but a number needs its unit', () => {
    expect(verdict('dose_step', { treatment: 't', dose_text: 'high dose' })).toEqual([])
    expect(verdict('dose_step', { treatment: 't', dose: 20, frequency: 'daily' })).toEqual(['refuse unit'])
    expect(verdict('dose_step', { treatment: 't', dose: 20, unit: 'mg' })).toEqual(['ask frequency'])
    expect(verdict('dose_step', { treatment: 't', dose: 0, unit: 'mg' })).toEqual([])
  })

  it('by infusion has a total that fits weight and dose', () => {
    const cycle = {
      drug: 'ivig',
      date: '2021-04',
      weight: 82,
      weight_unit: 'kg',
      dose_per_kg: 2,
      dose_per_kg_unit: 'g/kg',
    }
    expect(verdict('infusion', { ...cycle, total_dose: 164, total_dose_unit: 'g' })).toEqual([])
    expect(verdict('infusion', { ...cycle, total_dose: 160_000, total_dose_unit: 'mg' })).toEqual([])
    expect(verdict('infusion', { ...cycle, total_dose: 100, total_dose_unit: 'g' })).toEqual(['ask total_dose'])
  })
})

describe('the rest', () => {
  it('asks about a cause of death without a death, and pack-years without smoking', () => {
    expect(verdict('event', { kind: 'infection', cause_of_death: 'infection' })).toEqual(['ask cause_of_death'])
    expect(verdict('event', { kind: 'death', cause_of_death: 'infection' })).toEqual([])
    expect(verdict('case', { code: 'A', smoking: 'never', pack_years: 20 })).toEqual(['ask pack_years'])
    expect(verdict('case', { code: 'A', status: 'died' })).toEqual(['ask status_on'])
  })

  it('asks nothing about a field that is refused', () => {
    expect(verdict('pft', { ...pft, fvc: 3100, fvc_unit: 'L', tlc: 5, tlc_unit: 'L' })).toEqual(['refuse fvc'])
  })

  it('refuses a reason for a value that is there', () => {
    const { problems } = checkRecord('visit', { ...visit, mmrc: 2 }, { mmrc: 'not-done' })
    expect(problems).toMatchObject([{ path: 'mmrc', severity: 'refuse' }])
  })
})
