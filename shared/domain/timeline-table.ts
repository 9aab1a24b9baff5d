/** The one chart as a table: the same numbers, one row for each thing drawn. */
import { formatNumber } from './format-number.ts'
import { isoOfDay, type DayNumber, type PartialDate } from './partial-date.ts'
import type { RecordSource } from '../dictionary/record.ts'
import type { DoseSegment, SeriesLane, SeriesPoint, Timeline } from './timeline-model.ts'

export interface TimelineRow {
  readonly laneId: string
  /** Name of the lane. */
  readonly lane: string
  /** Date as known. */
  readonly date: PartialDate
  /** Last day as known, of what lasts; missing while it goes on and for what has no length. */
  readonly until?: PartialDate
  readonly ongoing?: boolean
  readonly value: string
  /** Reason of a change, reaction to an infusion, limits of normal and what a percentage is of. */
  readonly note?: string
  readonly source: RecordSource
  /** The record that it comes from; none for what is summed over several. */
  readonly recordId?: string
}

type Row = TimelineRow & { readonly first: DayNumber }

function doseRow(laneId: string, lane: string, segment: DoseSegment): Row {
  return {
    first: segment.from,
    laneId,
    lane,
    date: segment.starts ?? isoOfDay(segment.from),
    until: segment.ongoing ? undefined : (segment.ends ?? isoOfDay(segment.to)),
    ongoing: segment.ongoing,
    value: segment.label,
    note: segment.reason,
    source: segment.source,
    recordId: segment.recordId,
  }
}

function limitNote({ upperLimit, normal }: SeriesPoint, { unit, reference }: SeriesLane): string | undefined {
  if (upperLimit !== undefined) return `upper limit ${formatNumber(upperLimit, 1)} ${unit}`
  if (!normal) return reference
  return `${reference}, normal ${formatNumber(normal.low, 0)} to ${formatNumber(normal.high, 0)} ${unit}`
}

/** Rows in order of date, then of the lanes. Days of the prednisone-equivalent are computed, so they are whole days. */
export function timelineTable({ steroid, drugs, events, series, marks = [] }: Timeline): readonly TimelineRow[] {
  const rows: readonly Row[] = [
    ...(steroid?.steps ?? []).map((step) => ({
      first: step.from,
      laneId: 'prednisone-equivalent',
      lane: steroid!.label,
      date: isoOfDay(step.from),
      until: isoOfDay(step.to),
      value: step.label,
      source: step.source ?? ('recorded' as const),
    })),
    ...drugs.flatMap((lane) => [
      ...lane.segments.map((segment) => doseRow(lane.id, lane.label, segment)),
      ...lane.infusions.map(({ first, date, until, label, note, source, recordId }) => {
        return {
          first,
          laneId: lane.id,
          lane: lane.label,
          date,
          until: until?.date,
          value: label,
          note,
          source,
          recordId,
        }
      }),
    ]),
    ...events.map(({ first, date, until, label, source, recordId }) => {
      return { first, laneId: 'events', lane: 'Events', date, until: until?.date, value: label, source, recordId }
    }),
    ...marks.map(({ day, label, source }) => {
      return {
        first: day,
        laneId: 'progression',
        lane: 'Progression',
        date: isoOfDay(day),
        value: `${label} first met`,
        source,
      }
    }),
    ...series.flatMap((lane) =>
      lane.points.map((point) => ({
        first: point.first,
        laneId: lane.id,
        lane: lane.label,
        date: point.date,
        value: point.label,
        note: limitNote(point, lane),
        source: point.source,
        recordId: point.recordId,
      })),
    ),
  ]
  return [...rows].sort((a, b) => a.first - b.first).map(({ first: _, ...row }) => row)
}
