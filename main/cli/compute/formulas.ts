import { criteriaFormulas } from './criteria-formulas.ts'
import { eularAcrFormulas } from './eular-acr-formula.ts'
import type { Formula } from './formula.ts'
import { gapFormulas } from './gap-formulas.ts'
import { tisFormulas } from './tis-formula.ts'

/** All formulas, in the order of the help. Each group is a file of its own. */
export const formulas: readonly Formula[] = [...gapFormulas, ...eularAcrFormulas, ...criteriaFormulas, ...tisFormulas]
