/**
 * Prednisone-equivalent of all systemic glucocorticoids on a day. Doses with a date known in part count from the first day
 * that it can mean, as everywhere in the registry; the cohort’s choice for such dates moves the index, not the doses.
 */
import type { DayNumber } from '../partial-date.ts'
import { steroidCourse } from '../response/steroid-course.ts'
import { knownTimeOf } from './known-time.ts'
import { oncePerCase } from './once-per-case.ts'

/**
 * mg a day by day; undefined where it is not known: a dose that nobody recorded, a day before anything is known of the
 * case or after its last entry, a day that a dose without a date may lie on, a record without any treatment.
 */
export const steroidDoseOf = oncePerCase((one): ((day: DayNumber) => number | undefined) => {
  const { record, today } = one
  const known = knownTimeOf(one)
  const { treatment, infusion } = record.records
  if (treatment.length === 0 && infusion.length === 0) return () => undefined
  const course = steroidCourse(record, today)
  const firstDose = course?.from ?? Number.POSITIVE_INFINITY
  const since = course?.notCounted.length ? firstDose : Math.min(firstDose, known.from ?? Number.POSITIVE_INFINITY)
  return (day) => {
    if (day < since || day > known.to) return undefined
    const step = course?.steps.find(({ from, to }) => from <= day && day <= to)
    return step ? step.perDay : 0
  }
})
