/**
 * Made-up values beside the published case, for its chart. The report shows CK and four pulmonary function tests only as
 * pictures and gives no dates of doses and later infusions. These values follow its words: CK rising before treatment and
 * falling at once with prednisone, prednisone not below 20 mg a day until immune globulin and 10 mg after, scans alike.
 */
import type { AddRecord, ValuesOf } from './demo-case.ts'
import { refersTo } from './demo-case.ts'

/** Adds what the report does not give. `add` must mark its records illustrative. */
export function addIllustrations(add: AddRecord): void {
  addCreatineKinase(add)
  addLungFunction(add)
  addDoses(add)
  addInfusions(add)
  addVisits(add)
}

function because(what: string): { readonly comment: string } {
  return { comment: `Illustrative: ${what} not given in the report.` }
}

/** Nearly four years, from before the first visit. U/L, with an upper limit of 200. */
const creatineKinase = [
  ['2018-06-18', 182],
  ['2018-11-06', 236],
  ['2019-04-16', 318],
  ['2019-08-13', 442],
  ['2019-11-12', 689],
  ['2020-01-14', 964],
  ['2020-02-04', 1187],
  ['2020-02-25', 512],
  ['2020-03-24', 243],
  ['2020-05-19', 171],
  ['2020-08-11', 198],
  ['2020-11-10', 226],
  ['2021-01-19', 241],
  ['2021-03-16', 258],
  ['2021-05-04', 164],
  ['2021-07-20', 138],
  ['2021-10-19', 121],
  ['2022-01-18', 127],
  ['2022-03-15', 114],
] as const

function addCreatineKinase(add: AddRecord): void {
  for (const [date, value] of creatineKinase) {
    add('laboratory', `ck-${date}`, { test: 'ck', date, value, unit: 'U/L', ref_high: 200 }, because('CK values are'))
  }
}

/** Litres, mL/min/mmHg and % predicted, worked out with GLI values for a man of 178 cm, which is itself made up. */
const lungFunction = [
  {
    date: '2019-05-07',
    fvc: 3.46,
    fvc_pct: 79,
    fev1: 2.81,
    fev1_pct: 84,
    tlc: 5.47,
    tlc_pct: 76,
    dlco: 17.7,
    dlco_pct: 67,
  },
  {
    date: '2020-03-10',
    fvc: 3.21,
    fvc_pct: 74,
    fev1: 2.64,
    fev1_pct: 80,
    tlc: 5.18,
    tlc_pct: 72,
    dlco: 15.9,
    dlco_pct: 60,
  },
  {
    date: '2021-03-09',
    fvc: 3.18,
    fvc_pct: 74,
    fev1: 2.59,
    fev1_pct: 80,
    tlc: 5.1,
    tlc_pct: 71,
    dlco: 15.6,
    dlco_pct: 60,
  },
  {
    date: '2022-03-08',
    fvc: 3.28,
    fvc_pct: 77,
    fev1: 2.66,
    fev1_pct: 83,
    tlc: 5.25,
    tlc_pct: 73,
    dlco: 16.3,
    dlco_pct: 63,
  },
] as const

function addLungFunction(add: AddRecord): void {
  for (const { fvc, fev1, tlc, dlco, ...rest } of lungFunction) {
    add(
      'pft',
      `pft-${rest.date}`,
      {
        ...rest,
        fvc,
        fvc_unit: 'L',
        fev1,
        fev1_unit: 'L',
        tlc,
        tlc_unit: 'L',
        dlco,
        dlco_unit: 'mL/min/mm[Hg]',
        dlco_basis: 'uncorrected',
      },
      because('the four tests are shown only as a picture, and height is (178 cm is assumed): values are'),
    )
  }
}

type Reason = ValuesOf<'dose_step'>['reason']

const prednisone: readonly (readonly [date: string, milligrams: number, reason: Reason])[] = [
  ['2020-02-11', 60, 'start'],
  ['2020-03-03', 50, 'taper'],
  ['2020-03-24', 40, 'taper'],
  ['2020-04-21', 30, 'taper'],
  ['2020-06-02', 25, 'taper'],
  ['2020-07-14', 20, 'taper'],
  ['2021-06-01', 17.5, 'taper'],
  ['2021-07-06', 15, 'taper'],
  ['2021-08-17', 12.5, 'taper'],
  ['2021-10-05', 10, 'taper'],
]

function addDoses(add: AddRecord): void {
  for (const [started, dose, reason] of prednisone) {
    add(
      'dose_step',
      `prednisone-${started}`,
      { treatment: refersTo('prednisone'), started, dose, unit: 'mg', frequency: 'daily', reason },
      because('apart from “high dose”, 20 mg and 10 mg, doses and their dates are'),
    )
  }
  add(
    'dose_step',
    'mycophenolate-2020-05-05',
    {
      treatment: refersTo('mycophenolate'),
      started: '2020-05-05',
      dose: 500,
      unit: 'mg',
      frequency: 'daily',
      reason: 'start',
    },
    because('the date of the start is'),
  )
}

const infusionDays = [
  ['2021-05-11', '2021-05-12'],
  ['2021-06-08', '2021-06-09'],
  ['2021-07-13', '2021-07-14'],
  ['2021-08-10', '2021-08-11'],
  ['2021-09-14', '2021-09-15'],
  ['2021-10-12', '2021-10-13'],
  ['2021-11-09', '2021-11-10'],
  ['2021-12-14', '2021-12-15'],
  ['2022-01-11', '2022-01-12'],
  ['2022-02-08', '2022-02-09'],
  ['2022-03-08', '2022-03-09'],
] as const

function addInfusions(add: AddRecord): void {
  for (const [index, [date, ended]] of infusionDays.entries()) {
    add(
      'infusion',
      `ivig-${index + 2}`,
      {
        treatment: refersTo('ivig'),
        drug: 'ivig',
        date,
        ended,
        weight: 82,
        weight_unit: 'kg',
        weight_basis: 'actual',
        dose_per_kg: 2,
        dose_per_kg_unit: 'g/kg',
        total_dose: 164,
        total_dose_unit: 'g',
        reaction_grade: 0,
        wearing_off_week: 4,
      },
      because('infusions were monthly at 2 g/kg; their days, the weight and the grams are'),
    )
  }
}

const visits = [
  ['2020-02-04', 2, 83.5],
  ['2020-07-14', 1, 86],
  ['2021-03-09', 2, 84],
  ['2021-06-01', 1, 83],
  ['2022-03-08', 0, 82],
] as const

function addVisits(add: AddRecord): void {
  for (const [date, mmrc, weight] of visits) {
    add(
      'visit',
      `visit-${date}`,
      { date, kind: 'follow-up', mmrc, weight, weight_unit: 'kg' },
      because('the day, the grade of dyspnea and the weight are'),
    )
  }
}
