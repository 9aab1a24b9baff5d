/** What the lanes say to whoever doesn't see them, and at their heads. */
import { doseLabel } from '#shared/domain/dose.ts'
import { reasonOf } from '#shared/domain/exposure.ts'
import { labelOf, midSentence } from '#shared/domain/label-of.ts'
import { dayNumber, firstDay, formatPartialDate, type IsoDay } from '#shared/domain/partial-date.ts'
import type { Mark } from '#shared/domain/staged-records.ts'
import type { CourseLane, LaneCell, LaneDose } from './course-lanes.ts'

const markWords: Readonly<Record<Mark, string>> = {
  new: 'new, not saved',
  changed: 'changed, not saved',
  voided: 'voided, not saved',
}

const joined = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(', ')

/** `Apr 2019 to 12 Mar 2021`, `since Apr 2019`, `start not known`. */
export function courseDates({ treatment, doses, infusions }: CourseLane): string {
  const first = [doses[0]?.segment, infusions[0]]
    .flatMap((one) => (one === undefined ? [] : 'starts' in one ? (one.starts ?? []) : 'date' in one ? one.date : []))
    .toSorted((a, b) => firstDay(a) - firstDay(b))[0]
  const started = treatment?.started ?? first
  const ended = treatment?.ended
  if (started === undefined && ended === undefined) return 'start not known'
  if (ended === undefined) return `since ${formatPartialDate(started!)}`
  return `${started === undefined ? 'start not known' : formatPartialDate(started)} to ${formatPartialDate(ended)}`
}

/** The dose now, why the course was stopped, or what else tells where it stands. */
export function courseState(lane: CourseLane, today: IsoDay): string {
  const { treatment, doses, infusions, undrawn } = lane
  const now = dayNumber(today)
  if (treatment === undefined) return 'no course recorded'
  if (treatment.ended !== undefined && firstDay(treatment.ended) <= now) {
    const reason = treatment.stop_reason && midSentence(labelOf('treatment', 'stop_reason', treatment.stop_reason))
    return joined(['stopped', reason])
  }
  const dose = doses.findLast(({ segment }) => segment.from <= now && now <= segment.to)
  if (dose) return dose.segment.label
  if (doses.length === 0 && infusions.length > 0) {
    return `${infusions.length} ${infusions.length === 1 ? 'infusion' : 'infusions'}`
  }
  if (doses.length === 0 && undrawn.length > 0) return 'doses without a date'
  return doses.length === 0 ? 'no dose recorded' : 'no dose now'
}

function doseDates({ segment: { starts, ends, ongoing } }: LaneDose): string {
  const from = starts === undefined ? 'start not known' : formatPartialDate(starts)
  return ongoing ? `${from}, goes on` : `${from} to ${ends === undefined ? 'not known' : formatPartialDate(ends)}`
}

/** A cell read out: dose, dates, reason, whether it is saved. */
export function cellWords(lane: CourseLane, { kind, id }: LaneCell, marks: ReadonlyMap<string, Mark>): string {
  const mark = marks.get(id)
  const saved = mark && markWords[mark]
  switch (kind) {
    case 'dose':
    case 'unknown': {
      const dose = lane.doses.find(({ step, segment }) => (step?.id ?? segment.recordId) === id)
      return dose ? joined([dose.segment.label, doseDates(dose), dose.segment.reason, saved]) : ''
    }
    case 'infusion': {
      const infusion = lane.infusions.find(({ recordId }) => recordId === id)
      return infusion
        ? joined([`Infusion ${formatPartialDate(infusion.date)}`, infusion.label, infusion.note, saved])
        : ''
    }
    case 'undrawn': {
      const step = lane.undrawn.find((one) => one.id === id)
      if (!step) return ''
      return joined([
        doseLabel(step),
        step.started === undefined
          ? 'date not known'
          : `from ${formatPartialDate(step.started)}, replaced the same day`,
        reasonOf(step),
        saved,
      ])
    }
  }
}

export function headWords(lane: CourseLane, today: IsoDay, marks: ReadonlyMap<string, Mark>): string {
  const mark = marks.get(lane.id)
  return joined([`Course of ${lane.name}`, courseDates(lane), courseState(lane, today), mark && markWords[mark]])
}
