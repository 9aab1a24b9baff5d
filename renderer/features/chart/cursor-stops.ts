/** Days at which the cursor stops on its way through a case by keyboard: whenever something was measured, given or happened. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'

/** In order of time, each day once. A thing known to the month or year is met at the last day that it can mean. */
export function cursorStops({ steroid, drugs, events, series }: Timeline): readonly DayNumber[] {
  const days = [
    ...(steroid?.steps ?? []).map(({ from }) => from),
    ...drugs.flatMap((lane) => [...lane.segments.map(({ from }) => from), ...lane.infusions.map(({ last }) => last)]),
    ...events.map(({ last }) => last),
    ...series.flatMap((lane) => lane.points.map(({ last }) => last)),
  ]
  return [...new Set(days)].sort((a, b) => a - b)
}

/** The stop after or before a day; the outermost stays where it is. */
export function nextStop(stops: readonly DayNumber[], day: DayNumber, direction: 1 | -1): DayNumber {
  const next = direction === 1 ? stops.find((stop) => stop > day) : stops.findLast((stop) => stop < day)
  return next ?? (direction === 1 ? stops.at(-1) : stops[0]) ?? day
}
