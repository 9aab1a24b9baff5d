/** Every analysis, by its name in a request. */
import { cox } from './analyses/cox.ts'
import { cuminc } from './analyses/cuminc.ts'
import { exposure } from './analyses/exposure.ts'
import { gee } from './analyses/gee.ts'
import { km } from './analyses/km.ts'
import { lmm } from './analyses/lmm.ts'
import { paired } from './analyses/paired.ts'
import { rates } from './analyses/rates.ts'
import { table1 } from './analyses/table1.ts'
import type { Analysis } from './analysis.ts'
import type { AnalysisKind } from './analysis-request.ts'

/** Each is only ever given requests of its own kind, and what it gathered itself. */
export const analyses = {
  table1,
  lmm,
  gee,
  km,
  cox,
  cuminc,
  rates,
  paired,
  exposure,
} as unknown as Readonly<Record<AnalysisKind, Analysis>>
