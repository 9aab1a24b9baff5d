/**
 * Where long computations look whether they are still wanted. Module state, because a thread computes one thing at a time:
 * asking through every function would tell each of them what only the outermost knows.
 */
let look: (() => void) | undefined

/** Called once each round of whatever may take long; costs next to nothing where nobody asked. */
export const stopIfUnwanted = (): void => look?.()

/**
 * Runs a computation that ends soon after `check` throws.
 * @param check throws what the computation ends with
 */
export function interruptible<T>(check: () => void, compute: () => T): T {
  const outer = look
  look = check
  try {
    return compute()
  } finally {
    look = outer
  }
}
