/** Criteria that are made of two. */
import { listed } from '#shared/lib/listed.ts'
import { each, type Answer } from './answer.ts'
import { allOf } from './three-valued.ts'

/** Both are needed. */
export function bothOf(one: Answer, other: Answer): Answer {
  const met = allOf(one.met, other.met)
  const deciding = [one, other].filter((answer) => answer.met === met)
  return {
    met,
    because: met ? listed(deciding.map(({ because }) => because)) : deciding.map(({ because }) => because).join('; '),
    inputs: (met ? [one, other] : deciding).flatMap(({ inputs }) => inputs),
    missing: met === undefined ? each(deciding.flatMap(({ missing }) => missing)) : [],
  }
}

/**
 * A fall of 5 to under 10 %. One of 10 % or more counts by itself; that it is not in this band therefore never takes a
 * verdict away.
 */
export function moderateFall(atLeastFive: Answer, large: Answer): Answer {
  return large.met === true
    ? { ...large, met: false, because: `${large.because}: 10 % or more, which counts by itself` }
    : atLeastFive
}
