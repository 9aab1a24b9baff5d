import type { Formula } from './formula.ts'
import { progressionFormulas } from './progression-formulas.ts'

/** All formulas, in the order of the help. Each group is a file of its own. */
export const formulas: readonly Formula[] = [...progressionFormulas]
