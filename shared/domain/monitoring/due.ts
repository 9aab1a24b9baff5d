/**
 * What is due for a case: computed from its facts, the schedules and today, never stored. The next one is counted from
 * the last, or from the start (diagnosis of ILD, start of the drug, enrollment) where nothing was done since. Partial
 * dates are bounded: from the earliest to the latest day that they allow; overdue is what is so by the latest.
 */
import { onTimeWithinDays } from '../infusion-plan.ts'
import {
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'
import { addInterval, addMonths } from './add-interval.ts'
import type { MonitoringFacts, NextDue } from './facts-model.ts'
import type { Schedule } from './schedule-model.ts'
import { subjects, type SubjectId } from './subjects.ts'

/**
 * `open`: the time for it has come, and it isn’t due soon yet; `later`: its time has not come; `undated`: never done,
 * and no date to count from.
 */
export type DueState = 'overdue' | 'soon' | 'open' | 'later' | 'undated'

interface DueTime {
  readonly state: DueState
  /** Days past the last day (overdue), or until it; missing where `undated`. */
  readonly days?: number
  /** First day on which it can be due, and the last one, after which it is overdue. */
  readonly from?: DayNumber
  readonly to?: DayNumber
  /** False where partial dates leave more than one day for `to`. */
  readonly isCertain: boolean
  /** It is overdue if what was done last was done as early as its date allows. */
  readonly perhapsOverdue?: true
}

export interface DueItem extends DueTime {
  /** Of an infusion, its drug. */
  readonly what: SubjectId | { readonly infusion: string }
  /** When it was done last, as known. */
  readonly last?: PartialDate
  /** What it is counted from where it was not done since then; its date is empty where it isn’t known. */
  readonly start?: { readonly of: 'ild' | 'enrollment' | 'drug'; readonly drug?: string; readonly date: string }
  readonly by:
    | { readonly schedule: Schedule; readonly phase: 'initial' | 'every'; readonly drug?: string }
    /** An order that says how many days lie between two infusions. */
    | { readonly everyDays: number }
}

interface Span {
  readonly first: DayNumber
  readonly last: DayNumber
}

const spanOf = (date: PartialDate, now: DayNumber): Span => ({
  first: firstDay(date),
  // What was done was done by today, whatever else the date allows.
  last: Math.max(firstDay(date), Math.min(lastDay(date), now)),
})

/** @param grace days after `to` that still count as on time */
function timeOf(from: DayNumber, to: Span, now: DayNumber, soonDays: number, grace = 0): DueTime {
  const isCertain = to.first === to.last
  const at = { from, to: to.last, isCertain }
  if (now > to.last + grace) return { state: 'overdue', days: now - to.last, ...at }
  const days = to.last - now
  if (now > to.first + grace) return { state: 'soon', days, ...at, perhapsOverdue: true }
  if (now >= to.first - soonDays) return { state: 'soon', days, ...at }
  return { state: now >= from ? 'open' : 'later', days, ...at }
}

type Start = NonNullable<DueItem['start']>

/** What the schedule counts from; undefined where it isn’t for this case. */
function startOf({ whom }: Schedule, facts: MonitoringFacts): Start | undefined {
  if (whom === 'all') return { of: 'enrollment', date: facts.enrolled ?? '' }
  if (whom === 'ild') return facts.ild === undefined ? undefined : { of: 'ild', date: facts.ild }
  let found: Start | undefined
  for (const drug of whom.drugs) {
    const date = facts.drugs?.[drug]
    if (date === undefined) continue
    if (!found?.date || (date !== '' && firstDay(date) < firstDay(found.date))) found = { of: 'drug', drug, date }
  }
  return found
}

/** Which intervals can be the one in force on the day of the last one: both where dates don’t tell. */
function phasesOn(done: Span, start: Span | undefined, { initial, every }: Schedule): readonly ('initial' | 'every')[] {
  if (!initial) return every ? ['every'] : []
  if (!start) return every ? ['every'] : ['initial']
  const ends = { first: addMonths(start.first, initial.months), last: addMonths(start.last, initial.months) }
  if (done.last < ends.first) return ['initial']
  if (done.first >= ends.last) return every ? ['every'] : []
  return every ? ['initial', 'every'] : ['initial']
}

function itemOf(
  schedule: Schedule,
  what: SubjectId,
  start: Start,
  facts: MonitoringFacts,
  now: DayNumber,
): DueItem | undefined {
  const last = facts.last?.[what]
  const began = start.date === '' ? undefined : spanOf(start.date, now)
  const done = last === undefined ? undefined : spanOf(last, now)
  const isSince = done !== undefined && (began === undefined || done.last >= began.first)
  const base = isSince ? done : began
  const ofDrug = start.drug === undefined ? {} : { drug: start.drug }
  const shown = { what, ...(last !== undefined && { last }), ...(!isSince && { start }) }
  if (!base) {
    const phase = schedule.initial ? 'initial' : 'every'
    return schedule[phase] && { ...shown, state: 'undated', isCertain: false, by: { schedule, phase, ...ofDrug } }
  }
  const phases = phasesOn(base, began, schedule)
  let found: { from: DayNumber; to: Span; phase: 'initial' | 'every' } | undefined
  for (const phase of phases) {
    const { from, to, unit } = phase === 'initial' ? schedule.initial!.every : schedule.every!
    const [first, last] = [addInterval(base.first, to, unit), addInterval(base.last, to, unit)]
    found = {
      from: Math.min(found?.from ?? Infinity, addInterval(base.first, from, unit)),
      to: { first: Math.min(found?.to.first ?? Infinity, first), last: Math.max(found?.to.last ?? -Infinity, last) },
      phase,
    }
  }
  return (
    found && {
      ...shown,
      ...timeOf(found.from, found.to, now, schedule.soonDays),
      by: { schedule, phase: found.phase, ...ofDrug },
    }
  )
}

/** Days before an infusion falls due from which it is called due soon. */
const infusionSoonDays = 7

function infusionItems({ infusions = [] }: MonitoringFacts, now: DayNumber): readonly DueItem[] {
  return infusions.map(({ drug, from, to, days, last }) => ({
    what: { infusion: drug },
    last,
    ...timeOf(
      dayNumber(from),
      { first: dayNumber(from), last: dayNumber(to) },
      now,
      infusionSoonDays,
      onTimeWithinDays,
    ),
    by: { everyDays: days },
  }))
}

/** In the order in which things are or become overdue; what has no day comes last. */
function inOrder(a: DueItem, b: DueItem): number {
  return (a.to ?? Number.MAX_SAFE_INTEGER) - (b.to ?? Number.MAX_SAFE_INTEGER)
}

/**
 * Everything that is watched for a case, each thing once, by the schedule that asks for it first. Nothing for a closed
 * case.
 * @param schedules those of the registry; only what is on counts
 */
export function dueItems(facts: MonitoringFacts, schedules: readonly Schedule[], today: IsoDay): readonly DueItem[] {
  if (facts.closed) return []
  const now = dayNumber(today)
  const bySubject = new Map<SubjectId, DueItem>()
  for (const schedule of schedules) {
    const start = schedule.on ? startOf(schedule, facts) : undefined
    if (!start) continue
    for (const what of schedule.what) {
      const item = itemOf(schedule, what, start, facts, now)
      const before = bySubject.get(what)
      if (item && (!before || inOrder(item, before) < 0)) bySubject.set(what, item)
    }
  }
  return [...bySubject.values(), ...infusionItems(facts, now)].sort(inOrder)
}

/** The thing that is or becomes overdue first, and how many are. Undefined where nothing with a day is watched. */
export function nextDueOf(facts: MonitoringFacts, schedules: readonly Schedule[], today: IsoDay): NextDue | undefined {
  const items = dueItems(facts, schedules, today)
  const [first] = items
  if (first?.to === undefined || first.days === undefined || first.state === 'undated') return undefined
  return {
    label: typeof first.what === 'string' ? subjects[first.what].short : 'Infusion',
    on: isoOfDay(first.to),
    state: first.state,
    days: first.days,
    overdue: items.filter(({ state }) => state === 'overdue').length,
  }
}
