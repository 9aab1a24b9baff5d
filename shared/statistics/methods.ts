import type { Method } from './method.ts'
import { lmm } from './methods/lmm.ts'

/** Every method, by the name that `stats` knows it under. */
export const methods: readonly Method[] = [lmm]
