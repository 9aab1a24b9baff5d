import type { Method } from './method.ts'
import { countRegression } from './methods/count-regression.ts'
import { cox } from './methods/cox.ts'
import { cuminc } from './methods/cuminc.ts'
import { gee } from './methods/gee.ts'
import { icc } from './methods/icc.ts'
import { kappa } from './methods/kappa.ts'
import { km } from './methods/km.ts'
import { lmm } from './methods/lmm.ts'
import { paired } from './methods/paired.ts'
import { rates } from './methods/rates.ts'
import { table1 } from './methods/table1.ts'
import { testsOfCounts } from './methods/tests-of-counts.ts'
import { testsOfGroups } from './methods/tests-of-groups.ts'

/** Every method, by the name that `stats` knows it under. */
export const methods: readonly Method[] = [
  table1,
  paired,
  rates,
  countRegression,
  ...testsOfGroups,
  ...testsOfCounts,
  lmm,
  gee,
  km,
  cox,
  cuminc,
  kappa,
  icc,
]
