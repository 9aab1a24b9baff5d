/** Rates after the index against those before it, event by event and group by group. */
import { chiSquaredUpper } from '#shared/statistics/distributions.ts'
import { rates as method } from '#shared/statistics/methods/rates.ts'
import type { Cell } from '#shared/statistics/tidy/columns.ts'
import type { Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { rName } from '../r-script.ts'
import { adjustedWhereKnown } from '../adjustment.ts'
import { periods, type CountedCase, type CountedEvent, type Period } from './rates-gather.ts'

export interface PeriodRate {
  readonly patients: number
  readonly withEvent: readonly string[]
  readonly events: number
  readonly years: number
  /** Events a patient-year, with the exact interval; missing without any time. */
  readonly rate?: { readonly estimate: number; readonly low: number; readonly high: number }
}

interface RateRatio {
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly logError: number
  readonly p: number
}

export interface ComparedRate {
  readonly event: CountedEvent
  readonly group: string | undefined
  readonly periods: Readonly<Record<Period, PeriodRate>>
  readonly ratio?: RateRatio
  readonly pAdjusted?: number
  /** Why there is no ratio, and then the exact one of events that were independent; it may be 0 or without upper limit. */
  readonly why?: string
  readonly exact?: {
    readonly ratio: number | null
    readonly low: number
    readonly high: number | null
    readonly p: number
  }
  /** Whether the counts vary more than Poisson’s. */
  readonly isOverdispersed: boolean
}

export const eventColumn = (event: CountedEvent): string => rName(event)

/** Pearson’s statistic by its degrees of freedom, above which counts vary more than by chance. */
const usualDispersion = 1.25

/** A row for each patient and period with any time. */
export function rateData(
  gathered: readonly Gathered<CountedCase>[],
  events: readonly CountedEvent[],
  groupColumn: string | undefined,
): Record<string, Cell[]> {
  const rows = gathered.flatMap(({ value }, at) =>
    periods.flatMap((period) => (value.years[period] > 0 ? [{ patient: at + 1, period, value }] : [])),
  )
  return {
    patient: rows.map(({ patient }) => patient),
    ...(groupColumn === undefined ? {} : { [groupColumn]: rows.map(({ value }) => value.group ?? null) }),
    period: rows.map(({ period }) => period),
    years: rows.map(({ value, period }) => value.years[period]),
    ...Object.fromEntries(
      events.map((event, at) => [eventColumn(event), rows.map(({ value, period }) => value.counts[period][at]!)]),
    ),
  }
}

function compared(
  members: readonly Gathered<CountedCase>[],
  events: readonly CountedEvent[],
  event: CountedEvent,
  group: string | undefined,
  model: AnalysisRequestOf<'rates'>['model'],
): ComparedRate {
  const at = events.indexOf(event)
  const asked = {
    data: rateData(members, events, undefined),
    events: eventColumn(event),
    time: 'years',
    group: 'period',
    model,
    levels: { period: [...periods] },
    confidence: 0.95,
  }
  const { groups, ratios, dispersion } = method.run({ ...asked, patient: 'patient' })
  const rateOf = (period: Period, place: number): PeriodRate => {
    const { rows, events: count, time, rate, low, high } = groups[place]!
    return {
      patients: rows,
      withEvent: members.filter(({ value }) => value.counts[period][at]! > 0).map(({ caseId }) => caseId),
      events: count,
      years: time,
      ...(rate !== null && low !== null && high !== null ? { rate: { estimate: rate, low, high } } : {}),
    }
  }
  const ratio = ratios[0]!
  const sides = { before: rateOf('before', 0), after: rateOf('after', 1) }
  const single = periods.find((period) => sides[period].withEvent.length === 1)
  const why = 'ratio' in ratio ? single && `The events ${single} the index are all of one patient.` : ratio.unavailable
  return {
    event,
    group,
    periods: sides,
    ...('ratio' in ratio && why === undefined ? { ratio } : { why, ...exactRatio(asked) }),
    isOverdispersed: 'ratio' in dispersion && dispersion.ratio > usualDispersion,
  }
}

/** Where a side has events of no two patients, errors that are robust within patients are none; the exact test has an answer. */
function exactRatio(asked: Parameters<typeof method.run>[0]): Pick<ComparedRate, 'exact'> {
  const { exact } = method.run(asked).ratios[0]!
  return exact && 'p' in exact ? { exact } : {}
}

/** Of the robust ratio, else of the exact one. */
export const pOfRates = ({ ratio, exact }: ComparedRate): number | undefined => (ratio ?? exact)?.p

/** The robust ratio with its interval, else the exact one where it has both ends; one of 0 has no place on a scale of ratios. */
export function drawnRatio({ ratio, exact }: ComparedRate): Pick<RateRatio, 'ratio' | 'low' | 'high'> | undefined {
  if (ratio || !exact) return ratio
  return exact.ratio && exact.high !== null ? { ratio: exact.ratio, low: exact.low, high: exact.high } : undefined
}

/** Each event in each group; probabilities adjusted over all of them. */
export function comparedRates(
  gathered: readonly Gathered<CountedCase>[],
  groups: readonly string[],
  { events, model, adjust }: AnalysisRequestOf<'rates'>,
): readonly ComparedRate[] {
  const asked = [...new Set(events)]
  const of = (group: string | undefined) => gathered.filter(({ value }) => group === undefined || value.group === group)
  const members = (groups.length > 0 ? groups : [undefined]).map((group) => ({ group, cases: of(group) }))
  const made = asked.flatMap((event) => members.map(({ group, cases }) => compared(cases, asked, event, group, model)))
  if (adjust === 'none') return made
  const adjusted = adjustedWhereKnown(made.map(pOfRates), adjust)
  return made.map((one, at) => (adjusted[at] === undefined ? one : { ...one, pAdjusted: adjusted[at] }))
}

/** Whether the ratios of an event differ between groups: Cochran’s Q of their logs, as groups share no patient. */
export function heterogeneity(
  ofEvent: readonly ComparedRate[],
): { readonly q: number; readonly df: number; readonly p: number } | undefined {
  const known = ofEvent.flatMap(({ ratio }) =>
    ratio && ratio.logError > 0 ? [{ log: Math.log(ratio.ratio), weight: 1 / ratio.logError ** 2 }] : [],
  )
  if (known.length < 2) return undefined
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  const mean = known.reduce((sum, { log, weight }) => sum + weight * log, 0) / total
  const q = known.reduce((sum, { log, weight }) => sum + weight * (log - mean) ** 2, 0)
  return { q, df: known.length - 1, p: chiSquaredUpper(q, known.length - 1) }
}
