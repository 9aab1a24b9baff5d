/** What every lane of the one chart says on one day: the same numbers as the drawing, in words. */
import { formatNumber } from './format-number.ts'
import { asReported } from './lung-function/percent-series.ts'
import { formatPartialDate, isoOfDay, type DayNumber, type PartialDate } from './partial-date.ts'
import { cumulativeDose } from './steroid-exposure.ts'
import type {
  DatedSpan,
  DoseSegment,
  DrugLane,
  EventMark,
  RuleMark,
  SeriesLane,
  SteroidLane,
  Timeline,
} from './timeline-model.ts'

export interface LaneReading {
  /** Id of the lane; `events` for the marks across all of them. */
  readonly laneId: string
  readonly kind: 'steroid' | 'drug' | 'events' | 'marks' | 'series'
  readonly label: string
  /** What it says: `20 mg daily`, `310 U/L`, `none`; empty where it has nothing to say about that day. */
  readonly text: string
  /** The number behind it, in the lane's unit: amount a day, or the last value. */
  readonly value?: number
  readonly unit?: string
  /** Of a value or an infusion: its date as known, the whole days from it to the day read, and both in words. */
  readonly date?: PartialDate
  readonly daysBefore?: number
  readonly when?: string
  /** Of a dose that adds up: all that was given by that day, `14.2 g in all`; `at least` where doses are not known. */
  readonly total?: string
  readonly recordIds: readonly string[]
}

/** Distance in words: `that day`, `42 days before`; `some time in Apr 2019` on the days that a partial date can mean. */
function distance(span: DatedSpan, day: DayNumber): { readonly daysBefore: number; readonly when: string } {
  const daysBefore = Math.max(0, day - span.last)
  if (daysBefore === 0) {
    return { daysBefore, when: span.first === span.last ? 'that day' : `some time in ${formatPartialDate(span.date)}` }
  }
  return { daysBefore, when: daysBefore === 1 ? '1 day before' : `${daysBefore} days before` }
}

/** The last of a list in order of time that has begun by a day. */
function lastBegun<T extends DatedSpan>(list: readonly T[], day: DayNumber): T | undefined {
  return list.filter(({ first }) => first <= day).at(-1)
}

/** The day after which the chart knows nothing more of what goes on; undefined where nothing goes on. */
function knownUntil({ drugs }: Timeline): DayNumber | undefined {
  const open = drugs.flatMap((lane) => lane.segments.filter(({ ongoing }) => ongoing).map(({ to }) => to))
  return open.length ? Math.max(...open) : undefined
}

function isCovering(day: DayNumber): (stretch: { readonly from: DayNumber; readonly to: DayNumber }) => boolean {
  return ({ from, to }) => from <= day && day <= to
}

/** All prednisone-equivalent up to a day, in words; undefined before the first. */
function steroidTotal({ steps }: SteroidLane, day: DayNumber): string | undefined {
  const first = steps[0]
  if (first === undefined || day < first.from) return undefined
  const { mg, unknownDays } = cumulativeDose(steps, first.from, day)
  const amount = mg < 1000 ? `${formatNumber(mg, 0)} mg` : `${formatNumber(mg / 1000, 1)} g`
  return `${unknownDays > 0 ? 'at least ' : ''}${amount} in all`
}

/** All of what was infused up to a day, in words; undefined where no amount is known. */
function infusedTotal(infusions: DrugLane['infusions'], day: DayNumber): string | undefined {
  const begun = infusions.filter(({ first }) => first <= day)
  const known = begun.flatMap(({ amount }) => amount ?? [])
  if (known.length === 0) return undefined
  const sum = known.reduce((all, amount) => all + amount, 0)
  return `${known.length < begun.length ? 'at least ' : ''}${formatNumber(sum, 1)} ${begun[0]?.unit ?? ''} in all`
}

function steroidReading(lane: SteroidLane, day: DayNumber, horizon: DayNumber | undefined): LaneReading {
  const step = lane.steps.find(isCovering(day))
  const silent = day < (lane.steps[0]?.from ?? day) || (horizon !== undefined && day > horizon)
  return {
    laneId: lane.id,
    kind: 'steroid',
    label: lane.label,
    text: step ? step.label : silent ? '' : 'none',
    value: step ? step.perDay : silent ? undefined : 0,
    unit: lane.unit,
    total: steroidTotal(lane, day),
    recordIds: [],
  }
}

function doseText(segment: DoseSegment, day: DayNumber): string {
  const { fromSpan, label } = segment
  return fromSpan && day <= fromSpan.last ? `${label} (begun some time in ${formatPartialDate(fromSpan.date)})` : label
}

function drugReading(lane: DrugLane, day: DayNumber): LaneReading {
  const segment = lane.segments.find(isCovering(day))
  const infusion = lastBegun(lane.infusions, day)
  const number = lane.infusions.filter(({ first }) => first <= day).length
  const last = lane.segments.at(-1)
  const begun = lane.segments.some(({ from }) => from <= day)
  const beyond = last?.ongoing === true && day > last.to
  const dose = segment ? doseText(segment, day) : begun && !beyond ? 'none' : ''
  // A lane told by its infusions has no dose between them to speak of.
  const cycle = infusion && `no. ${number}, ${infusion.label}`
  return {
    laneId: lane.id,
    kind: 'drug',
    label: lane.label,
    text: [dose, cycle].filter(Boolean).join('; '),
    value: segment?.perDay,
    unit: lane.unit,
    date: infusion?.date,
    ...(infusion ? distance(infusion, day) : {}),
    total: infusedTotal(lane.infusions, day),
    recordIds: [segment?.recordId, infusion?.recordId].filter((id) => id !== undefined),
  }
}

/** True where an event can have gone on that day, give or take some days. */
function touches(mark: EventMark, day: DayNumber, within: number): boolean {
  return mark.first - within <= day && day <= Math.max(mark.last, mark.until?.last ?? mark.last) + within
}

function eventsReading(events: readonly EventMark[], day: DayNumber, within: number): LaneReading {
  const near = events.filter((mark) => touches(mark, day, within))
  return {
    laneId: 'events',
    kind: 'events',
    label: 'Events',
    text: near.map((mark) => `${mark.label} (${formatPartialDate(mark.date)})`).join('; '),
    recordIds: near.map((mark) => mark.recordId),
  }
}

/**
 * Rules that were met by that day, with the day on which each first was. Whether they still are is another question:
 * the words must not be read as its answer.
 */
function marksReading(marks: readonly RuleMark[], day: DayNumber): LaneReading {
  const labels = new Map<DayNumber, string[]>()
  for (const mark of marks.filter((each) => each.day <= day))
    labels.set(mark.day, [...(labels.get(mark.day) ?? []), mark.label])
  const text = [...labels]
    .map(([on, met]) => `${met.join(', ')} first met (${formatPartialDate(isoOfDay(on))})`)
    .join('; ')
  return { laneId: 'progression', kind: 'marks', label: 'Progression', text, recordIds: [] }
}

function seriesReading(lane: SeriesLane, day: DayNumber): LaneReading {
  const point = lastBegun(lane.points, day)
  const heading = { laneId: lane.id, kind: 'series' as const, label: lane.label, unit: lane.unit }
  if (!point) return { ...heading, text: '', recordIds: [] }
  const times = point.upperLimit === undefined ? undefined : point.value / point.upperLimit
  const ratio = times === undefined ? '' : ` (${formatNumber(times, times < 10 ? 1 : 0)} × ULN)`
  const limit = point.normal ? ` (LLN ${formatNumber(point.normal.low, 0)})` : ''
  const basis = lane.reference === asReported ? ` ${asReported}` : ''
  return {
    ...heading,
    text: `${point.label}${ratio}${limit}${basis}`,
    value: point.value,
    date: point.date,
    ...distance(point, day),
    recordIds: [point.recordId],
  }
}

/**
 * One reading for each lane of the chart: prednisone-equivalent, drugs, events, rules of progression, measured values.
 * @param within events this many days off are named too: what a hairline on the screen can't tell apart
 */
export function readAt(timeline: Timeline, day: DayNumber, within = 0): readonly LaneReading[] {
  const { steroid, drugs, events, series, marks = [] } = timeline
  return [
    ...(steroid ? [steroidReading(steroid, day, knownUntil(timeline))] : []),
    ...drugs.map((lane) => drugReading(lane, day)),
    ...(events.length ? [eventsReading(events, day, within)] : []),
    ...(marks.length ? [marksReading(marks, day)] : []),
    ...series.map((lane) => seriesReading(lane, day)),
  ]
}
