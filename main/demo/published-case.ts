/**
 * The registry's first case: a man whose antisynthetase syndrome with ILD was kept quiet with monthly immune globulin,
 * after a published case report. What the report gives stands here as given, with dates as vague as the report's, and
 * its source is `recorded`. What it does not give stays empty; what a chart needs besides is made up in
 * `published-case-illustrative.ts` and marked so.
 */
import { gatherInto, withoutGaps } from './demo-case.ts'
import type { AddRecord, DemoCase, DemoRecord, ValuesOf } from './demo-case.ts'
import { addIllustrations } from './published-case-illustrative.ts'

export const publishedCaseCode = 'AS-0001'

/** The published case as a demo case. It is the same whatever the seed. */
export function publishedCase(): DemoCase {
  const records: DemoRecord[] = []
  const add = gatherInto(records, publishedCaseCode, 'recorded')
  addHistory(add)
  addFindings(add)
  addSerology(add)
  addVisits(add)
  addImaging(add)
  addProcedures(add)
  addTreatments(add)
  addNotes(add)
  addIllustrations(gatherInto(records, publishedCaseCode, 'illustrative'))
  return {
    code: publishedCaseCode,
    idSeed: `${publishedCaseCode}/case`,
    source: 'recorded',
    values: withoutGaps({
      code: publishedCaseCode,
      status: 'active',
      status_on: '2022-03',
      sex: 'male',
      reference_group: 'caucasian',
      // Free of symptoms when first seen at 67.
      onset_age_band: '40-or-over',
      referring_reason:
        'Abnormal chest imaging after two treated bacterial pneumonias. The report’s abstract speaks of a radiograph, its body of a CT.',
      consent: 'not-recorded',
    } satisfies ValuesOf<'case'>),
    missing: {
      birth_date: 'unknown',
      height: 'unknown',
      smoking: 'unknown',
      pack_years: 'unknown',
      first_symptom_on: 'unknown',
    },
    comment:
      'From a published case report. 67 years old in April 2019, so born in 1951 or 1952. Followed up to March 2022 in the report; nothing is known of the time after.',
    records,
  }
}

function addHistory(add: AddRecord): void {
  add(
    'history',
    'pneumonia',
    {
      condition: 'pneumonia',
      description: 'Bacterial pneumonia, treated twice, recent at the first visit in April 2019',
    },
    { missing: { onset: 'unknown', ended: 'unknown' } },
  )
  add(
    'history',
    'radiograph',
    {
      condition: 'chest-radiograph-abnormal',
      description: 'Persistent infiltrates on the chest radiograph, found before an operation',
    },
    { missing: { onset: 'unknown' }, comment: 'Before April 2019; the report gives no date.' },
  )
  add(
    'history',
    'diverticulitis',
    { condition: 'diverticulitis', description: 'Needed surgery' },
    { missing: { onset: 'unknown', ended: 'unknown' }, comment: 'Before April 2019; the report gives no date.' },
  )
  add(
    'history',
    'melanoma',
    {
      condition: 'melanoma',
      description: 'Treated successfully a few years before April 2019',
      contraindicates: ['rituximab'],
    },
    { missing: { onset: 'unknown', ended: 'unknown' }, comment: 'The report gives neither stage nor treatment.' },
  )
}

function addFindings(add: AddRecord): void {
  add(
    'diagnosis',
    'ild',
    { kind: 'ild', date: '2019-04', basis: 'imaging' },
    { comment: 'CT gave suspicion of fibrosing NSIP.' },
  )
  add(
    'diagnosis',
    'asys',
    { kind: 'asys', basis: 'clinical' },
    {
      missing: { date: 'unknown', certainty: 'unknown' },
      comment:
        'Between the first visit and the start of immune globulin. The abstract says “symptoms and titers consistent with” the syndrome; of the titers the body gives only anti-Ku and ANA.',
    },
  )
  const deniedFirst = ['cough', 'rash', 'dry-eyes', 'myalgia', 'arthralgia', 'fever'] as const
  for (const term of deniedFirst) {
    add('manifestation', `${term}-2019`, { term, status: 'absent', observed_on: '2019-04' })
  }
  const later = [
    ['dry-eyes', 'New between the first visit and the diagnosis.'],
    [
      'arthralgia',
      'Polyarthralgia, new between the first visit and the diagnosis. Until immune globulin it kept prednisone from going below 20 mg a day.',
    ],
    [
      'muscle-weakness',
      'Weakness of the legs, new between the first visit and the diagnosis. The report does not say whether it was proximal, symmetric or objective.',
    ],
    ['myalgia', 'Until immune globulin it kept prednisone from going below 20 mg a day.'],
    ['cough', 'Dry cough, after the diagnosis.'],
    ['dyspnea', 'After the diagnosis.'],
  ] as const
  for (const [term, comment] of later) {
    add('manifestation', `${term}-later`, { term, status: 'present' }, { missing: { onset: 'unknown' }, comment })
  }
  for (const term of ['dyspnea', 'cough'] as const) {
    add('manifestation', `${term}-2022`, { term, status: 'absent', observed_on: '2022-03' })
  }
}

function addSerology(add: AddRecord): void {
  const dateComment = 'Date approximate: reported with the first visit.'
  add(
    'antibody',
    'ana',
    { specificity: 'ana', result: 'positive', titre: 5120, date: '2019-04' },
    { missing: { pattern: 'unknown', assay: 'unknown' }, comment: dateComment },
  )
  add(
    'antibody',
    'ku',
    { specificity: 'ku', result: 'positive', date: '2019-04' },
    {
      missing: { assay: 'unknown', intensity: 'unknown', value: 'unknown' },
      comment: `${dateComment} No result for an anti-synthetase antibody is in the report.`,
    },
  )
}

function addVisits(add: AddRecord): void {
  add(
    'visit',
    'first-visit',
    {
      date: '2019-04',
      kind: 'baseline',
      cough: 'none',
      arthralgia: 'none',
      myalgia: 'none',
      systolic: 150,
      diastolic: 94,
      heart_rate: 64,
      spo2_rest: 98,
      oxygen_rest: 0,
      assessment: 'No symptoms. “Normal vital signs”, at a pressure of 150/94. Afebrile.',
      plan: 'Surgical lung biopsy recommended; declined, as there were no symptoms.',
    },
    { missing: { temperature: 'unknown', weight: 'unknown', mmrc: 'unknown' } },
  )
  add(
    'visit',
    'last-visit',
    {
      date: '2022-03',
      kind: 'follow-up',
      cough: 'none',
      assessment: 'No dyspnea, no cough. Works and does all daily activities.',
    },
    { missing: { weight: 'unknown', mmrc: 'unknown' } },
  )
}

function addImaging(add: AddRecord): void {
  add(
    'imaging',
    'ct-2019',
    {
      date: '2019-04',
      modality: 'hrct',
      pattern: 'nsip-fibrotic',
      certainty: 'possible',
      report: 'Suspicion of fibrosing NSIP.',
    },
    { missing: { extent_pct: 'unknown' }, comment: 'Date approximate: reported with the first visit.' },
  )
  const earlier = add(
    'imaging',
    'ct-2021',
    { date: '2021-02', modality: 'hrct', slice_thickness: 0.75 },
    {
      missing: { pattern: 'unknown', extent_pct: 'unknown' },
      comment:
        'Date worked out: 13 months before the scan of March 2022, taking the later panel of the figure as that scan.',
    },
  )
  add(
    'imaging',
    'ct-2022',
    {
      date: '2022-03',
      modality: 'hrct',
      change: 'same',
      compared_with: earlier,
      report: 'No progression in airspace disease.',
    },
    { missing: { pattern: 'unknown', extent_pct: 'unknown' } },
  )
}

function addProcedures(add: AddRecord): void {
  add('procedure', 'lung-biopsy', {
    date: '2019',
    kind: 'lung-biopsy',
    status: 'refused',
    result: 'Surgical biopsy recommended after the first visit. Declined: no symptoms.',
  })
  add(
    'procedure',
    'muscle-biopsy',
    { kind: 'muscle-biopsy', status: 'done', site: 'Left biceps femoris', diagnostic: 'no' },
    { missing: { date: 'unknown' } },
  )
}

function addTreatments(add: AddRecord): void {
  const undated = { missing: { started: 'unknown' } } as const
  const prednisone = add(
    'treatment',
    'prednisone',
    { drug: 'prednisone', line: 1 },
    {
      missing: { started: 'unknown' },
      comment: 'Between the diagnosis and April 2021. Immediate improvement. Continued at the last report.',
    },
  )
  add(
    'dose_step',
    'prednisone-high',
    { treatment: prednisone, dose_text: 'high dose', reason: 'start' },
    { missing: { started: 'unknown', dose: 'unknown', unit: 'unknown', frequency: 'unknown' } },
  )
  add(
    'dose_step',
    'prednisone-20',
    {
      treatment: prednisone,
      dose: 20,
      unit: 'mg',
      frequency: 'daily',
      reason: 'taper',
      reason_detail: 'Could not go below: myalgia and arthralgia',
    },
    undated,
  )
  add(
    'dose_step',
    'prednisone-10',
    {
      treatment: prednisone,
      dose: 10,
      unit: 'mg',
      frequency: 'daily',
      reason: 'taper',
      reason_detail: 'Possible since immune globulin',
    },
    undated,
  )
  const mycophenolate = add(
    'treatment',
    'mycophenolate',
    { drug: 'mycophenolate', line: 2 },
    {
      missing: { started: 'unknown' },
      comment: 'Between the start of prednisone and April 2021. Continued at the last report.',
    },
  )
  add(
    'dose_step',
    'mycophenolate-500',
    {
      treatment: mycophenolate,
      dose: 500,
      unit: 'mg',
      frequency: 'daily',
      reason: 'intolerance',
      reason_detail: 'Could not be raised above 500 mg a day: gastrointestinal effects',
    },
    undated,
  )
  const ivig = add(
    'treatment',
    'ivig',
    { drug: 'ivig', indication: 'maintenance', route: 'iv', started: '2021-04' },
    { comment: 'Monthly. Continued at the last report.' },
  )
  add(
    'dose_step',
    'ivig-monthly',
    {
      treatment: ivig,
      started: '2021-04',
      dose_text: '2 g/kg of actual body weight, monthly',
      reason: 'start',
    },
    {
      comment:
        'The report says monthly, not every four weeks, so the dose stands in words; the first infusion has it as a number.',
    },
  )
  add(
    'infusion',
    'ivig-1',
    {
      treatment: ivig,
      drug: 'ivig',
      date: '2021-04',
      weight_basis: 'actual',
      dose_per_kg: 2,
      dose_per_kg_unit: 'g/kg',
      reaction_grade: 0,
      best_effect_day: 3,
      wearing_off_week: 3,
    },
    {
      missing: {
        ended: 'unknown',
        weight: 'unknown',
        total_dose: 'unknown',
        product: 'unknown',
        premedication: 'unknown',
      },
      comment: 'Later infusions were monthly and held for four weeks; the report does not date them.',
    },
  )
  add(
    'approval',
    'ivig-approval',
    {
      drug: 'ivig',
      decision: 'approved',
      first_dose_on: '2021-04',
      reason_text: 'Lengthy delay until the insurer approved. The report gives no dates.',
    },
    { missing: { asked_on: 'unknown', decided_on: 'unknown', payer: 'unknown' } },
  )
}

function addNotes(add: AddRecord): void {
  add('note', 'since-ivig', {
    date: '2022-03',
    title: 'Since the start of immune globulin',
    text: 'No hospital admission, no infection and no known side effect of immune globulin.',
  })
  add('note', 'inconsistencies', {
    title: 'Where the report disagrees with itself',
    text: [
      '“Normal vital signs” with a pressure of 150/94.',
      'The abstract gives an abnormal chest radiograph as the reason for referral, the body an abnormal CT.',
      'Abstract: symptoms and titers consistent with antisynthetase syndrome. Body: only anti-Ku and ANA.',
      'No progression is claimed from scans 13 months apart; the CT of April 2019 is not the one compared with.',
      'The CK figure starts before the first visit, so its first values come from elsewhere.',
    ].join('\n'),
  })
}
