/** What is watched over time: what it is called, which form holds it, and what counts as having been done. */
import type { RepeatingFormId } from '../case-record.ts'

export const subjectIds = [
  'visit',
  'pft',
  'desaturation',
  'hrct',
  'ck',
  'blood-count',
  'liver',
  'kidney',
  'potassium',
  'glucose',
  'igg',
  'cd19',
  'tacrolimus-trough',
  'ciclosporin-trough',
] as const
export type SubjectId = (typeof subjectIds)[number]

export interface Subject {
  readonly label: string
  /** As it stands where there is little room. */
  readonly short: string
  /** Where the next one is entered. */
  readonly form: RepeatingFormId
  /** Laboratory tests of which any one counts. */
  readonly tests?: readonly string[]
  /** In words, what counts as done. */
  readonly counts: string
}

export const subjects: Readonly<Record<SubjectId, Subject>> = {
  visit: { label: 'Visit', short: 'Visit', form: 'visit', counts: 'Any visit' },
  pft: {
    label: 'Pulmonary function test',
    short: 'PFT',
    form: 'pft',
    counts: 'A test with a measured or reported value of FVC, TLC or DLCO',
  },
  desaturation: {
    label: 'Ambulatory desaturation',
    short: 'Desaturation',
    form: 'walk_test',
    counts: 'A walk test with the lowest or last saturation, or a visit with the saturation on exertion',
  },
  hrct: { label: 'HRCT', short: 'HRCT', form: 'imaging', counts: 'An imaging study of that kind' },
  ck: { label: 'CK', short: 'CK', form: 'laboratory', tests: ['ck'], counts: 'A result of CK' },
  'blood-count': {
    label: 'Blood count',
    short: 'Blood count',
    form: 'laboratory',
    tests: ['haemoglobin', 'leukocytes', 'platelets'],
    counts: 'A result of hemoglobin, leukocytes or platelets',
  },
  liver: {
    label: 'Liver tests',
    short: 'Liver',
    form: 'laboratory',
    tests: ['alt', 'ast'],
    counts: 'A result of ALT or AST',
  },
  kidney: {
    label: 'Creatinine',
    short: 'Creatinine',
    form: 'laboratory',
    tests: ['creatinine', 'egfr'],
    counts: 'A result of creatinine or eGFR',
  },
  potassium: {
    label: 'Potassium',
    short: 'Potassium',
    form: 'laboratory',
    tests: ['potassium'],
    counts: 'A result of potassium',
  },
  glucose: {
    label: 'Glucose',
    short: 'Glucose',
    form: 'laboratory',
    tests: ['glucose', 'hba1c'],
    counts: 'A result of glucose or HbA1c',
  },
  igg: { label: 'IgG', short: 'IgG', form: 'laboratory', tests: ['igg'], counts: 'A result of IgG' },
  cd19: { label: 'CD19 cells', short: 'CD19', form: 'laboratory', tests: ['cd19'], counts: 'A result of CD19 cells' },
  'tacrolimus-trough': {
    label: 'Tacrolimus trough',
    short: 'Tacrolimus',
    form: 'laboratory',
    tests: ['tacrolimus-trough'],
    counts: 'A result of the trough level',
  },
  'ciclosporin-trough': {
    label: 'Cyclosporine trough',
    short: 'Cyclosporine',
    form: 'laboratory',
    tests: ['ciclosporin-trough'],
    counts: 'A result of the trough level',
  },
}
