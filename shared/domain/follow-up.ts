/** Until when a case is known: what "now" means for it, and when it was last seen. */
import type { CaseRecord } from './case-record.ts'
import {
  comparePartialDates,
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from './partial-date.ts'

function present(dates: readonly (PartialDate | undefined)[]): readonly PartialDate[] {
  return dates.filter((date) => date !== undefined)
}

/** Dates on which the patient was examined or treated, as known. */
function examinations({ records }: CaseRecord): readonly PartialDate[] {
  const done = records.procedure.filter((procedure) => procedure.status === 'done' || procedure.status === 'failed')
  const dated = [records.visit, records.laboratory, records.pft, records.walk_test, records.imaging, records.infusion]
  return present([...dated.flatMap((list) => list.map((record) => record.date)), ...done.map(({ date }) => date)])
}

/** Dates on which the patient was examined, treated or met with an event, as known. */
function contacts(record: CaseRecord): readonly PartialDate[] {
  return [...examinations(record), ...present(record.records.event.flatMap((event) => [event.onset, event.ended]))]
}

/** Every date from which the record says something about the course, contacts and treatment alike. */
function entries(record: CaseRecord): readonly PartialDate[] {
  const { records } = record
  return [
    ...contacts(record),
    ...present([
      ...records.treatment.flatMap((treatment) => [treatment.started, treatment.ended]),
      ...records.dose_step.flatMap((step) => [step.started, step.ended]),
      ...records.infusion.map((infusion) => infusion.ended),
      ...records.procedure.map((procedure) => procedure.date),
      ...records.diagnosis.map((diagnosis) => diagnosis.date),
    ]),
  ]
}

/** When the patient was last seen, as known; nothing that lies ahead counts. */
export function lastSeenOn(record: CaseRecord, today: IsoDay): PartialDate | undefined {
  const now = dayNumber(today)
  // Of two dates that may begin on the same day the more precise one is the one to show.
  const newestFirst = (a: PartialDate, b: PartialDate) => firstDay(b) - firstDay(a) || lastDay(a) - lastDay(b)
  return contacts(record)
    .filter((date) => firstDay(date) <= now)
    .sort(newestFirst)[0]
}

/**
 * The day from which on the case is known: its first examination, a partial date by its last day. Events don't count: one
 * that is told of the time before says nothing of what else happened then.
 */
export function firstContactDay(record: CaseRecord, today: IsoDay): DayNumber | undefined {
  const now = dayNumber(today)
  const days = examinations(record)
    .map(lastDay)
    .filter((day) => day <= now)
  return days.length ? Math.min(...days) : undefined
}

/** The last day up to today that the record says something about, partial dates by their last day. */
export function lastEntryDay(record: CaseRecord, today: IsoDay): DayNumber | undefined {
  // Dates begin in the order of their texts.
  const days = entries(record)
    .filter((date) => date <= today)
    .map(lastDay)
  return days.length ? Math.min(Math.max(...days), dayNumber(today)) : undefined
}

/**
 * Days ahead on which something that is already in the record (a planned dose, an end) can begin or be over, in order.
 * A start takes effect on its first day or, behind another of the same day, on the next; an end after its last.
 */
export function daysAhead(record: CaseRecord, today: IsoDay): readonly DayNumber[] {
  const now = dayNumber(today)
  const dates = [...entries(record), ...present([record.case.status_on])]
  const days = dates.flatMap((date) => [firstDay(date), firstDay(date) + 1, lastDay(date) + 1])
  return [...new Set(days)].filter((day) => day > now).sort((a, b) => a - b)
}

/** Date of death as known: of the event, else of the case's status. */
export function deathDate({ case: frame, records }: CaseRecord): PartialDate | undefined {
  const dates = present(records.event.filter((event) => event.kind === 'death').map((event) => event.onset))
  return [...dates].sort(comparePartialDates)[0] ?? (frame.status === 'died' ? frame.status_on : undefined)
}

/** True when the record says that the patient died, with or without a date. */
export function hasDied({ case: frame, records }: CaseRecord): boolean {
  return frame.status === 'died' || records.event.some((event) => event.kind === 'death')
}

/**
 * The day that "now" means for a case: today while it is followed; the day of death, or the last day with news for one
 * that was lost or withdrawn. Partial dates by their last day.
 */
export function asOfDay(record: CaseRecord, today: IsoDay): IsoDay {
  const { status, status_on } = record.case
  const closed = hasDied(record)
    ? { date: deathDate(record) }
    : status === 'lost' || status === 'withdrawn'
      ? { date: status_on }
      : undefined
  if (!closed) return today
  const now = dayNumber(today)
  const day = closed.date === undefined ? (lastEntryDay(record, today) ?? now) : lastDay(closed.date)
  return isoOfDay(Math.min(day, now))
}
