import { expect, test } from 'vitest'
import { monitoringSchedule } from '#shared/domain/monitoring/schedule-model.ts'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { draftOfSchedule, scheduleOf, type ScheduleDraft } from '#renderer/features/settings/schedule-draft.ts'

const [pft] = standardSchedules
const typed = (change: Partial<ScheduleDraft>) => scheduleOf(pft!, { ...draftOfSchedule(pft!), ...change })
const none = { from: '', to: '', unit: 'mo' } as const

test('What is typed of a schedule as it stands is that schedule', () => {
  for (const schedule of standardSchedules) expect(scheduleOf(schedule, draftOfSchedule(schedule))).toEqual(schedule)
})

test('One number alone is an interval without play; an empty first stretch is none', () => {
  expect(typed({ later: { from: '', to: '9', unit: 'wk' } })).toMatchObject({ every: { from: 9, to: 9, unit: 'wk' } })
  expect(typed({ later: { from: ' 9 ', to: '', unit: 'wk' } })).toMatchObject({ every: { from: 9, to: 9, unit: 'wk' } })
  expect(typed({ months: '', first: none })).not.toHaveProperty('initial')
  expect(typed({ soonDays: '0' })).toMatchObject({ soonDays: 0 })
})

test.each([
  [{ later: { from: '6', to: '3', unit: 'mo' } }, 'The shorter interval comes first.'],
  [{ later: { from: '1.5', to: '3', unit: 'mo' } }, 'whole number'],
  [{ later: { from: '-1', to: '3', unit: 'mo' } }, 'whole number'],
  [{ first: { from: '0', to: '3', unit: 'mo' } }, 'whole number'],
  [{ months: '' }, 'for how many months'],
  [{ months: '12', first: none }, 'whole number'],
  [{ soonDays: '' }, 'Due soon'],
  [{ soonDays: '181' }, 'Due soon'],
  [{ months: '', first: none, later: none }, 'leave it off'],
] as const)('%j is answered by “%s”', (change, words) => {
  expect(typed(change)).toContain(words)
})

test('Whatever is let through here is let through by the registry', () => {
  const made = typed({ months: '3', first: { from: '2', to: '4', unit: 'wk' }, later: none })
  expect(monitoringSchedule.safeParse(made).error).toBe(undefined)
})
