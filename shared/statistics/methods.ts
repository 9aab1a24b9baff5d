import type { Method } from './method.ts'
import { cox } from './methods/cox.ts'
import { cuminc } from './methods/cuminc.ts'
import { km } from './methods/km.ts'
import { lmm } from './methods/lmm.ts'

/** Every method, by the name that `stats` knows it under. */
export const methods: readonly Method[] = [lmm, km, cox, cuminc]
