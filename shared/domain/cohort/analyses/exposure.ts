/** Glucocorticoids around the index: doses by month, what was spared, and how long approvals took. */
import { attempt } from '#shared/statistics/attempt.ts'
import { signedRank, type SignedRank } from '#shared/statistics/comparisons/signed-rank.ts'
import { quantileOf } from '#shared/statistics/describe.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Analysis, Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, levelsOf } from '../covariates.ts'
import { knownForms } from '../known-forms.ts'
import { leftOut } from '../left-out.ts'
import { exposureOf, monthsAround, windowEnds, type ExposedCase } from './exposure-gather.ts'
import { exposureScript } from './exposure-script.ts'
import { approvalTable, doseFigure, doseTable, sparingTable } from './exposure-tables.ts'
import { exposureFindings, exposureMethod, exposureReferences, exposureWarnings } from './exposure-words.ts'
import { rounded } from './paired-months.ts'

type Request = AnalysisRequestOf<'exposure'>
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
  readonly request: Request
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

export const exposure: Analysis<Request, ExposedCase> = {
  reads: ({ groupBy }) => [
    ...new Set([
      ...knownForms,
      'approval' as const,
      ...(groupBy === undefined ? [] : groupingOf(groupBy).variable.reads),
    ]),
  ],
  gather: exposureOf,
  conclude(gathered, dropped, request, index) {
    if (gathered.length === 0)
      throw new StatisticsProblem('Of no case is a glucocorticoid dose known around its index.')
    const grouping = request.groupBy === undefined ? undefined : groupingOf(request.groupBy)
    const levels = grouping
      ? levelsOf(
          grouping,
          gathered.map(({ value }) => value.group!),
          'listed',
        )!
      : [undefined]
    const months = monthsAround(request)
    const groups = levels.map((group): DosesOfGroup => {
      const cases = gathered.filter(({ value }) => value.group === group)
      return {
        group,
        cases,
        months: months.map((month, at) => dosesOfMonth(cases, month, at)),
        sparing: windowEnds.map((end, at) => sparingOf(cases, end, at)),
      }
    })
    const made = { groups, request, index, gathered }
    const left = leftOut(dropped)
    const data = exposureData(made, grouping?.column)
    return {
      title: `Glucocorticoids around the ${index}`,
      findings: exposureFindings(made),
      method: exposureMethod(made),
      references: exposureReferences(made),
      warnings: exposureWarnings(made),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: groups.reduce((sum, group) => sum + dosesIn(group), 0) },
      dropped: left.dropped,
      tables: [doseTable(made), sparingTable(made), ...approvalTable(made)],
      figures: [doseFigure(made)],
      script: exposureScript(made, data, grouping?.column),
      behind: { ...left.behind, ...behindDoses(made) },
      data,
    }
  },
}

const dosesIn = ({ months }: DosesOfGroup) => months.reduce((sum, { known }) => sum + known.length, 0)

/** A row for each dose and each pair of windows: `what` tells them apart. */
function exposureData({ gathered, request }: MadeExposure, groupColumn: string | undefined) {
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
function behindDoses({ groups, gathered }: MadeExposure): Record<string, readonly string[]> {
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
