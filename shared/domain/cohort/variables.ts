/** Everything that is computed of a case for a cohort. */
import { courseVariables } from './variables/course.ts'
import { diseaseVariables } from './variables/disease.ts'
import { measuredVariables } from './variables/measured.ts'
import { siteVariables } from './variables/of-the-site.ts'
import { personVariables } from './variables/person.ts'
import { treatmentVariables } from './variables/treatment.ts'
import type { Variable } from './variable-model.ts'

/** The built-in ones, in the order of lists. */
export const variables: readonly Variable[] = [
  ...personVariables,
  ...diseaseVariables,
  ...measuredVariables,
  ...treatmentVariables,
  ...courseVariables,
]

const byId = new Map(variables.map((variable) => [variable.id, variable]))

/** With those of the site’s own items, which come and go with the registry that is open. */
export const allVariables = (): readonly Variable[] => [...variables, ...siteVariables()]

/** The variable of an id, or undefined where there is none. */
export const variableOf = (id: string): Variable | undefined =>
  byId.get(id) ?? siteVariables().find((variable) => variable.id === id)
