import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'

/**
 * Why doses change at about a day, in words: `MMF: intolerance: nausea`. Changes without a reason are left out.
 * @param within days on either side that count as the same
 */
export function doseChangesAt({ drugs }: Timeline, day: DayNumber, within: number): readonly string[] {
  return drugs.flatMap(({ label, segments }) =>
    segments
      .filter(({ reason, from }) => reason !== undefined && Math.abs(from - day) <= within)
      .slice(0, 1)
      .map(({ reason }) => `${label}: ${reason}`),
  )
}
