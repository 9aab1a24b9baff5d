/** The course of an outcome in years from the index, case by case, and as the columns of a model. */
import type { FormId } from '../../../dictionary/forms.ts'
import type { Cell, Columns, Levels } from '#shared/statistics/tidy/columns.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Dropped, Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { DateBound } from '../cohort-spec.ts'
import {
  covariatesOf,
  covariateValues,
  groupingOf,
  levelsOf,
  type Covariate,
  type CovariateValue,
} from '../covariates.ts'
import { outcomeOf, type Outcome } from '../outcomes.ts'
import { placedDay } from '../placed-day.ts'
import { rName } from '../r-script.ts'
import type { CohortCase } from '../variable-model.ts'
import { yearsOfDays } from '../years-of-days.ts'

export type CourseRequest = AnalysisRequestOf<'lmm' | 'gee'>

/** Where the days of partial dates were taken: as the cohort does, or at one end for a sensitivity run. */
export type Placing = 'chosen' | 'first' | 'last'

interface CoursePoint {
  readonly years: number
  readonly value: number
}

export interface CaseCourse {
  readonly values: readonly CovariateValue[]
  readonly points: Readonly<Record<Placing, readonly CoursePoint[]>>
}

/** @throws StatisticsProblem for an id that there is not */
function outcomeAsked({ outcome: id }: CourseRequest): Outcome {
  const outcome = outcomeOf(id)
  if (!outcome) throw new StatisticsProblem(`There is no outcome “${id}”.`)
  return outcome
}

/** The group first, then what is adjusted for. */
const covariatesAsked = ({ groupBy, adjustFor }: CourseRequest): readonly Covariate[] => [
  ...(groupBy === undefined ? [] : [groupingOf(groupBy)]),
  ...covariatesOf(adjustFor.filter((id) => id !== groupBy)),
]

export const formsOfCourse = (request: CourseRequest): readonly FormId[] => [
  ...new Set([...outcomeAsked(request).reads, ...covariatesAsked(request).flatMap(({ variable }) => variable.reads)]),
]

export function courseOfCase(one: CohortCase, request: CourseRequest): CaseCourse | Dropped {
  if (one.index === undefined) return { dropped: 'no index date' }
  const chosen = pointsOf(one, one.index, request)
  if (chosen.length === 0) return { dropped: `no ${outcomeAsked(request).label} in the years looked at` }
  const values = covariateValues(covariatesAsked(request), one)
  if ('dropped' in values) return values
  const placedAt = (dates: DateBound) =>
    request.sensitivity && dates !== one.dates
      ? pointsOf({ ...one, dates }, one.indexDate === undefined ? one.index! : placedDay(one.indexDate, dates), request)
      : chosen
  return { values, points: { chosen, first: placedAt('first'), last: placedAt('last') } }
}

function pointsOf(one: CohortCase, index: number, request: CourseRequest): readonly CoursePoint[] {
  return outcomeAsked(request)
    .series({ ...one, index })
    .map(({ day, value }) => ({ years: yearsOfDays(day - index), value }))
    .filter(({ years }) => years >= request.fromYears && years <= request.toYears)
}

/** The data of a model with its terms. */
export interface CourseModel {
  readonly outcome: Outcome
  /** Its column of the data. */
  readonly response: string
  readonly data: Columns
  /** As `designMatrix` takes them; the slopes of groups are interactions. */
  readonly terms: readonly string[]
  readonly levels: Levels
  /** Whose slopes differ. */
  readonly group: Covariate | undefined
  readonly covariates: readonly Covariate[]
  readonly piecewise: boolean
}

/**
 * `years_after` is 0 up to the index, so that its coefficient is the change of slope there.
 * @throws StatisticsProblem where a line has no values on its side of the index
 */
export function courseModel(
  gathered: readonly Gathered<CaseCourse>[],
  request: CourseRequest,
  placing: Placing,
): CourseModel {
  const outcome = outcomeAsked(request)
  const covariates = covariatesAsked(request)
  const group = request.groupBy === undefined ? undefined : covariates[0]
  const piecewise = request.shape === 'piecewise'
  const response = rName(outcome.id)
  const rows = gathered.flatMap(({ value: { values, points } }, at) =>
    points[placing].map((point) => ({ patient: at + 1, values, ...point })),
  )
  if (rows.length === 0) throw new StatisticsProblem(`No case of the cohort has a value of ${outcome.label} here.`)
  if (piecewise) {
    const sides = [
      ['before', rows.some(({ years }) => years < 0)],
      ['after', rows.some(({ years }) => years > 0)],
    ] as const
    for (const [side, has] of sides)
      if (!has)
        throw new StatisticsProblem(
          `There is no value of ${outcome.label} ${side} the index date. Choose one line instead of two that meet there.`,
        )
  }
  const data: Record<string, Cell[]> = {
    patient: rows.map(({ patient }) => patient),
    years: rows.map(({ years }) => years),
    ...(piecewise && { years_after: rows.map(({ years }) => Math.max(0, years)) }),
    [response]: rows.map(({ value }) => value),
    ...Object.fromEntries(covariates.map(({ column }, at) => [column, rows.map(({ values }) => values[at]!)])),
  }
  const levels = Object.fromEntries(
    covariates.flatMap((one) => {
      const order = levelsOf(
        one,
        gathered.map(({ value }) => value.values[covariates.indexOf(one)]!),
        'frequent',
      )
      return order ? [[one.column, order]] : []
    }),
  )
  const times = piecewise ? ['years', 'years_after'] : ['years']
  return {
    outcome,
    response,
    data,
    levels,
    group,
    covariates,
    piecewise,
    terms: [
      ...times,
      ...covariates.map(({ column }) => column),
      ...(group ? times.map((time) => `${time}:${group.column}`) : []),
    ],
  }
}

/** The term that says that the slope changes at the index, or that there is one; with groups, that it differs between them. */
export const testedTerm = ({ group, piecewise }: CourseModel): string => {
  const time = piecewise ? 'years_after' : 'years'
  return group ? `${time}:${group.column}` : time
}

/** What that asks, after “test”. */
export function testedWords({ group, piecewise }: CourseModel): string {
  if (group) return `of a difference in ${piecewise ? 'that change' : 'slope'} between the groups`
  return piecewise ? 'of the change of slope' : 'of the slope'
}

/** `fvc_percent ~ years + years_after + sex`. */
export const formulaOf = ({ response, terms }: CourseModel): string => `${response} ~ ${terms.join(' + ')}`
