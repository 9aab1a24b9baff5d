/** Counting criteria of which some are not known. */
import type { Met } from './rule-finding.ts'

/**
 * Whether at least so many of them are met: `true` or `false` where that holds whatever the unknown ones are, else
 * `undefined`.
 */
export function atLeast(count: number, of: readonly Met[]): Met {
  const met = of.filter((each) => each === true).length
  const open = of.filter((each) => each === undefined).length
  return met >= count ? true : met + open < count ? false : undefined
}

export const anyMet = (of: readonly Met[]): Met => atLeast(1, of)
export const allMet = (of: readonly Met[]): Met => atLeast(of.length, of)
