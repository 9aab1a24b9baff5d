/** Which backups stay: the newest of each of the last days, weeks and months that have any. */

export interface KeepRule {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

interface Dated {
  /** UTC ISO time. */
  readonly madeAt: string
}

const dayMs = 86_400_000

/**
 * Grandfather, father, son. Periods without a backup don't count: after half a year of leave the old ones are still there.
 * The newest and everything of the last 24 hours always stay.
 * @param now UTC ISO time
 */
export function whichToKeep<T extends Dated>(backups: readonly T[], rule: KeepRule, now: string): Set<T> {
  const newestFirst = backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : 0))
  const kept = new Set(newestFirst.filter(({ madeAt }) => Date.parse(now) - Date.parse(madeAt) < dayMs))
  if (newestFirst[0]) kept.add(newestFirst[0])
  const newestOfEach = (periodOf: (madeAt: string) => string | number, periods: number) => {
    const seen = new Set<string | number>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.madeAt)
      if (seen.has(period)) continue
      if (seen.size === periods) return
      seen.add(period)
      kept.add(backup)
    }
  }
  newestOfEach((madeAt) => madeAt.slice(0, 10), rule.daily)
  newestOfEach(weekOf, rule.weekly)
  newestOfEach((madeAt) => madeAt.slice(0, 7), rule.monthly)
  return kept
}

/** Weeks begin on Monday; 1 January 1970 was a Thursday. */
const weekOf = (madeAt: string): number => Math.floor((Date.parse(madeAt) / dayMs + 3) / 7)
