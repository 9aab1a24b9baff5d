import { anchorDate } from '../../deidentify/anchor.ts'
import { deathDate } from '../../follow-up.ts'
import { daysAYear, isoOfDay, type DayNumber } from '../../partial-date.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase, Variable } from '../variable-model.ts'
import { choicesOf, withIndex } from './pick.ts'

const group = 'Person'
const registry = 'Registry'

function ageOn({ record, dates }: CohortCase, day: DayNumber): number | undefined {
  const { birth_date: birth } = record.case
  return birth === undefined ? undefined : (day - placedDay(birth, dates)) / daysAYear
}

const ageInYears = { type: 'number', unit: 'years', decimals: 1, isAge: true } as const

export const personVariables: readonly Variable[] = [
  {
    id: 'sex',
    label: 'Sex at birth',
    group,
    type: 'choice',
    choices: choicesOf('case', 'sex'),
    about: 'Sex at birth, as recorded with the case.',
    reads: ['case'],
    of: ({ record }) => record.case.sex,
  },
  {
    id: 'age-at-index',
    label: 'Age at index',
    group,
    ...ageInYears,
    about:
      'Years from the birth date to the index date; a birth date known in part stands on the day that the cohort chooses.',
    atIndex: true,
    reads: ['case'],
    of: withIndex(ageOn),
  },
  {
    id: 'age-at-diagnosis',
    label: 'Age at diagnosis',
    group,
    ...ageInYears,
    about:
      'Years from the birth date to the first diagnosis of ILD or antisynthetase syndrome, else to the first diagnosis of any kind.',
    reads: ['case', 'diagnosis'],
    of: (one) => {
      const date = anchorDate(one.record, 'diagnosis')
      return date === undefined ? undefined : ageOn(one, placedDay(date, one.dates))
    },
  },
  {
    id: 'smoking',
    label: 'Smoking',
    group,
    type: 'choice',
    choices: choicesOf('case', 'smoking'),
    about: 'Smoking as recorded with the case.',
    reads: ['case'],
    of: ({ record }) => record.case.smoking,
  },
  {
    id: 'pack-years',
    skewed: true,
    label: 'Pack-years',
    group,
    type: 'number',
    decimals: 1,
    about: 'Packs of 20 a day × years; 0 for who never smoked.',
    reads: ['case'],
    of: ({ record: { case: frame } }) => frame.pack_years ?? (frame.smoking === 'never' ? 0 : undefined),
  },
  {
    id: 'reference-group',
    label: 'GLI-2012 reference group',
    group,
    type: 'choice',
    choices: choicesOf('case', 'reference_group'),
    about: 'Group that the older spirometry equations ask for.',
    reads: ['case'],
    of: ({ record }) => record.case.reference_group,
  },
  {
    id: 'site',
    label: 'Site',
    group: registry,
    type: 'choice',
    about: 'Site as written in the case.',
    reads: ['case'],
    of: ({ record }) => record.case.site?.trim() || undefined,
  },
  {
    id: 'status',
    label: 'Status',
    group: registry,
    type: 'choice',
    choices: choicesOf('case', 'status'),
    about: 'Status of the case as recorded.',
    reads: ['case'],
    of: ({ record }) => record.case.status,
  },
  {
    id: 'enrolled-on',
    label: 'Enrolled on',
    group: registry,
    type: 'date',
    about: 'Day of enrollment as recorded.',
    reads: ['case'],
    of: ({ record }) => record.case.enrolled_on,
  },
  {
    id: 'index-date',
    label: 'Index date',
    group: registry,
    type: 'date',
    about: 'The day that the cohort counts from; a date known in part stands on the day that the cohort chooses.',
    atIndex: true,
    reads: ['case'],
    of: withIndex((_, index) => isoOfDay(index)),
  },
  {
    id: 'death-date',
    label: 'Date of death',
    group: registry,
    type: 'date',
    about: 'Date of the event of death, else of the status.',
    reads: ['case', 'event'],
    of: ({ record }) => deathDate(record),
  },
]
