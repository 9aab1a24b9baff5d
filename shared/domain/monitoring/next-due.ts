import { isoOfDay, type IsoDay } from '../partial-date.ts'
import { dueItems } from './due.ts'
import { dueShort, stateShort } from './due-words.ts'
import type { MonitoringFacts, NextDue } from './facts-model.ts'
import type { Schedule } from './schedule-model.ts'

/** The thing that is or becomes overdue first, and how many are. Undefined where nothing with a day is watched. */
export function nextDueOf(facts: MonitoringFacts, schedules: readonly Schedule[], today: IsoDay): NextDue | undefined {
  const items = dueItems(facts, schedules, today)
  const [first] = items
  if (first?.to === undefined || first.state === 'undated') return undefined
  return {
    label: dueShort(first),
    on: isoOfDay(first.to),
    state: first.state,
    standing: stateShort(first),
    overdue: items.filter(({ state }) => state === 'overdue').length,
  }
}
