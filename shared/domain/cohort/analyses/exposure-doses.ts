/** Doses by month and by window, of all cases or group by group. */
import { attempt } from '#shared/statistics/attempt.ts'
import { signedRank, type SignedRank } from '#shared/statistics/comparisons/signed-rank.ts'
import { quantileOf } from '#shared/statistics/describe.ts'
import type { Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { monthsAround, windowEnds, type ExposedCase } from './exposure-gather.ts'
import { rounded } from './paired-months.ts'

type Cases = readonly Gathered<ExposedCase>[]

/** mg a day, the greatest first: what is told is the share at or below. */
export const doseLimits = [10, 7.5, 5] as const

export interface DosesOfMonth {
  readonly month: number
  readonly known: readonly string[]
  /** Known by then as a case, but not the dose. */
  readonly gaps: readonly string[]
  /** Missing where no dose is known. */
  readonly quartiles?: { readonly median: number; readonly q1: number; readonly q3: number }
  /** Of each limit. */
  readonly atMost: readonly (readonly string[])[]
}

export interface DosesOfGroup {
  /** Missing where there are no groups. */
  readonly group: string | undefined
  readonly cases: Cases
  readonly months: readonly DosesOfMonth[]
  readonly sparing: readonly Sparing[]
}

export interface Sparing {
  /** Days after the index on which the window ends. */
  readonly end: number
  readonly pairs: readonly {
    readonly caseId: string
    readonly before: number
    readonly after: number
    readonly change: number
  }[]
  readonly rank?: SignedRank
  readonly why?: string
}

export interface MadeExposure {
  readonly groups: readonly DosesOfGroup[]
  readonly request: AnalysisRequestOf<'exposure'>
  readonly index: string
  readonly gathered: Cases
}

function dosesOfMonth(cases: Cases, month: number, at: number): DosesOfMonth {
  const known = cases.filter(({ value }) => value.doses[at] !== null)
  const doses = Float64Array.from(known, ({ value }) => value.doses[at]!).toSorted()
  const [median, q1, q3] = [0.5, 0.25, 0.75].map((p) => quantileOf(doses, p)) as [number, number, number]
  const ids = (of: Cases) => of.map(({ caseId }) => caseId)
  return {
    month,
    known: ids(known),
    gaps: ids(cases.filter(({ value }) => value.doses[at] === null && value.known[at])),
    ...(known.length > 0 ? { quartiles: { median, q1, q3 } } : {}),
    atMost: doseLimits.map((limit) => ids(known.filter(({ value }) => value.doses[at]! <= limit))),
  }
}

function sparingOf(cases: Cases, end: number, at: number): Sparing {
  const pairs = cases.flatMap(({ caseId, value }) => {
    const [before, after] = [value.before, value.after[at]!]
    return before === null || after === null ? [] : [{ caseId, before, after, change: rounded(after - before) }]
  })
  const rank = attempt(() =>
    signedRank(
      Float64Array.from(pairs, ({ change }) => change),
      { confidence: 0.95 },
    ),
  )
  return { end, pairs, ...(rank.value ? { rank: rank.value } : { why: rank.why }) }
}

export const dosesIn = ({ months }: DosesOfGroup) => months.reduce((sum, { known }) => sum + known.length, 0)

export function dosesOfGroup(
  gathered: Cases,
  group: string | undefined,
  request: AnalysisRequestOf<'exposure'>,
): DosesOfGroup {
  const cases = gathered.filter(({ value }) => value.group === group)
  return {
    group,
    cases,
    months: monthsAround(request).map((month, at) => dosesOfMonth(cases, month, at)),
    sparing: windowEnds.map((end, at) => sparingOf(cases, end, at)),
  }
}

/** A row for each dose and each pair of windows: `what` tells them apart. */
export function exposureData({ gathered, request }: MadeExposure, groupColumn: string | undefined) {
  const months = monthsAround(request)
  const rows = gathered.flatMap(({ value }, at) => {
    const row = (what: string, time: number, dose: number | null, before: number | null) =>
      dose === null ? [] : [{ patient: at + 1, group: value.group ?? null, what, time, dose: rounded(dose), before }]
    return [
      ...months.flatMap((month, place) => row('month', month, value.doses[place]!, null)),
      ...(value.before === null
        ? []
        : windowEnds.flatMap((end, place) => row('window', end, value.after[place]!, rounded(value.before!)))),
    ]
  })
  return {
    patient: rows.map(({ patient }) => patient),
    ...(groupColumn === undefined ? {} : { [groupColumn]: rows.map(({ group }) => group) }),
    what: rows.map(({ what }) => what),
    time: rows.map(({ time }) => time),
    dose: rows.map(({ dose }) => dose),
    before: rows.map(({ before }) => before),
  }
}

/** Keys: `dose:GROUP:MONTH`, `gap:…`, `atMost:LIMIT:…`, `window:GROUP:END`, `approval:DRUG`. */
export function behindDoses({ groups, gathered }: MadeExposure): Record<string, readonly string[]> {
  const drugs = new Set(gathered.flatMap(({ value }) => value.approvals.map(({ drug }) => drug)))
  return Object.fromEntries([
    ...groups.flatMap(({ group = '', months, sparing }) => [
      ...months.flatMap(({ month, known, gaps, atMost }) => [
        [`dose:${group}:${month}`, known] as const,
        [`gap:${group}:${month}`, gaps] as const,
        ...doseLimits.map((limit, at) => [`atMost:${limit}:${group}:${month}`, atMost[at]!] as const),
      ]),
      ...sparing.map(({ end, pairs }) => [`window:${group}:${end}`, pairs.map(({ caseId }) => caseId)] as const),
    ]),
    ...[...drugs].map((drug) => [
      `approval:${drug}`,
      gathered.filter(({ value }) => value.approvals.some((one) => one.drug === drug)).map(({ caseId }) => caseId),
    ]),
  ])
}
