/** The glucocorticoid dose of a case around its index, and how long its approvals took. */
import { medianOf } from '#shared/statistics/median.ts'
import { daysAMonth, type DayNumber } from '../../partial-date.ts'
import { windowDays } from '../../response/steroid-sparing.ts'
import { approvalLines } from '../../treatment-summary.ts'
import type { Dropped } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, wordOf } from '../covariates.ts'
import { knownTimeOf } from '../known-time.ts'
import { steroidDoseOf } from '../steroid-dose.ts'
import type { CohortCase } from '../variable-model.ts'

/** Days after the index on which a window of the same length as that before it ends. */
export const windowEnds = [90, 180, 365] as const

export interface Approval {
  readonly drug: string
  readonly decision: string | undefined
  /** From asking to the first dose, else to the decision; the middle of what the dates allow. */
  readonly days: number | undefined
}

export interface ExposedCase {
  readonly group?: string
  /** mg a day on the day of each month; null where it is not known. */
  readonly doses: readonly (number | null)[]
  /** Of each month whether the case was known by then, so that a missing dose is a gap. */
  readonly known: readonly boolean[]
  /** Median mg a day of the window before the index, and of those after it; null where less than half is known. */
  readonly before: number | null
  readonly after: readonly (number | null)[]
  readonly approvals: readonly Approval[]
}

export const monthsAround = ({ fromMonths, toMonths }: AnalysisRequestOf<'exposure'>): readonly number[] =>
  Array.from({ length: toMonths - fromMonths + 1 }, (_, at) => fromMonths + at)

/** Every day counts once; not known where less than half of the days are. */
function medianDose(doseOn: (day: DayNumber) => number | undefined, from: DayNumber): number | null {
  const known = Array.from({ length: windowDays }, (_, at) => doseOn(from + at)).filter((dose) => dose !== undefined)
  return 2 * known.length < windowDays ? null : (medianOf(known) ?? null)
}

export function exposureOf(one: CohortCase, request: AnalysisRequestOf<'exposure'>): ExposedCase | Dropped {
  const { index, record } = one
  if (index === undefined) return { dropped: 'no index date' }
  const grouping = request.groupBy === undefined ? undefined : groupingOf(request.groupBy)
  const group = grouping?.variable.of(one)
  if (grouping && group === undefined) return { dropped: `${grouping.variable.label} not known` }
  const doseOn = steroidDoseOf(one)
  const days = monthsAround(request).map((month) => Math.round(index + month * daysAMonth))
  const doses = days.map((day) => doseOn(day) ?? null)
  if (doses.every((dose) => dose === null)) return { dropped: 'no glucocorticoid dose known around the index' }
  const { from = Number.POSITIVE_INFINITY, to } = knownTimeOf(one)
  return {
    ...(grouping ? { group: wordOf(grouping.variable, String(group)) } : {}),
    doses,
    known: days.map((day) => from <= day && day <= to),
    before: medianDose(doseOn, index - windowDays),
    after: windowEnds.map((end) => medianDose(doseOn, index + end - windowDays + 1)),
    approvals: approvalsOf(record),
  }
}

function approvalsOf(record: CohortCase['record']): readonly Approval[] {
  return approvalLines(record).map(({ label, decision, delayDays }) => ({
    drug: label,
    decision,
    days: delayDays && (delayDays.min + delayDays.max) / 2,
  }))
}
