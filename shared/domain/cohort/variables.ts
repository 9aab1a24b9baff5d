/** What may be asked of a case. */
import { antibodyFacts } from '../antibody-facts.ts'
import type { Variable } from './variable-model.ts'

export const variables: readonly Variable[] = [
  {
    id: 'sex',
    label: 'Sex',
    group: 'Person',
    type: 'choice',
    choices: [
      { code: 'female', label: 'Female' },
      { code: 'male', label: 'Male' },
      { code: 'other', label: 'Other or not determined' },
    ],
    about: 'Sex at birth.',
    reads: [],
    of: ({ record }) => record.case.sex,
  },
  {
    id: 'ever-drugs',
    label: 'Drugs ever',
    group: 'Treatment',
    type: 'choices',
    choices: [],
    about: 'Every drug of a treatment or an infusion.',
    reads: ['treatment', 'infusion'],
    of: ({ record: { records } }) => [
      ...new Set([...records.treatment, ...records.infusion].flatMap(({ drug }) => drug ?? [])),
    ],
  },
  {
    id: 'antibody',
    label: 'Antibody',
    group: 'Serology',
    type: 'choice',
    choices: [],
    about: 'The first antibody that was found.',
    reads: ['antibody'],
    of: ({ record }) => antibodyFacts(record).positive[0]?.code,
  },
]

const byId = new Map(variables.map((variable) => [variable.id, variable]))

export const variableOf = (id: string): Variable | undefined => byId.get(id)
