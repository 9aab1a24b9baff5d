/** Cumulative incidence of an endpoint where something else may come before it. */
import { cuminc as method } from '#shared/statistics/methods/cuminc.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { capital } from '../../label-of.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { AnalysisOutcome, ResultTable } from '../analysis-result.ts'
import { groupingOf, levelsOf } from '../covariates.ts'
import { endpointWords } from '../survival/endpoints.ts'
import { leftOut } from '../left-out.ts'
import { numberCell, rangeCell, rangeWords, textCell } from '../number-words.ts'
import { rScript, rText, rVector } from '../r-script.ts'
import { everybody, survivalFigure, yearTicks } from '../survival/survival-figure.ts'
import {
  competitorOf,
  followUpWarnings,
  followCase,
  followUpColumns,
  followUpMethod,
  formsFollowed,
  patientYears,
  type FollowedCase,
} from '../survival/time-to-event.ts'

type Request = AnalysisRequestOf<'cuminc'>

const groupOf = ({ groupBy }: Request) => (groupBy === undefined ? [] : [groupingOf(groupBy)])
const causeWords = ['censored', 'endpoint', 'competing'] as const

export const cuminc: Analysis<Request, FollowedCase> = {
  reads: (request) => formsFollowed(request, groupOf(request)),
  gather: (one, request) => followCase(one, request, groupOf(request)),
  conclude(gathered, dropped, request, index): AnalysisOutcome {
    const { label } = endpointWords[request.endpoint]
    const competitor = endpointWords[competitorOf(request.endpoint)].label
    if (gathered.length === 0) throw new StatisticsProblem('No case of the cohort was followed after its index date.')
    if (!gathered.some(({ value }) => value.event === 1))
      throw new StatisticsProblem(`No patient had the endpoint (${label}).`)
    const covariates = groupOf(request)
    const followed = followUpColumns(gathered, covariates)
    const { entry } = followed
    const data = { ...followed.data, event: gathered.map(({ value }) => causeWords[value.event]) }
    const group = covariates[0]?.column
    const levels = Object.fromEntries(
      covariates.map((one) => [one.column, levelsOf(one, followed.data[one.column]!.map(String), 'listed')!]),
    )
    const causes = causeWords.filter((cause) => cause === 'censored' || data.event.includes(cause))
    const times = yearTicks(gathered.map(({ value }) => value.years))
    const { strata } = method.run({
      data,
      time: 'years',
      event: 'event',
      entry,
      strata: group,
      levels: {
        ...levels,
        event: [...causes],
      },
      conf: request.interval,
      level: 0.95,
    })
    const inGroup = (level: string) =>
      gathered.filter((_, at) => group === undefined || followed.data[group]![at] === level)
    const groups = strata.map((stratum) => {
      const members = inGroup(stratum.level)
      return {
        level: group === undefined ? everybody : stratum.level,
        members,
        curve: (stratum.causes.find(({ cause }) => cause === 'endpoint')?.curve ?? []).flatMap(
          ({ incidence, ...point }) => (incidence === null ? [] : { ...point, incidence }),
        ),
        counts: [1, 2].map((event) => members.filter(({ value }) => value.event === event)),
      }
    })
    const left = leftOut(dropped)
    const last = times.at(-1)!

    const overview: ResultTable = {
      id: 'overview',
      title: 'Groups',
      columns: [
        { label: covariates[0]?.variable.label ?? 'Group' },
        { label: 'Patients', numeric: true },
        { label: capital(label), numeric: true },
        { label: `${capital(competitor)} before it`, numeric: true },
        { label: 'Patient-years', numeric: true },
      ],
      rows: groups.map(({ level, members, counts: [events, competing] }) => ({
        cells: [
          textCell(level),
          numberCell(members.length, 0, `group:${level}`),
          numberCell(events!.length, 0, `events:${level}`),
          numberCell(competing!.length, 0, `competing:${level}`),
          numberCell(patientYears(members), 1),
        ],
      })),
      notes: [],
    }
    const byYear: ResultTable = {
      id: 'at-times',
      title: `Cumulative incidence of ${label} by year`,
      columns: [
        { label: 'Years' },
        { label: 'At risk', numeric: true },
        { label: 'Incidence, %', numeric: true },
        { label: '95 % CI', numeric: true },
      ],
      rows: groups.flatMap(({ level, members, curve }) => [
        ...(group === undefined ? [] : [{ cells: [textCell(level)], role: 'heading' as const }]),
        ...times
          .filter((time) => time > 0 && members.some(({ value }) => value.years >= time))
          .map((time) => {
            const { incidence, lower, upper } = incidenceAt(curve, time)
            return {
              cells: [
                numberCell(time, 0),
                numberCell(atRiskAt(members, time), 0),
                numberCell(100 * incidence, 1),
                rangeCell(lower === null ? null : 100 * lower, upper === null ? null : 100 * upper, 1),
              ],
            }
          }),
      ]),
      notes: [],
    }
    return {
      title: `Cumulative incidence of ${label} from the ${index}`,
      findings: groups.map(({ level, members, curve, counts: [events, competing] }) => {
        const { incidence, lower, upper } = incidenceAt(curve, last)
        const interval = lower === null || upper === null ? '' : ` (95 % CI ${rangeWords(100 * lower, 100 * upper, 0)})`
        return `${group === undefined ? '' : `${level}: `}${events!.length} of ${members.length} patients had the endpoint (${label}), and in ${competing!.length} ${competitor} came first; by ${last} years the cumulative incidence was ${(100 * incidence).toFixed(0)} %${interval}.`
      }),
      method: [
        followUpMethod(request),
        `Cumulative incidence was estimated by the Aalen–Johansen method with ${competitor} as the competing event; groups were not tested against each other.`,
      ],
      references: [
        'Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations. Scand J Stat 1978;5:141–50.',
      ],
      warnings: followUpWarnings(gathered),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: gathered.length },
      dropped: left.dropped,
      tables: [overview, byYear],
      figures: [
        survivalFigure({
          direction: 'up',
          title: `Cumulative incidence of ${label}`,
          index,
          curves: groups.map(({ level, members, curve }) => ({
            level,
            points: curve.map(({ incidence, ...point }) => ({ ...point, estimate: incidence })),
            atRisk: times.map((time) => atRiskAt(members, time)),
          })),
          times,
        }),
      ],
      script: rScript({
        fileName: 'cuminc.R',
        title: `Cumulative incidence of ${label} from the ${index}, ${competitor} competing: Aalen–Johansen estimate`,
        data,
        levels: { event: [...causes], ...levels },
        packages: ['survival'],
        lines: [
          `fit <- survfit(Surv(${entry ? 'entry, ' : ''}years, event) ~ ${group ?? '1'}, data = data, id = patient,`,
          `  conf.type = ${rText(request.interval)})`,
          'print(fit)',
          `at <- summary(fit, times = ${rVector(times.map(String))})`,
          'column <- match("endpoint", at$states)',
          'print(data.frame(time = at$time, incidence = at$pstate[, column], se = at$std.err[, column],',
          '  lower = at$lower[, column], upper = at$upper[, column]))',
        ],
      }),
      behind: {
        ...left.behind,
        ...Object.fromEntries(
          groups.flatMap(({ level, members, counts: [events, competing] }) =>
            [
              [`group:${level}`, members] as const,
              [`events:${level}`, events!] as const,
              [`competing:${level}`, competing!] as const,
            ].map(([key, cases]) => [key, cases.map(({ caseId }) => caseId)]),
          ),
        ),
      },
      data,
    }
  },
}

interface IncidencePoint {
  readonly time: number
  readonly incidence: number
  readonly lower: number | null
  readonly upper: number | null
}

/** After the last step up to a time. */
const incidenceAt = (curve: readonly IncidencePoint[], time: number): IncidencePoint =>
  curve.findLast((point) => point.time <= time) ?? { time: 0, incidence: 0, lower: null, upper: null }

/** Who is under observation when the next patient leaves it, as survfit of R counts. */
function atRiskAt(members: readonly { readonly value: FollowedCase }[], time: number): number {
  const next = members.reduce(
    (least, { value: { years } }) => (years >= time ? Math.min(least, years) : least),
    Infinity,
  )
  return members.filter(({ value: { entry, years } }) => entry < next && years >= next).length
}
