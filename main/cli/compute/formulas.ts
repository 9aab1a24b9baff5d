import { criteriaFormulas } from './criteria-formulas.ts'
import { doseFormulas } from './doses.ts'
import { eularAcrFormulas } from './eular-acr-formula.ts'
import type { Formula } from './formula.ts'
import { gapFormulas } from './gap-formulas.ts'
import { progressionFormulas } from './progression-formulas.ts'
import { referenceFormulas } from './reference-values.ts'
import { tisFormulas } from './tis-formula.ts'

/** All formulas, in the order of the help. Each group is a file of its own. */
export const formulas: readonly Formula[] = [
  ...referenceFormulas,
  ...progressionFormulas,
  ...gapFormulas,
  ...eularAcrFormulas,
  ...criteriaFormulas,
  ...tisFormulas,
  ...doseFormulas,
]
