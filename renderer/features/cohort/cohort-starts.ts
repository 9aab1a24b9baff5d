/** Cohorts that are asked for often, ready to be opened and changed. */
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'

interface CohortStart {
  readonly id: string
  readonly about: string
  readonly spec: CohortSpec
}

export const emptySpec: CohortSpec = { name: '', index: { event: 'diagnosis' }, dates: 'middle', steps: [] }

export const cohortStarts: readonly CohortStart[] = [
  {
    id: 'ivig',
    about: 'Everybody who had an infusion, day 0 the first one: courses before and after it, steroid doses, events.',
    spec: {
      name: 'Treated with IVIg, from the first infusion',
      index: { event: 'infusion', drug: 'ivig', number: 1 },
      dates: 'middle',
      steps: [
        {
          label: 'Two lung function tests or more',
          condition: { record: 'pft', where: [], count: { atLeast: 2 } },
        },
      ],
    },
  },
  {
    id: 'jo-1',
    about: 'One antibody from the diagnosis of ILD on: for survival and decline beside the others.',
    spec: {
      name: 'Anti-Jo-1, from the diagnosis of ILD',
      index: { event: 'diagnosis' },
      dates: 'middle',
      steps: [{ condition: { fact: 'antibodies', op: 'any-of', value: ['jo-1'] } }],
    },
  },
  {
    id: 'rituximab',
    about: 'From the first dose, with a lung function test in the year before: what it was followed by.',
    spec: {
      name: 'Started on rituximab, with lung function before',
      index: { event: 'drug-start', drug: 'rituximab' },
      dates: 'middle',
      steps: [
        {
          label: 'Lung function in the year before',
          condition: { record: 'pft', where: [], days: { from: -365, to: 0 } },
        },
      ],
    },
  },
]
