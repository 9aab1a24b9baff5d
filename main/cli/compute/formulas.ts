import { doseFormulas } from './doses.ts'
import type { Formula } from './formula.ts'
import { progressionFormulas } from './progression-formulas.ts'
import { referenceFormulas } from './reference-values.ts'

/** All formulas, in the order of the help. Each group is a file of its own. */
export const formulas: readonly Formula[] = [...referenceFormulas, ...progressionFormulas, ...doseFormulas]
