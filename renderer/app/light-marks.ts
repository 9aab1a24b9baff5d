/** The light in words and shapes. */
import type { Light } from '#shared/ipc/areas/health.ts'

export const lightWords: Readonly<Record<Light, string>> = { good: 'safe', attention: 'look at this', bad: 'act now' }
/** A shape each: the light is never told by its color alone. */
export const lightShapes: Readonly<Record<Light, string>> = { good: '●', attention: '◆', bad: '▲' }
