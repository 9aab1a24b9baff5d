/** What the keys that change something make of the dose that has the focus. Pure. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { edgeOf, isRefusal, movedEdge, steppedDoseEdit, type Refusal } from '#shared/domain/course-edits.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import { doseSegments } from '#shared/domain/exposure.ts'
import { formatPartialDate, isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { nothingStaged, stage, withStaged, type Edit } from '#shared/domain/staged-records.ts'
import type { CourseLane } from './course-lanes.ts'

interface Keyed {
  readonly edits: readonly Edit[]
  /** What became of it, in words. */
  readonly said: string
}

interface Options {
  readonly edge: 'start' | 'end'
  readonly today: IsoDay
}

const days: Readonly<Record<string, number | undefined>> = { '[': -1, ']': 1, '{': -7, '}': 7 }
const directions: Readonly<Record<string, 1 | -1 | undefined>> = { '+': 1, '=': 1, '-': -1, '−': -1 }
const notADose: Refusal = { refusal: 'Go to a dose first, with the arrow keys.' }

/** Undefined for a key that changes nothing. */
export function keyedEdits(
  record: CaseRecord,
  lane: CourseLane,
  stepId: string | undefined,
  key: string,
  { edge: side, today }: Options,
): Keyed | Refusal | undefined {
  const by = days[key]
  const direction = directions[key]
  if (by === undefined && direction === undefined) return undefined
  const step = record.records.dose_step.find(({ id }) => id === stepId)
  if (!step || !lane.treatment) return notADose
  if (direction !== undefined) {
    const edits = steppedDoseEdit(step, lane.drug, direction)
    if (isRefusal(edits)) return edits
    const after = withStaged(record, stage(nothingStaged, record, edits)).records.dose_step
    return { edits, said: doseLabel(after.find(({ id }) => id === step.id) ?? step) }
  }
  const edge = edgeOf(record, step.id, side, today)
  if (isRefusal(edge)) return edge
  const edits = movedEdge(edge, by!)
  if (isRefusal(edits)) return edits
  const { records } = withStaged(record, stage(nothingStaged, record, edits))
  const treatment = records.treatment.find(({ id }) => id === lane.id)
  const segments = treatment ? doseSegments(treatment, records.dose_step, today) : []
  const segment = segments.find(({ recordId }) => recordId === step.id)
  const day = side === 'start' ? segment?.from : segment?.to
  const word = side === 'start' ? 'from' : 'to'
  return { edits, said: `${doseLabel(step)} ${word} ${day === undefined ? '' : formatPartialDate(isoOfDay(day))}` }
}
