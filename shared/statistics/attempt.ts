/** Parts of an answer that the data may not allow, while the rest stands. */
import { StatisticsProblem } from './method.ts'

export type Attempt<T> =
  { readonly value: T; readonly why?: undefined } | { readonly value: null; readonly why: string }

/** The part, or why there is none. */
export function attempt<T>(compute: () => T): Attempt<T> {
  try {
    return { value: compute() }
  } catch (error) {
    if (error instanceof StatisticsProblem) return { value: null, why: error.message }
    throw error
  }
}

/** As methods answer it. */
export function orUnavailable<T>(compute: () => T): T | { readonly unavailable: string } {
  const { value, why } = attempt(compute)
  return why === undefined ? value : { unavailable: why }
}
