/** Everything that is computed of a case for a cohort, in the order of lists. */
import { courseVariables } from './variables/course.ts'
import { diseaseVariables } from './variables/disease.ts'
import { measuredVariables } from './variables/measured.ts'
import { personVariables } from './variables/person.ts'
import { treatmentVariables } from './variables/treatment.ts'
import type { Variable } from './variable-model.ts'

export const variables: readonly Variable[] = [
  ...personVariables,
  ...diseaseVariables,
  ...measuredVariables,
  ...treatmentVariables,
  ...courseVariables,
]

const byId = new Map(variables.map((variable) => [variable.id, variable]))

/** The variable of an id, or undefined where there is none. */
export const variableOf = (id: string): Variable | undefined => byId.get(id)
