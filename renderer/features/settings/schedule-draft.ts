/** A schedule as it is typed: texts of fields, and what they make. */
import type { Interval, Schedule } from '#shared/domain/monitoring/schedule-model.ts'

type Unit = Interval['unit']

export interface ScheduleDraft {
  readonly on: boolean
  /** Length of the first stretch in months; empty where one interval holds throughout. */
  readonly months: string
  readonly first: IntervalDraft
  readonly later: IntervalDraft
  readonly soonDays: string
}
export interface IntervalDraft {
  readonly from: string
  readonly to: string
  readonly unit: Unit
}

function draftOfInterval(interval: Interval | undefined): IntervalDraft {
  if (!interval) return { from: '', to: '', unit: 'mo' }
  return { from: String(interval.from), to: String(interval.to), unit: interval.unit }
}

export function draftOfSchedule({ on, initial, every, soonDays }: Schedule): ScheduleDraft {
  return {
    on,
    months: initial ? String(initial.months) : '',
    first: draftOfInterval(initial?.every),
    later: draftOfInterval(every),
    soonDays: String(soonDays),
  }
}

const wholeNumber = (text: string, most: number): number | undefined => {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}
const isEmpty = ({ from, to }: IntervalDraft) => from.trim() === '' && to.trim() === ''

/** One number alone is an interval without play. */
function intervalOf({ from, to, unit }: IntervalDraft): Interval | string {
  const [least, most] = [from.trim() === '' ? to : from, to.trim() === '' ? from : to].map((text) =>
    wholeNumber(text, 120),
  )
  if (least === undefined || most === undefined) return 'An interval is a whole number from 1 to 120.'
  return least > most ? 'The shorter interval comes first.' : { from: least, to: most, unit }
}

/** The schedule that was typed, or what is wrong with it. */
export function scheduleOf(schedule: Schedule, draft: ScheduleDraft): Schedule | string {
  const { id, what, whom } = schedule
  const hasFirst = draft.months.trim() !== '' || !isEmpty(draft.first)
  const months = wholeNumber(draft.months, 120)
  if (hasFirst && months === undefined) return 'Say for how many months the first interval holds: 1 to 120.'
  const first = hasFirst ? intervalOf(draft.first) : undefined
  const every = isEmpty(draft.later) ? undefined : intervalOf(draft.later)
  if (typeof first === 'string') return first
  if (typeof every === 'string') return every
  const soonDays = draft.soonDays.trim() === '0' ? 0 : wholeNumber(draft.soonDays, 180)
  if (soonDays === undefined) return 'Due soon: a whole number of days, up to 180.'
  if (draft.on && !first && !every) return 'Give an interval, or leave it off.'
  return {
    id,
    what,
    whom,
    ...(first && months !== undefined && { initial: { months, every: first } }),
    ...(every && { every }),
    soonDays,
    on: draft.on,
  }
}
