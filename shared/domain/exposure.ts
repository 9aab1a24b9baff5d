/**
 * Which dose was in force when. A dose step lasts until its own last day, else until the day before the next step of the
 * same treatment, else until the treatment's last day, else it goes on. Last days are inclusive. Partial dates are
 * bounded: a start counts from the first day that it can mean, an end to the last one. Nothing is filled in: days
 * without a step are days off the drug, days under a dose that isn't known stay unknown.
 */
import type { RecordTypes } from '../dictionary/forms.ts'
import { doseLabel, milligrams, perDay } from './dose.ts'
import { labelOf, midSentence } from './label-of.ts'
import { ofTreatment } from './list-index.ts'
import {
  comparePartialDates,
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  precisionOf,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from './partial-date.ts'
import type { DatedSpan, DoseSegment } from './timeline-model.ts'

export type Treatment = RecordTypes['treatment']
export type DoseStep = RecordTypes['dose_step']
type DatedStep = DoseStep & { readonly started: PartialDate }

/** A date as known with its bounds. */
export function spanOf(date: PartialDate): DatedSpan {
  return { date, first: firstDay(date), last: lastDay(date) }
}

function spanIfPartial(date: PartialDate): DatedSpan | undefined {
  return precisionOf(date) === 'day' ? undefined : spanOf(date)
}

/**
 * The last day in force of something that ended. Who writes `2024` as an end in 2024 says that it has ended: such an
 * end counts to yesterday, not to the end of the year.
 */
export function lastDayInForce(ended: PartialDate, today: DayNumber): DayNumber {
  const last = lastDay(ended)
  const running = precisionOf(ended) !== 'day' && firstDay(ended) <= today && today <= last
  return running ? today - 1 : last
}

/** Why the dose became this one: `taper`, `intolerance: nausea`. */
export function reasonOf(step: Pick<DoseStep, 'reason' | 'reason_detail'>): string | undefined {
  const reason = step.reason && midSentence(labelOf('dose_step', 'reason', step.reason))
  return [reason, step.reason_detail?.trim()].filter(Boolean).join(': ') || undefined
}

interface PlacedStep {
  readonly step: DatedStep
  readonly from: DayNumber
}

/**
 * First days of the steps, each after the one before. Two steps of which the dates allow the same first day are kept in
 * their order, the later one a day later where its date allows that; of two on the very same day the later one holds.
 */
function firstDaysOf(steps: readonly DatedStep[]): readonly PlacedStep[] {
  const placed: PlacedStep[] = []
  for (const step of steps) {
    const before = placed.at(-1)
    let from = firstDay(step.started)
    if (before && from <= before.from) {
      from = Math.min(before.from + 1, lastDay(step.started))
      if (from <= before.from) placed.pop()
    }
    placed.push({ step, from })
  }
  return placed
}

function segmentPerDay(step: DoseStep, from: DayNumber, to: DayNumber): number | undefined {
  // A single dose is the amount of its one day.
  if (step.frequency === 'once' && step.dose !== undefined && from === to) return milligrams(step.dose, step.unit)
  return perDay(step)
}

interface End {
  readonly to: DayNumber
  readonly ends?: PartialDate
  readonly ongoing: boolean
}

function endOfTreatment(treatment: Treatment, from: DayNumber, today: DayNumber): End {
  if (treatment.ended === undefined) return { to: Math.max(from, today), ongoing: true }
  return { to: Math.max(from, lastDayInForce(treatment.ended, today)), ends: treatment.ended, ongoing: false }
}

function endBefore(next: PlacedStep): End {
  const partial = precisionOf(next.step.started) !== 'day'
  return { to: next.from - 1, ends: partial ? next.step.started : isoOfDay(next.from - 1), ongoing: false }
}

/** The next step or the end of the treatment, unless the step's own end comes before. */
function endOfStep(
  { step, from }: PlacedStep,
  next: PlacedStep | undefined,
  treatment: Treatment,
  now: DayNumber,
): End {
  const end = next ? endBefore(next) : endOfTreatment(treatment, from, now)
  if (step.ended !== undefined) {
    const to = Math.max(from, lastDayInForce(step.ended, now))
    return !next || to < next.from ? { to, ends: step.ended, ongoing: false } : end
  }
  if (step.frequency !== 'once') return end
  const to = Math.max(from, lastDay(step.started))
  return to < end.to ? { to, ends: step.started, ongoing: false } : end
}

function segmentOf({ step, from }: PlacedStep, { to, ends, ongoing }: End): DoseSegment {
  return {
    recordId: step.id,
    source: step.source,
    from,
    starts: step.started,
    fromSpan: spanIfPartial(step.started),
    label: doseLabel(step),
    reason: reasonOf(step),
    to,
    ends,
    ongoing,
    perDay: segmentPerDay(step, from, to),
  }
}

/** What stands where no dated step tells the dose: one segment of unknown dose, with the undated doses in words. */
function unknownSegment(
  treatment: Treatment,
  started: PartialDate,
  undated: readonly DoseStep[],
  end: End,
): DoseSegment {
  const doses = [...new Set(undated.map(doseLabel))].filter((label) => label !== 'dose not known')
  return {
    recordId: undated.length === 1 ? undated[0]!.id : treatment.id,
    source: undated.length === 1 ? undated[0]!.source : treatment.source,
    from: firstDay(started),
    starts: started,
    fromSpan: spanIfPartial(started),
    ...end,
    label: doses.length ? `${doses.join(', then ')} (from when not known)` : 'dose not known',
    reason: undated.length === 1 ? reasonOf(undated[0]!) : undefined,
  }
}

/** True for a step without a date that the record calls the start of its treatment, of which the date is known. */
export function startsWithTreatment(step: DoseStep, treatment: Treatment | undefined): boolean {
  return step.started === undefined && step.reason === 'start' && treatment?.started !== undefined
}

/**
 * The doses of one treatment as segments in order of time, none overlapping another. Steps without a date aren't drawn
 * (the one called the start of a dated treatment has a date: its); the stretch before the first dated step, or a treatment without any, is one segment of unknown dose.
 * @param steps dose steps of the case; those of other treatments are passed over
 * @param today segments that go on end here
 */
export function doseSegments(treatment: Treatment, steps: readonly DoseStep[], today: IsoDay): readonly DoseSegment[] {
  return doseStretchesByDay(treatment, steps)(today).map(({ inWords }) => inWords())
}

/** A dose in force over some days, not yet in words: most are asked for their days only. */
export interface DoseStretch extends Pick<DoseSegment, 'recordId' | 'from' | 'to'> {
  readonly inWords: () => DoseSegment
}

/** The same for whoever asks about several days, or for few of the doses: words are made where they are asked for. */
export function doseStretchesByDay(
  treatment: Treatment,
  steps: readonly DoseStep[],
): (today: IsoDay) => readonly DoseStretch[] {
  const own = ofTreatment(steps, treatment.id).map((step) =>
    startsWithTreatment(step, treatment) ? { ...step, started: treatment.started } : step,
  )
  const undated = own.filter((step) => step.started === undefined)
  const dated = own
    .filter((step): step is DatedStep => step.started !== undefined)
    .sort((a, b) => comparePartialDates(a.started, b.started))
  const placed = firstDaysOf(dated)
  const first = placed[0]
  // The start, where days from it on are told by no dated step.
  const untold =
    treatment.started !== undefined && (!first || lastDay(treatment.started) < first.from)
      ? treatment.started
      : undefined
  return (today) => {
    const now = dayNumber(today)
    const stretches = placed.map((one, index): DoseStretch => {
      const end = endOfStep(one, placed[index + 1], treatment, now)
      return { recordId: one.step.id, from: one.from, to: end.to, inWords: () => segmentOf(one, end) }
    })
    if (untold === undefined) return stretches
    const end = first ? endBefore(first) : endOfTreatment(treatment, firstDay(untold), now)
    const inWords = () => unknownSegment(treatment, untold, undated, end)
    const recordId = undated.length === 1 ? undated[0]!.id : treatment.id
    return [{ recordId, from: firstDay(untold), to: end.to, inWords }, ...stretches]
  }
}

/**
 * One course of segments out of several that may overlap (an old treatment that nobody ended, a pulse within a long
 * course): on each day the one that began last is in force, and the older one resumes after it.
 */
export function oneCourse(segments: readonly DoseSegment[]): readonly DoseSegment[] {
  const byStart = [...segments].sort((a, b) => a.from - b.from)
  const cuts = [...new Set(byStart.flatMap((segment) => [segment.from, segment.to + 1]))].sort((a, b) => a - b)
  const stretches: { readonly whole: DoseSegment; readonly from: DayNumber; to: DayNumber }[] = []
  cuts.slice(0, -1).forEach((from, index) => {
    const to = cuts[index + 1]! - 1
    const inForce = byStart.filter((segment) => segment.from <= from && to <= segment.to).at(-1)
    const last = stretches.at(-1)
    if (inForce && last && last.whole === inForce && last.to === from - 1) last.to = to
    else if (inForce) stretches.push({ whole: inForce, from, to })
  })
  return stretches.map(({ whole, from, to }) => {
    const resumed = from > whole.from
    const cutShort = to < whole.to
    return {
      ...whole,
      from,
      to,
      starts: resumed ? isoOfDay(from) : whole.starts,
      fromSpan: resumed ? undefined : whole.fromSpan,
      ends: cutShort ? isoOfDay(to) : whole.ends,
      ongoing: whole.ongoing && !cutShort,
    }
  })
}
