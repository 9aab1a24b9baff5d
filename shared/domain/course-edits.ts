/**
 * What the keys and the mouse do to courses and doses, as edits to stage. Neighbors move along where they must, so that
 * moving a border opens no gap and makes no overlap. What isn't known to the day isn't moved by days.
 */
import type { RecordValues } from '../dictionary/record.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { CaseRecord } from './case-record.ts'
import { doseIncrement, steppedDose, tidy } from './dose-increments.ts'
import { perDay } from './dose.ts'
import { doseSegments, startsWithTreatment, type DoseStep, type Treatment } from './exposure.ts'
import {
  dayNumber,
  firstDay,
  formatPartialDate,
  isoOfDay,
  lastDay,
  precisionOf,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from './partial-date.ts'
import type { Edit, Staged } from './staged-records.ts'
import type { TaperDose } from './taper.ts'
import type { DoseSegment } from './timeline-model.ts'

export interface Refusal {
  /** Why it can't be done, and what can. */
  readonly refusal: string
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refusal' in answer
}

/** A border of a dose that can be moved, and how far. `day` is the first day for a start, the last one for an end. */
export interface Edge {
  readonly day: DayNumber
  readonly min: DayNumber
  readonly max: DayNumber
  readonly editsAt: (day: DayNumber) => readonly Edit[]
}

const change = (form: 'treatment' | 'dose_step', id: string, values: RecordValues): Edit => {
  return { do: 'change', form, id, values }
}

/** Farther ahead nobody plans. */
const aheadDays = 3660

interface Found {
  readonly treatment: Treatment
  readonly step: DoseStep
  readonly segments: readonly DoseSegment[]
  readonly index: number
  readonly steps: readonly DoseStep[]
}

function find({ records }: CaseRecord, stepId: string, today: IsoDay): Found | undefined {
  const step = records.dose_step.find(({ id }) => id === stepId)
  const treatment = step && records.treatment.find(({ id }) => id === step.treatment)
  if (!step || !treatment) return undefined
  const segments = doseSegments(treatment, records.dose_step, today)
  const index = segments.findIndex(({ recordId }) => recordId === stepId)
  return index < 0 ? undefined : { treatment, step, segments, index, steps: records.dose_step }
}

const notToTheDay = (what: string, date: PartialDate): Refusal => ({
  refusal: `${what} is known to the ${precisionOf(date)} only (${formatPartialDate(date)}). Press Enter to give it a day.`,
})
const notDrawn: Refusal = { refusal: 'This dose has no date yet. Press Enter to give it one.' }

function startEdge({ treatment, step, segments, index, steps }: Found, today: IsoDay): Edge | Refusal {
  const segment = segments[index]!
  const started = startsWithTreatment(step, treatment) ? treatment.started : step.started
  if (started === undefined) return notDrawn
  if (precisionOf(started) !== 'day') return notToTheDay('Its start', started)
  const before = segments[index - 1]
  const after = segments[index + 1]
  const end = after
    ? after.from - 1
    : segment.ongoing
      ? dayNumber(today) + aheadDays
      : Math.max(segment.from, segment.to)
  const previous = before && steps.find(({ id }) => id === before.recordId)
  return {
    day: segment.from,
    min: before ? before.from + 1 : segment.from - aheadDays,
    max: end,
    editsAt(day) {
      const edits: Edit[] = []
      if (step.started !== undefined) edits.push(change('dose_step', step.id, { started: isoOfDay(day) }))
      const courseStart = treatment.started
      const goesAlong =
        courseStart !== undefined && index === 0 && (courseStart === started || firstDay(courseStart) > day)
      if (goesAlong) edits.push(change('treatment', treatment.id, { started: isoOfDay(day) }))
      // A dose that ended where this one began goes on ending there.
      if (previous?.ended !== undefined && lastDay(previous.ended) >= segment.from - 1) {
        edits.push(change('dose_step', previous.id, { ended: isoOfDay(day - 1) }))
      }
      return edits
    },
  }
}

function endEdge(found: Found, today: IsoDay): Edge | Refusal {
  const { treatment, step, segments, index } = found
  const segment = segments[index]!
  const after = segments[index + 1]
  const touches = after !== undefined && segment.to + 1 >= after.from
  if (touches) {
    const next = found.steps.find(({ id }) => id === after.recordId)
    const edge = next ? startEdge({ ...found, step: next, index: index + 1 }, today) : notDrawn
    if (isRefusal(edge)) return edge
    return { ...edge, day: edge.day - 1, min: edge.min - 1, max: edge.max - 1, editsAt: (day) => edge.editsAt(day + 1) }
  }
  const ended = step.ended ?? treatment.ended
  if (ended === undefined) {
    return { refusal: 'This dose goes on. Press x to stop the course, or Enter to give the dose a last day.' }
  }
  if (precisionOf(ended) !== 'day') return notToTheDay('Its last day', ended)
  return {
    day: lastDay(ended),
    min: segment.from,
    max: after ? after.from - 1 : lastDay(ended) + aheadDays,
    editsAt(day) {
      const own = step.ended === undefined ? [] : [change('dose_step', step.id, { ended: isoOfDay(day) })]
      const last = after === undefined && treatment.ended !== undefined
      const goesAlong = last && (treatment.ended === ended || firstDay(treatment.ended) < day)
      return goesAlong ? [...own, change('treatment', treatment.id, { ended: isoOfDay(day) })] : own
    },
  }
}

/** The border at the start or the end of a dose. */
export function edgeOf(record: CaseRecord, stepId: string, side: 'start' | 'end', today: IsoDay): Edge | Refusal {
  const found = find(record, stepId, today)
  if (!found) return notDrawn
  return side === 'start' ? startEdge(found, today) : endEdge(found, today)
}

/** A border moved by some days, as far as its neighbors let it. */
export function movedEdge(edge: Edge, days: number): readonly Edit[] | Refusal {
  const day = Math.min(edge.max, Math.max(edge.min, edge.day + days))
  if (day === edge.day) return { refusal: 'It can’t go further: the next dose is in the way.' }
  return edge.editsAt(day)
}

const noNumber: Refusal = { refusal: 'The dose is not known as a number. Press Enter to give it one.' }

export function doseEdit(step: DoseStep, dose: number): readonly Edit[] {
  return [change('dose_step', step.id, { dose })]
}

/** A dose one usual amount up or down. */
export function steppedDoseEdit(step: DoseStep, drug: string, direction: 1 | -1): readonly Edit[] | Refusal {
  if (step.dose === undefined) return noNumber
  const dose = steppedDose(step.dose, doseIncrement(drug, step.unit), direction)
  return dose === step.dose ? { refusal: 'The dose is 0 already.' } : doseEdit(step, dose)
}

/** Doses of a course that begin on a day or later: what a taper from that day on meets. */
export function laterSteps({ records }: CaseRecord, treatmentId: string, day: IsoDay): readonly DoseStep[] {
  return records.dose_step.filter(({ treatment, started }) => {
    return treatment === treatmentId && started !== undefined && lastDay(started) >= dayNumber(day)
  })
}

/**
 * A taper as edits: one dose step for each of its doses, with the reason `taper`; a taper to 0 stops the course the day
 * before. Later doses are voided, or left where they are.
 */
export function taperEdits(
  record: CaseRecord,
  step: DoseStep,
  doses: readonly TaperDose[],
  later: 'replace' | 'keep',
  newId: () => string,
): readonly Edit[] {
  const treatment = record.records.treatment.find(({ id }) => id === step.treatment)
  const first = doses[0]
  if (!treatment || !first) return []
  const replaced = later === 'replace' ? laterSteps(record, treatment.id, first.started) : []
  const off = doses.find(({ dose }) => dose === 0)
  const { unit, frequency } = step
  return [
    ...replaced.map(({ id }): Edit => ({ do: 'void', form: 'dose_step', id, reason: 'Replaced by a taper' })),
    // The dose before lasts until the taper begins.
    ...(step.ended !== undefined && lastDay(step.ended) >= dayNumber(first.started)
      ? [change('dose_step', step.id, { ended: null })]
      : []),
    ...doses
      .filter(({ dose }) => dose > 0)
      .map(({ started, dose }): Edit => {
        const values = { treatment: treatment.id, started, dose, unit: unit ?? null, frequency: frequency ?? null }
        return { do: 'add', form: 'dose_step', id: newId(), values: { ...values, reason: 'taper' } }
      }),
    ...(off
      ? [
          change('treatment', treatment.id, {
            ended: isoOfDay(dayNumber(off.started) - 1),
            stop_reason: treatment.stop_reason ?? 'completed',
          }),
        ]
      : []),
  ]
}

/** The dose of a course in force on a day. */
export function stepInForce({ records }: CaseRecord, treatmentId: string, day: IsoDay): DoseStep | undefined {
  const treatment = records.treatment.find(({ id }) => id === treatmentId)
  if (!treatment) return undefined
  const on = dayNumber(day)
  const segment = doseSegments(treatment, records.dose_step, day).findLast(({ from, to }) => from <= on && on <= to)
  return records.dose_step.find(({ id }) => id === segment?.recordId)
}

/** Voids a course with its doses. Infusions were given and stay; they only lose their course. */
export function voidCourse({ records }: CaseRecord, treatmentId: string, reason: string): readonly Edit[] {
  const steps = records.dose_step.filter(({ treatment }) => treatment === treatmentId)
  const infusions = records.infusion.filter(({ treatment }) => treatment === treatmentId)
  return [
    ...infusions.map(({ id }): Edit => ({ do: 'change', form: 'infusion', id, values: { treatment: null } })),
    ...steps.map(({ id }): Edit => ({ do: 'void', form: 'dose_step', id, reason })),
    { do: 'void', form: 'treatment', id: treatmentId, reason },
  ]
}

/** What a new course of a drug starts with. */
export function courseDefaults(drug: string): RecordValues {
  const known = drugOf(drug)
  return { drug, ...(known ? { route: known.route } : {}) }
}

/** The course begun again, from a day on, as a course of its own: same drug, route and purpose. */
export function restarted({ drug, route, indication }: Treatment, started: PartialDate): RecordValues {
  return { drug: drug ?? null, route: route ?? null, indication: indication ?? null, started }
}

const doseColumns = ['dose', 'unit', 'frequency', 'over_days', 'dose_text']

/** Dose steps that are new, or of which the dose is changed. */
export function changedDoses({ added, changed }: Staged): readonly string[] {
  return [
    ...added.filter(({ form }) => form === 'dose_step'),
    ...changed.filter(({ form, values }) => form === 'dose_step' && doseColumns.some((column) => column in values)),
  ].map(({ id }) => id)
}

/** A step of which the dose would be saved as changed, and why a reason is asked for. */
export interface ReasonWanted {
  readonly step: DoseStep
  readonly why: 'none' | 'goes-up' | 'goes-down'
}

function amountBefore(record: CaseRecord, step: DoseStep, today: IsoDay): number | undefined {
  const found = find(record, step.id, today)
  return found?.segments[found.index - 1]?.perDay
}

/**
 * Steps among those new or of changed dose that need a reason: they have none, or one that the dose contradicts (a taper
 * to a higher dose, an increase to a lower one).
 * @param record as it would be saved
 */
export function reasonsWanted(record: CaseRecord, stepIds: readonly string[], today: IsoDay): readonly ReasonWanted[] {
  return record.records.dose_step
    .filter(({ id }) => stepIds.includes(id))
    .flatMap((step): readonly ReasonWanted[] => {
      if (step.reason === undefined) return [{ step, why: 'none' }]
      const before = amountBefore(record, step, today)
      const now = perDay(step)
      if (before === undefined || now === undefined) return []
      if (step.reason === 'taper' && tidy(now) > tidy(before)) return [{ step, why: 'goes-up' }]
      return step.reason === 'increase' && tidy(now) < tidy(before) ? [{ step, why: 'goes-down' }] : []
    })
}
