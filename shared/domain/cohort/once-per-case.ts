/** Many variables ask the same of a case: what is computed of one is kept while the case is in hand. */
import type { CohortCase } from './variable-model.ts'

export function oncePerCase<T>(compute: (one: CohortCase) => T): (one: CohortCase) => T {
  const known = new WeakMap<CohortCase, { readonly value: T }>()
  return (one) => {
    let held = known.get(one)
    if (!held) known.set(one, (held = { value: compute(one) }))
    return held.value
  }
}
