/** Verdicts where the record may not say enough: a whole is decided as soon as its unknown parts can’t change it. */
import type { Met } from '../rules/rule-finding.ts'

/** Met when at least so many are; not met when so many can’t be reached any more; else undefined. */
export function atLeast(count: number, parts: readonly Met[]): Met {
  const met = parts.filter((part) => part === true).length
  const open = parts.filter((part) => part === undefined).length
  return met >= count ? true : met + open < count ? false : undefined
}

export const anyOf = (...parts: readonly Met[]): Met => atLeast(1, parts)
export const allOf = (...parts: readonly Met[]): Met => atLeast(parts.length, parts)
