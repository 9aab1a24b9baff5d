/** Which days the axis must show besides what is recorded: what falls due, and what is on trial. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { infusionPlanOf, type DaySpan } from '#shared/domain/infusion-plan.ts'
import { dayNumber, type IsoDay } from '#shared/domain/partial-date.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import type { DayWindow } from './course-lanes.ts'

/** The days around doses on trial, so that a taper is seen as a whole. */
export function daysAround(trial: readonly Edit[]): DayWindow | undefined {
  const days = trial.flatMap((one) => {
    const started = one.do === 'add' ? one.values['started'] : undefined
    return typeof started === 'string' ? [dayNumber(started)] : []
  })
  if (days.length === 0) return undefined
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const air = Math.max(60, Math.round((last - first) * 0.4))
  return { from: first - air, to: last + air }
}

/** Days computed for infusions to come, by course. */
export function dueDays(record: CaseRecord, today: IsoDay): ReadonlyMap<string, readonly DaySpan[]> {
  return new Map(
    record.records.treatment.flatMap((treatment) => {
      const spans = infusionPlanOf(record, treatment, today).cycles.flatMap(({ state, due, count = 1 }) =>
        due && count === 1 && (state === 'due' || state === 'overdue') ? [due] : [],
      )
      return spans.length === 0 ? [] : [[treatment.id, spans] as const]
    }),
  )
}
