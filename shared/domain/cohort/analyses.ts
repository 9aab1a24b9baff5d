/** Every analysis, by its name in a request. */
import { table1 } from './analyses/table1.ts'

export const analyses = { table1 }
