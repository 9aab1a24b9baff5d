import type { Method } from './method.ts'
import { gee } from './methods/gee.ts'
import { lmm } from './methods/lmm.ts'

/** Every method, by the name that `stats` knows it under. */
export const methods: readonly Method[] = [gee, lmm]
