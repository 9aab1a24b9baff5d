import { expect } from 'vitest'

/** Every number of theirs stands in ours, with this relative difference at most; what else they hold is equal. */
export function expectNear(ours: unknown, theirs: unknown, relative = 1e-6, where = ''): void {
  if (typeof theirs === 'number' && typeof ours === 'number') {
    const gap = Math.abs(ours - theirs)
    if (gap > relative * Math.abs(theirs) && gap > 1e-14) expect.fail(`${where}: ours ${ours}, theirs ${theirs}`)
  } else if (typeof theirs === 'object' && theirs !== null)
    for (const [key, value] of Object.entries(theirs))
      expectNear((ours as Record<string, unknown> | null | undefined)?.[key], value, relative, `${where}.${key}`)
  else expect(ours, where).toEqual(theirs)
}
