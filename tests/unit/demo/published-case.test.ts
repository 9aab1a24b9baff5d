import { describe, expect, it } from 'vitest'
import { publishedCase } from '#main/demo/published-case.ts'
import { problemsOf } from './check-demo-records.ts'

const published = publishedCase()
const records = new Map(published.records.map((record) => [record.key, record]))

/** Columns by record key; `case` is the case itself. */
type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What the report gives (or what is plain arithmetic on it), fact by fact, and where it stands in the record. */
const given: Readonly<Record<string, Facts>> = {
  'male, Caucasian': { case: { sex: 'male', reference_group: 'caucasian' } },
  'without symptoms when first seen, at 67': { case: { onset_age_band: '40-or-over' } },
  'in follow-up in March 2022, consent not reported': {
    case: { code: 'AS-0001', status: 'active', status_on: '2022-03', consent: 'not-recorded' },
  },
  'referred for abnormal chest imaging': {
    case: { referring_reason: expect.stringContaining('Abnormal chest imaging') },
  },
  'bacterial pneumonia treated twice': {
    pneumonia: { condition: 'pneumonia', description: expect.stringContaining('treated twice') },
  },
  'persistent infiltrates in the preoperative work-up': {
    radiograph: {
      condition: 'chest-radiograph-abnormal',
      description: expect.stringContaining('Persistent infiltrates'),
    },
  },
  'diverticulitis that needed surgery': {
    diverticulitis: { condition: 'diverticulitis', description: 'Needed surgery' },
  },
  'melanoma, which speaks against rituximab': {
    melanoma: { condition: 'melanoma', description: expect.any(String), contraindicates: ['rituximab'] },
  },
  'vital signs of April 2019, called normal': {
    'first-visit': {
      date: '2019-04',
      kind: 'baseline',
      systolic: 150,
      diastolic: 94,
      heart_rate: 64,
      spo2_rest: 98,
      oxygen_rest: 0,
      assessment: expect.stringMatching(/Normal vital signs.*150\/94.*Afebrile/),
    },
    'fever-2019': { term: 'fever', status: 'absent', observed_on: '2019-04' },
  },
  'cough, rash, dry eyes, muscle and joint aches denied in April 2019': {
    'first-visit': { cough: 'none', arthralgia: 'none', myalgia: 'none' },
    'cough-2019': { term: 'cough', status: 'absent', observed_on: '2019-04' },
    'rash-2019': { term: 'rash', status: 'absent', observed_on: '2019-04' },
    'dry-eyes-2019': { term: 'dry-eyes', status: 'absent', observed_on: '2019-04' },
    'myalgia-2019': { term: 'myalgia', status: 'absent', observed_on: '2019-04' },
    'arthralgia-2019': { term: 'arthralgia', status: 'absent', observed_on: '2019-04' },
  },
  'ANA 1:5120': { ana: { specificity: 'ana', result: 'positive', titre: 5120, date: '2019-04' } },
  'anti-Ku': { ku: { specificity: 'ku', result: 'positive', date: '2019-04' } },
  'CT of April 2019 with suspicion of fibrosing NSIP': {
    'ct-2019': {
      date: '2019-04',
      modality: 'hrct',
      pattern: 'nsip-fibrotic',
      certainty: 'possible',
      report: 'Suspicion of fibrosing NSIP.',
    },
    ild: { kind: 'ild', date: '2019-04', basis: 'imaging' },
  },
  'lung biopsy recommended and declined in 2019': {
    'first-visit': { plan: expect.stringContaining('declined') },
    'lung-biopsy': {
      date: '2019',
      kind: 'lung-biopsy',
      status: 'refused',
      result: expect.stringContaining('Declined'),
    },
  },
  'new dry eyes, polyarthralgia and leg weakness': {
    'dry-eyes-later': { term: 'dry-eyes', status: 'present' },
    'arthralgia-later': { term: 'arthralgia', status: 'present' },
    'muscle-weakness-later': { term: 'muscle-weakness', status: 'present' },
  },
  'biopsy of the left biceps femoris, not diagnostic': {
    'muscle-biopsy': {
      kind: 'muscle-biopsy',
      status: 'done',
      site: 'Left biceps femoris',
      diagnostic: 'no',
    },
  },
  'clinical diagnosis of antisynthetase syndrome, undated': { asys: { kind: 'asys', basis: 'clinical' } },
  'dry cough and dyspnea after the diagnosis': {
    'cough-later': { term: 'cough', status: 'present' },
    'dyspnea-later': { term: 'dyspnea', status: 'present' },
  },
  'high-dose prednisone, milligrams and date unknown': {
    prednisone: { drug: 'prednisone', line: 1 },
    'prednisone-high': { treatment: 'key:prednisone', dose_text: 'high dose', reason: 'start' },
  },
  'prednisone not below 20 mg for myalgia and arthralgia': {
    'prednisone-20': {
      treatment: 'key:prednisone',
      dose: 20,
      unit: 'mg',
      frequency: 'daily',
      reason: 'taper',
      reason_detail: expect.stringContaining('myalgia and arthralgia'),
    },
    'myalgia-later': { term: 'myalgia', status: 'present' },
  },
  'prednisone 10 mg since immune globulin, undated': {
    'prednisone-10': {
      treatment: 'key:prednisone',
      dose: 10,
      unit: 'mg',
      frequency: 'daily',
      reason: 'taper',
      reason_detail: expect.stringContaining('immune globulin'),
    },
  },
  'mycophenolate held at 500 mg a day by the gut': {
    mycophenolate: { drug: 'mycophenolate', line: 2 },
    'mycophenolate-500': {
      treatment: 'key:mycophenolate',
      dose: 500,
      unit: 'mg',
      frequency: 'daily',
      reason: 'intolerance',
      reason_detail: expect.stringContaining('gastrointestinal'),
    },
  },
  'lengthy approval without dates': {
    'ivig-approval': {
      drug: 'ivig',
      decision: 'approved',
      first_dose_on: '2021-04',
      reason_text: expect.stringContaining('Lengthy delay'),
    },
  },
  'immune globulin from April 2021, 2 g/kg of actual weight, monthly, as maintenance': {
    ivig: { drug: 'ivig', indication: 'maintenance', route: 'iv', started: '2021-04' },
    'ivig-monthly': {
      treatment: 'key:ivig',
      started: '2021-04',
      dose_text: '2 g/kg of actual body weight, monthly',
      reason: 'start',
    },
    'ivig-1': {
      treatment: 'key:ivig',
      drug: 'ivig',
      date: '2021-04',
      weight_basis: 'actual',
      dose_per_kg: 2,
      dose_per_kg_unit: 'g/kg',
    },
  },
  'first infusion: best on day 3, for three weeks, without side effect': {
    'ivig-1': { best_effect_day: 3, wearing_off_week: 3, reaction_grade: 0 },
  },
  'CT of March 2022 without progression against the one 13 months before': {
    'ct-2021': { date: '2021-02', modality: 'hrct', slice_thickness: 0.75 },
    'ct-2022': {
      date: '2022-03',
      modality: 'hrct',
      change: 'same',
      compared_with: 'key:ct-2021',
      report: 'No progression in airspace disease.',
    },
  },
  'well in March 2022': {
    'last-visit': {
      date: '2022-03',
      kind: 'follow-up',
      cough: 'none',
      assessment: expect.stringMatching(/No dyspnea, no cough\. Works/),
    },
    'dyspnea-2022': { term: 'dyspnea', status: 'absent', observed_on: '2022-03' },
    'cough-2022': { term: 'cough', status: 'absent', observed_on: '2022-03' },
  },
  'no admission, infection or side effect since immune globulin': {
    'since-ivig': {
      date: '2022-03',
      title: expect.any(String),
      text: expect.stringMatching(/No hospital admission, no infection and no known side effect/),
    },
  },
  'the report’s inconsistencies': { inconsistencies: { title: expect.any(String), text: expect.any(String) } },
}

function entryOf(key: string) {
  return key === 'case' ? published : records.get(key)
}

describe('the published case', () => {
  it.each(Object.entries(given))('holds as recorded: %s', (_fact, facts) => {
    for (const [key, columns] of Object.entries(facts)) {
      expect(entryOf(key)?.source, key).toBe('recorded')
      expect(entryOf(key)?.values, key).toMatchObject(columns)
    }
  })

  it('has nothing recorded that is not given', () => {
    const accounted = new Set(
      Object.values(given).flatMap((facts) =>
        Object.entries(facts).flatMap(([key, columns]) => Object.keys(columns).map((column) => `${key}.${column}`)),
      ),
    )
    const recorded = [{ ...published, key: 'case' }, ...published.records]
      .filter(({ source }) => source === 'recorded')
      .flatMap(({ key, values }) => Object.keys(values).map((column) => `${key}.${column}`))
    expect(recorded.filter((column) => !accounted.has(column))).toEqual([])
    expect(recorded).toHaveLength(accounted.size)
  })

  it('marks the rest illustrative, each record with a word why', () => {
    const others = published.records.filter(({ source }) => source !== 'recorded')
    expect(others.length).toBeGreaterThan(0)
    for (const { key, source, comment } of others) {
      expect(source, key).toBe('illustrative')
      expect(comment, key).toMatch(/^Illustrative: .*not given in the report\.$/)
    }
  })

  it('says of the birth date that it is unknown, and how old he was', () => {
    expect(published.values).not.toHaveProperty('birth_date')
    expect(published.missing).toMatchObject({ birth_date: 'unknown', height: 'unknown', smoking: 'unknown' })
    expect(published.comment).toContain('67 years old in April 2019')
    expect(published.identity).toBeUndefined()
  })

  it('has no anti-synthetase antibody, positive or negative', () => {
    const specificities = published.records
      .filter(({ form }) => form === 'antibody')
      .map(({ values }) => values['specificity'])
    expect(new Set(specificities)).toEqual(new Set(['ana', 'ku']))
  })

  it('shows CK rising before prednisone, falling at once with it and low under immune globulin', () => {
    const ck = published.records
      .filter(({ values }) => values['test'] === 'ck')
      .map(({ values }) => ({ date: String(values['date']), value: Number(values['value']) }))
    const before = ck.filter(({ date }) => date < '2020-02-11').map(({ value }) => value)
    expect(before).toEqual([...before].sort((a, b) => a - b))
    const peak = before.at(-1) ?? 0
    const next = ck[before.length]?.value ?? Infinity
    expect(next).toBeLessThan(peak / 2)
    expect(Math.max(...ck.filter(({ date }) => date > '2021-04-30').map(({ value }) => value))).toBeLessThan(200)
    expect(ck[0]!.date < '2019-04').toBe(true)
  })

  it('keeps prednisone at 20 mg or more until immune globulin, and ends at 10 mg', () => {
    const steps = published.records
      .filter(
        ({ form, source, values }) =>
          form === 'dose_step' && source === 'illustrative' && values['treatment'] === 'key:prednisone',
      )
      .map(({ values }) => ({ started: String(values['started']), dose: Number(values['dose']) }))
    expect(Math.min(...steps.filter(({ started }) => started < '2021-04').map(({ dose }) => dose))).toBe(20)
    expect(steps.at(-1)?.dose).toBe(10)
  })

  it('has immune globulin every month to March 2022, and no event', () => {
    const months = published.records
      .filter(({ form }) => form === 'infusion')
      .map(({ values }) => String(values['date']).slice(0, 7))
    expect(months).toHaveLength(12)
    expect(new Set(months).size).toBe(12)
    expect([months[0], months.at(-1)]).toEqual(['2021-04', '2022-03'])
    expect(published.records.filter(({ form }) => form === 'event')).toEqual([])
  })

  it('passes the dictionary and the rules between items without a refusal, nor a doubt', () => {
    expect(problemsOf(published)).toEqual([])
  })
})
