/**
 * Infections, admissions and acute exacerbations before and after a start, per patient-year. Time counts only as far as
 * the case is known: from the first contact on record, to the last entry. An event of which the date can be of either
 * side, or of the edge of the time looked at, is in neither count but named.
 */
import type { CaseRecord } from '../case-record.ts'
import { eventText } from '../event-marks.ts'
import { firstContactDay } from '../follow-up.ts'
import { daysAMonth, daysAYear, firstDay, lastDay, onDate, type DayNumber, type IsoDay } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { knownUntil } from './steroid-course.ts'
import { type ResponseWindows, type Start } from './windows.ts'

const countedKinds = ['infection', 'admission', 'acute-exacerbation'] as const
export type CountedKind = (typeof countedKinds)[number]

export interface EventRate {
  readonly count: number
  /** Patient-years looked at; 0 where nothing is known of that time. */
  readonly years: number
  /** Events a patient-year; missing without any time. */
  readonly perYear?: number
  readonly inputs: readonly UsedInput[]
}

export interface EventsAround {
  readonly kind: CountedKind
  readonly before: EventRate
  readonly after: EventRate
  /** Events without a date, or with one that doesn't tell the side. */
  readonly unplaced: readonly UsedInput[]
}

type Event = CaseRecord['records']['event'][number]

function usedEvent(event: Event): UsedInput {
  const when = event.onset === undefined ? ', date not recorded' : ` ${onDate(event.onset)}`
  return {
    form: 'event',
    recordId: event.id,
    version: event.version,
    item: 'onset',
    ...(event.onset === undefined ? {} : { date: event.onset }),
    text: `${eventText(event)}${when}`,
    source: event.source,
  }
}

interface Stretch {
  readonly from: DayNumber
  readonly to: DayNumber
}

function rateIn(events: readonly Event[], { from, to }: Stretch): EventRate {
  const years = Math.max(0, to - from + 1) / daysAYear
  const inside = events.filter(({ onset }) => onset !== undefined && from <= firstDay(onset) && lastDay(onset) <= to)
  return {
    count: inside.length,
    years,
    ...(years > 0 ? { perYear: inside.length / years } : {}),
    inputs: inside.map(usedEvent),
  }
}

/** True where a date may lie in one of the stretches, or between them, and doesn't surely lie in one. */
function isUnplaced({ onset }: Event, before: Stretch, after: Stretch): boolean {
  if (onset === undefined) return true
  const [first, last] = [firstDay(onset), lastDay(onset)]
  const surelyIn = ({ from, to }: Stretch) => from <= first && last <= to
  const from = before.from <= before.to ? before.from : after.from
  const to = after.from <= after.to ? after.to : before.to
  return first <= to && from <= last && !surelyIn(before) && !surelyIn(after)
}

/** From the first contact on record to the last entry; empty where there was no contact. */
export function knownTime(record: CaseRecord, today: IsoDay): Stretch {
  return { from: firstContactDay(record, today) ?? Number.POSITIVE_INFINITY, to: knownUntil(record, today) }
}

/** Before is up to the day before the first day that the start can mean; after begins with the last one. */
export function eventsAround(
  record: CaseRecord,
  start: Start,
  { spanMonths }: ResponseWindows,
  known: Stretch,
): readonly EventsAround[] {
  const span = Math.round(spanMonths * daysAMonth)
  const before = { from: Math.max(known.from, start.first - span), to: Math.min(known.to, start.first - 1) }
  const after = { from: Math.max(known.from, start.last), to: Math.min(known.to, start.last + span - 1) }
  return countedKinds.map((kind) => {
    const events = record.records.event.filter((event) => event.kind === kind)
    return {
      kind,
      before: rateIn(events, before),
      after: rateIn(events, after),
      unplaced: events.filter((event) => isUnplaced(event, before, after)).map(usedEvent),
    }
  })
}
