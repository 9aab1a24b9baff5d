import type { Light } from '#shared/ipc/areas/health.ts'

const worstFirst: readonly Light[] = ['bad', 'attention', 'good']

/** The light of several is that of the worst. */
export const worstLight = (lights: readonly Light[]): Light =>
  worstFirst.find((light) => lights.includes(light)) ?? 'good'
