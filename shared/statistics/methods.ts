import type { Method } from './method.ts'

/** Every method, by the name that `stats` knows it under. */
export const methods: readonly Method[] = []
