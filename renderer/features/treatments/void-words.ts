/** What voiding something among the lanes takes out of use, in words and as edits. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { voidCourse } from '#shared/domain/course-edits.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import type { CourseLane } from './course-lanes.ts'
import type { Place } from './lane-row.tsx'

export function voidWords(record: CaseRecord, lanes: readonly CourseLane[], { lane: laneId, cell }: Place) {
  const name = lanes.find(({ id }) => id === laneId)?.name ?? 'the drug'
  const { dose_step: steps, infusion: infusions } = record.records
  const step = steps.find(({ id }) => id === cell)
  if (step) {
    const { treatment: course, started = '' } = step
    const isAfter = steps.some((other) => other.treatment === course && (other.started ?? started) < started)
    const then = isAfter ? 'the dose before lasts on instead.' : 'no dose is known for its days then.'
    return { what: 'this dose', text: `${name}, ${doseLabel(step)}: ${then}` }
  }
  const infusion = infusions.find(({ id }) => id === cell)
  if (infusion) {
    const on = infusion.date === undefined ? '' : ` on ${formatPartialDate(infusion.date)}`
    return { what: 'this infusion', text: `${name}${on} no longer counts as given.` }
  }
  const own = steps.filter(({ treatment }) => treatment === laneId).length
  const given = infusions.filter(({ treatment }) => treatment === laneId).length
  const doses = own === 0 ? '' : `, and its ${own === 1 ? 'dose' : `${own} doses`} with it`
  const stay =
    given === 0
      ? ''
      : ` Its ${given === 1 ? 'infusion was given and stays' : `${given} infusions were given and stay`}.`
  return { what: 'this course', text: `The course of ${name} no longer counts${doses}.${stay}` }
}

export function voidEdits(record: CaseRecord, { lane, cell }: Place, reason: string): readonly Edit[] {
  const { dose_step: steps, infusion: infusions } = record.records
  if (steps.some(({ id }) => id === cell)) return [{ do: 'void', form: 'dose_step', id: cell!, reason }]
  if (infusions.some(({ id }) => id === cell)) return [{ do: 'void', form: 'infusion', id: cell!, reason }]
  return voidCourse(record, lane, reason)
}
