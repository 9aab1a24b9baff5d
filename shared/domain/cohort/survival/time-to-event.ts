/** How long each case was followed for an endpoint, and what ended it, as columns of years from the index. */
import type { FormId } from '../../../dictionary/forms.ts'
import type { Cell } from '#shared/statistics/tidy/columns.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Dropped, Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { covariateValues, type Covariate, type CovariateValue } from '../covariates.ts'
import { endpointDay, endpointWords, formsOfEndpoint, lastNews, type Endpoint } from './endpoints.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase } from '../variable-model.ts'
import { yearsOfDays } from '../years-of-days.ts'

type TimeToEventRequest = AnalysisRequestOf<'km' | 'cox' | 'cuminc'>

export interface FollowedCase {
  /** Years from the index to coming under observation, and to its end. */
  readonly entry: number
  readonly years: number
  /** 1: the endpoint; 2: what competes with it; 0: neither by the end of observation. */
  readonly event: 0 | 1 | 2
  /** Censored by death. */
  readonly diedFirst: boolean
  /** Asked for from enrolment on, and enrolment is not recorded. */
  readonly entryUnknown: boolean
  readonly values: readonly CovariateValue[]
}

export const formsFollowed = (
  { endpoint }: TimeToEventRequest,
  covariates: readonly Covariate[],
): readonly FormId[] => [
  ...new Set([...formsOfEndpoint(endpoint), ...covariates.flatMap(({ variable }) => variable.reads)]),
]

/** What keeps the endpoint from happening. @throws StatisticsProblem where nothing does */
export function competitorOf(endpoint: Endpoint): Endpoint {
  if (endpoint === 'death-or-transplant')
    throw new StatisticsProblem(
      'Death and transplant end the follow-up together here, so nothing competes with them. Choose death alone, or Kaplan–Meier.',
    )
  return endpoint === 'death' ? 'transplant' : 'death'
}

/**
 * A case from its index to the endpoint, to what competes with it, to death, or to the last news of it, whichever came first;
 * of two on one day the endpoint counts.
 */
export function followCase(
  one: CohortCase,
  request: TimeToEventRequest,
  covariates: readonly Covariate[],
): FollowedCase | Dropped {
  const { endpoint, delayedEntry } = request
  const { index, dates, record } = one
  if (index === undefined) return { dropped: 'no index date' }
  const reached = endpointDay(endpoint, one)
  const competing = request.analysis === 'cuminc' ? endpointDay(competitorOf(endpoint), one) : undefined
  const death = endpointDay('death', one)
  for (const day of [reached, competing, death]) if (typeof day === 'object') return day
  const days = { reached: dayOr(reached), competing: dayOr(competing), death: dayOr(death) }
  const firstEvent = Math.min(...Object.values(days))
  const end = Number.isFinite(firstEvent) ? firstEvent : lastNews(one)
  if (end === undefined) return { dropped: 'no date on which the patient was seen' }
  const event = days.reached <= end ? 1 : days.competing <= end ? 2 : 0

  const { enrolled_on } = record.case
  const entered = delayedEntry && enrolled_on !== undefined ? Math.max(index, placedDay(enrolled_on, dates)) : index
  if (end <= entered) {
    const since = entered > index ? 'enrolment' : 'the index date'
    const what =
      event === 1
        ? endpointWords[endpoint].label
        : event === 2
          ? endpointWords[competitorOf(endpoint)].label
          : 'last seen'
    return { dropped: `${what} not after ${since}` }
  }
  const values = covariateValues(covariates, one)
  if ('dropped' in values) return values
  return {
    entry: yearsOfDays(entered - index),
    years: yearsOfDays(end - index),
    event,
    diedFirst: event === 0 && days.death === end,
    entryUnknown: delayedEntry && enrolled_on === undefined,
    values,
  }
}

const dayOr = (day: number | Dropped | undefined): number => (typeof day === 'number' ? day : Infinity)

/** Columns of the data: patients by number; `entry` only where somebody came under observation late. */
export function followUpColumns(
  gathered: readonly Gathered<FollowedCase>[],
  covariates: readonly Covariate[],
): { readonly data: Record<string, Cell[]>; readonly entry: 'entry' | undefined } {
  const isLate = gathered.some(({ value }) => value.entry > 0)
  return {
    entry: isLate ? 'entry' : undefined,
    data: {
      patient: gathered.map((_, at) => at + 1),
      ...(isLate && { entry: gathered.map(({ value }) => value.entry) }),
      years: gathered.map(({ value }) => value.years),
      event: gathered.map(({ value }) => value.event),
      ...Object.fromEntries(
        covariates.map(({ column }, at) => [column, gathered.map(({ value }) => value.values[at]!)]),
      ),
    },
  }
}

export const patientYears = (cases: readonly Gathered<FollowedCase>[]): number =>
  cases.reduce((sum, { value }) => sum + value.years - value.entry, 0)

/** How follow-up was told, for a methods section. */
export function followUpMethod({ endpoint, delayedEntry, analysis }: TimeToEventRequest): string {
  const ends =
    analysis === 'cuminc'
      ? `; ${endpointWords[competitorOf(endpoint)].about} was the competing event`
      : endpoint === 'death' || endpoint === 'death-or-transplant'
        ? ''
        : '; death ended the follow-up as censoring'
  const entry = delayedEntry
    ? ' Patients came under observation at enrolment where that was after the index date (delayed entry).'
    : ''
  return `The endpoint was ${endpointWords[endpoint].about}${ends}. Time was counted in years from the index date; patients without an event were censored when they were last seen.${entry}`
}

export function followUpWarnings(gathered: readonly Gathered<FollowedCase>[]): string[] {
  const count = gathered.filter(({ value }) => value.entryUnknown).length
  const died = gathered.filter(({ value }) => value.diedFirst).length
  return [
    ...(count > 0
      ? [
          `${count} of ${gathered.length} patients ${count === 1 ? 'has' : 'have'} no date of enrolment and ${count === 1 ? 'counts' : 'count'} as under observation from the index date on.`,
        ]
      : []),
    ...(died > 0
      ? [
          `${died} of ${gathered.length} patients died without the endpoint and ${died === 1 ? 'counts' : 'count'} as censored, as if the endpoint could still have come. Cumulative incidence takes death for what it is.`,
        ]
      : []),
  ]
}
