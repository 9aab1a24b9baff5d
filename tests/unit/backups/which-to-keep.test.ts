import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whichToKeep } from '#main/backend/backups/which-to-keep.ts'

const now = '2026-11-26T12:00:00.000Z'
const rule = { daily: 7, weekly: 4, monthly: 12 }
const dayMs = 86_400_000
const before = (ms: number) => ({ madeAt: new Date(Date.parse(now) - ms).toISOString() })
const history = fc.array(fc.integer({ min: 0, max: 1500 * dayMs }).map(before), { maxLength: 120 })
const rules = fc.record({
  daily: fc.integer({ min: 1, max: 20 }),
  weekly: fc.integer({ min: 0, max: 10 }),
  monthly: fc.integer({ min: 0, max: 24 }),
})
const newestFirst = (backups: readonly { readonly madeAt: string }[]) =>
  backups
    .map(({ madeAt }) => madeAt)
    .toSorted()
    .toReversed()

test('The newest always stays, and everything of the last 24 hours', () => {
  fc.assert(
    fc.property(history, rules, (backups, given) => {
      const kept = whichToKeep(backups, given, now)
      if (backups.length > 0) expect([...kept].some(({ madeAt }) => madeAt === newestFirst(backups)[0])).toBe(true)
      for (const backup of backups)
        if (Date.parse(now) - Date.parse(backup.madeAt) < dayMs) expect(kept.has(backup)).toBe(true)
    }),
  )
})

test('What stays would stay again: thinning out twice is thinning out once', () => {
  fc.assert(
    fc.property(history, rules, (backups, given) => {
      const kept = [...whichToKeep(backups, given, now)]
      expect(whichToKeep(kept, given, now)).toEqual(new Set(kept))
    }),
  )
})

test('No more stay than the rule has places for, beside those of the last 24 hours', () => {
  fc.assert(
    fc.property(history, rules, (backups, given) => {
      const older = [...whichToKeep(backups, given, now)].filter(
        ({ madeAt }) => Date.parse(now) - Date.parse(madeAt) >= dayMs,
      )
      expect(older.length).toBeLessThanOrEqual(given.daily + given.weekly + given.monthly)
    }),
  )
})

test('Every month of the last twelve that has a backup keeps one', () => {
  fc.assert(
    fc.property(history, (backups) => {
      const months = [...new Set(newestFirst(backups).map((madeAt) => madeAt.slice(0, 7)))].slice(0, 12)
      const kept = new Set([...whichToKeep(backups, rule, now)].map(({ madeAt }) => madeAt.slice(0, 7)))
      expect(months.filter((month) => !kept.has(month))).toEqual([])
    }),
  )
})

test('A year of daily backups leaves 7 days, 4 weeks and 12 months', () => {
  const daily = Array.from({ length: 365 }, (_, day) => before(day * dayMs + 3_600_000))
  const kept = newestFirst([...whichToKeep(daily, rule, now)]).map((madeAt) => madeAt.slice(0, 10))
  const days = ['2026-11-26', '2026-11-25', '2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20']
  const weeks = ['2026-11-15', '2026-11-08']
  const months = [
    '2026-10-31',
    '2026-09-30',
    '2026-08-31',
    '2026-07-31',
    '2026-06-30',
    '2026-05-31',
    '2026-04-30',
    '2026-03-31',
    '2026-02-28',
    '2026-01-31',
    '2025-12-31',
  ]
  expect(kept).toEqual([...days, ...weeks, ...months])
})

test('After half a year of leave the old ones are still there', () => {
  const old = [200, 201, 202, 230].map((day) => before(day * dayMs))
  expect(whichToKeep(old, rule, now)).toEqual(new Set(old))
})
