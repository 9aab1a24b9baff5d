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

/** Lists of records that an examination or a treatment on a day stands in, but for procedures. */
const examined = ['visit', 'laboratory', 'pft', 'walk_test', 'imaging', 'infusion'] as const

function present(dates: readonly (PartialDate | undefined)[]): readonly PartialDate[] {
  return dates.filter((date) => date !== undefined)
}

type Visitor = (date: PartialDate | undefined) => void

/** Tells dates on which the patient was examined or treated, as known. Large cases have thousands: none is copied. */
function tellExaminations({ records }: CaseRecord, tell: Visitor): void {
  for (const form of examined) for (const { date } of records[form]) tell(date)
  for (const { status, date } of records.procedure) if (status === 'done' || status === 'failed') tell(date)
}

/** Tells dates on which the patient was examined, treated or met with an event, as known. */
function tellContacts(record: CaseRecord, tell: Visitor): void {
  tellExaminations(record, tell)
  for (const { onset, ended } of record.records.event) {
    tell(onset)
    tell(ended)
  }
}

/** Tells every date from which the record says something about the course, contacts and treatment alike. */
function tellEntries(record: CaseRecord, tell: Visitor): void {
  const { records } = record
  tellContacts(record, tell)
  for (const { started, ended } of records.treatment) {
    tell(started)
    tell(ended)
  }
  for (const { started, ended } of records.dose_step) {
    tell(started)
    tell(ended)
  }
  for (const { ended } of records.infusion) tell(ended)
  for (const { date } of records.procedure) tell(date)
  for (const { date } of records.diagnosis) tell(date)
}

/** The dates that are known among those told. */
function gathered(told: (tell: Visitor) => void): readonly PartialDate[] {
  const dates: PartialDate[] = []
  told((date) => date !== undefined && dates.push(date))
  return dates
}

/** When the patient was last seen, as known; nothing that lies ahead counts. */
export function lastSeenOn(record: CaseRecord, today: IsoDay): PartialDate | undefined {
  const now = dayNumber(today)
  // Of two dates that may begin on the same day the more precise one is the one to show.
  const newestFirst = (a: PartialDate, b: PartialDate) => firstDay(b) - firstDay(a) || lastDay(a) - lastDay(b)
  return gathered((tell) => tellContacts(record, tell))
    .filter((date) => firstDay(date) <= now)
    .sort(newestFirst)[0]
}

/**
 * The day from which on the case is known: its first examination, a partial date by its last day. Events don't count: one
 * that is told of the time before says nothing of what else happened then.
 */
export function firstContactDay(record: CaseRecord, today: IsoDay): DayNumber | undefined {
  const now = dayNumber(today)
  let first: DayNumber | undefined
  tellExaminations(record, (date) => {
    if (date === undefined) return
    const day = lastDay(date)
    if (day <= now && (first === undefined || day < first)) first = day
  })
  return first
}

/** The last day up to today that the record says something about, partial dates by their last day. */
export function lastEntryDay(record: CaseRecord, today: IsoDay): DayNumber | undefined {
  // Dates begin in the order of their texts, and full ones end in it: of those only the last needs its day.
  let lastFull = ''
  let last = -Infinity
  tellEntries(record, (date) => {
    if (date === undefined || date > today) return
    if (date.length < 10) last = Math.max(last, lastDay(date))
    else if (date > lastFull) lastFull = date
  })
  if (lastFull !== '') last = Math.max(last, dayNumber(lastFull))
  return last === -Infinity ? undefined : Math.min(last, dayNumber(today))
}

/**
 * Days ahead on which something that is already in the record (a planned dose, an end) can begin or be over, in order.
 * A start takes effect on its first day or, behind another of the same day, on the next; an end after its last.
 */
export function daysAhead(record: CaseRecord, today: IsoDay): readonly DayNumber[] {
  const now = dayNumber(today)
  const dates = gathered((tell) => {
    tellEntries(record, tell)
    tell(record.case.status_on)
  })
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
