/** Every analysis, by its name in a request. */
import { exposure } from './analyses/exposure.ts'
import { paired } from './analyses/paired.ts'
import { rates } from './analyses/rates.ts'
import { table1 } from './analyses/table1.ts'

export const analyses = { table1, paired, rates, exposure }
