/** Kaplan–Meier curves of an endpoint from the index on, compared between groups by the log-rank test. */
import { km as method } from '#shared/statistics/methods/km.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { AnalysisOutcome, ResultTable } from '../analysis-result.ts'
import { groupingOf, levelsOf } from '../covariates.ts'
import { endpointWords } from '../survival/endpoints.ts'
import { leftOut } from '../left-out.ts'
import { numberCell, pWords, rangeCell, rangeWords, textCell } from '../number-words.ts'
import { rScript, rText, rVector } from '../r-script.ts'
import {
  followUpWarnings,
  followCase,
  followUpColumns,
  followUpMethod,
  formsFollowed,
  patientYears,
  type FollowedCase,
} from '../survival/time-to-event.ts'
import { everybody, survivalFigure, yearTicks } from '../survival/survival-figure.ts'

type Request = AnalysisRequestOf<'km'>

const covariatesOfRequest = ({ groupBy, stratifyBy }: Request) =>
  [...new Set([groupBy, stratifyBy])].filter((id) => id !== undefined).map(groupingOf)

export const km: Analysis<Request, FollowedCase> = {
  reads: (request) => formsFollowed(request, covariatesOfRequest(request)),
  gather: (one, request) => followCase(one, request, covariatesOfRequest(request)),
  conclude(gathered, dropped, request, index): AnalysisOutcome {
    const { label, free } = endpointWords[request.endpoint]
    if (gathered.length === 0) throw new StatisticsProblem('No case of the cohort was followed after its index date.')
    const covariates = covariatesOfRequest(request)
    const { data, entry } = followUpColumns(gathered, covariates)
    const columnOf = (id: string | undefined) => covariates.find(({ variable }) => variable.id === id)?.column
    const [group, stratum] = [columnOf(request.groupBy), columnOf(request.stratifyBy)]
    const levels = Object.fromEntries(
      covariates.map((one) => [one.column, levelsOf(one, data[one.column]!.map(String), 'listed')!]),
    )
    const times = yearTicks(gathered.map(({ value }) => value.years))
    const { strata, logrank, followUp } = method.run({
      data,
      time: 'years',
      event: 'event',
      entry,
      strata: group,
      stratify: stratum,
      levels,
      conf: request.interval,
      level: 0.95,
      times,
    })
    const curves = strata.map(({ level, ...curve }) => ({ level: group === undefined ? everybody : level, ...curve }))
    const inGroup = (level: string) => gathered.filter((_, at) => group === undefined || data[group]![at] === level)
    const groupLabel = covariates.find(({ column }) => column === group)?.variable.label ?? 'Group'
    const events = gathered.filter(({ value }) => value.event === 1)
    const left = leftOut(dropped)

    const overview: ResultTable = {
      id: 'overview',
      title: `${free}: groups`,
      columns: [
        { label: groupLabel },
        { label: 'Patients', numeric: true },
        { label: 'Events', numeric: true },
        { label: 'Patient-years', numeric: true },
        { label: 'Median, years', numeric: true },
        { label: '95 % CI', numeric: true },
        { label: 'Median follow-up, years', numeric: true },
      ],
      rows: curves.map((curve) => ({
        cells: [
          textCell(curve.level),
          numberCell(curve.n, 0, `group:${curve.level}`),
          numberCell(curve.events, 0, `events:${curve.level}`),
          numberCell(patientYears(inGroup(curve.level)), 1),
          curve.median === null ? textCell('not reached') : numberCell(curve.median, 1),
          textCell(curve.median === null && curve.lower === null ? '' : limits(curve.lower, curve.upper)),
          numberCell(curve.followUp.median, 1),
        ],
      })),
      notes: ['Median follow-up by the reverse Kaplan–Meier estimate.'],
    }
    const atTimes: ResultTable = {
      id: 'at-times',
      title: `${free} by year`,
      columns: [
        { label: 'Years' },
        { label: 'At risk', numeric: true },
        { label: 'Events since the time before', numeric: true },
        { label: `${free}, %`, numeric: true },
        { label: 'Standard error, %', numeric: true },
        { label: '95 % CI', numeric: true },
      ],
      rows: curves.flatMap(({ level, atTimes: points = [] }) => [
        ...(group === undefined ? [] : [{ cells: [textCell(level)], role: 'heading' as const }]),
        ...points.flatMap(({ time, atRisk, events: happened, survival, se, lower, upper }) =>
          time === 0 || survival === null
            ? []
            : [
                {
                  cells: [
                    numberCell(time, 0),
                    numberCell(atRisk, 0),
                    numberCell(happened, 0),
                    numberCell(100 * survival, 1),
                    numberCell(percent(se), 1),
                    rangeCell(percent(lower), percent(upper), 1),
                  ],
                },
              ],
        ),
      ]),
      notes: [],
    }
    return {
      title: `${free} from the ${index}`,
      findings: [
        `${events.length} of ${gathered.length} patients had the endpoint (${label}) in ${patientYears(gathered).toFixed(1)} patient-years${
          followUp.median === null ? '' : `, over a median follow-up of ${followUp.median.toFixed(1)} years`
        }.`,
        ...curves.map(
          ({ level, median, lower, upper }) =>
            `Median time to ${label}${group === undefined ? '' : ` (${level})`}: ${
              median === null ? 'not reached' : `${median.toFixed(1)} years (95 % CI ${limits(lower, upper)})`
            }.`,
        ),
        ...(logrank
          ? [`Log-rank test between groups: χ² = ${logrank.chisq.toFixed(2)}, df ${logrank.df}, ${pWords(logrank.p)}.`]
          : []),
      ],
      method: [
        followUpMethod(request),
        `Curves were estimated by the Kaplan–Meier method with ${intervalWords[request.interval]} 95 % confidence intervals; median follow-up by the reverse Kaplan–Meier method.`,
        ...(group === undefined
          ? []
          : [
              `Groups were compared by the ${stratum === undefined ? '' : 'stratified '}log-rank test${entry ? ', with delayed entry as the score test of a Cox model' : ''}.`,
            ]),
      ],
      references: [
        'Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. J Am Stat Assoc 1958;53:457–81.',
        ...(group === undefined
          ? []
          : [
              'Mantel N. Evaluation of survival data and two new rank order statistics arising in its consideration. Cancer Chemother Rep 1966;50:163–70.',
            ]),
        'Schemper M, Smith TL. A note on quantifying follow-up in studies of failure time. Control Clin Trials 1996;17:343–6.',
      ],
      warnings: followUpWarnings(gathered),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: gathered.length },
      dropped: left.dropped,
      tables: [overview, atTimes],
      figures: [
        survivalFigure({
          direction: 'down',
          title: free,
          index,
          curves: curves.map(({ level, curve, atTimes: points = [] }) => ({
            level,
            points: curve.map(({ time, survival, lower, upper, censored }) => ({
              time,
              estimate: survival,
              lower,
              upper,
              censored,
            })),
            atRisk: points.map(({ atRisk }) => atRisk),
          })),
          times,
        }),
      ],
      script: rScript({
        fileName: 'km.R',
        title: `${free} from the ${index}: Kaplan–Meier estimate`,
        data,
        levels,
        packages: ['survival'],
        lines: scriptLines(request, { entry, group, stratum, times }),
      }),
      behind: {
        ...left.behind,
        ...Object.fromEntries(
          curves.flatMap(({ level }) => {
            const members = inGroup(level)
            return [
              [`group:${level}`, members.map(({ caseId }) => caseId)],
              [`events:${level}`, members.filter(({ value }) => value.event === 1).map(({ caseId }) => caseId)],
            ] as const
          }),
        ),
      },
      data,
    }
  },
}

const intervalWords = { log: 'log', 'log-log': 'log-minus-log', plain: 'plain' } as const

const percent = (value: number | null) => (value === null ? null : 100 * value)

/** `2.1 to 5.3`, `2.1 to not reached`. */
const limits = (lower: number | null, upper: number | null): string =>
  lower !== null && upper !== null
    ? rangeWords(lower, upper, 1)
    : `${lower?.toFixed(1) ?? 'not reached'} to ${upper?.toFixed(1) ?? 'not reached'}`

function scriptLines(
  { interval }: Request,
  {
    entry,
    group,
    stratum,
    times,
  }: { entry?: string | undefined; group?: string | undefined; stratum?: string | undefined; times: readonly number[] },
): string[] {
  const surv = entry ? `Surv(${entry}, years, event)` : 'Surv(years, event)'
  const right = [group ?? '1', ...(stratum === undefined ? [] : [`strata(${stratum})`])].join(' + ')
  return [
    `fit <- survfit(${surv} ~ ${group ?? '1'}, data = data, conf.type = ${rText(interval)})`,
    '# Patients, events, median with its limits',
    'print(summary(fit)$table)',
    `at <- summary(fit, times = ${rVector(times.map(String))})`,
    'print(data.frame(time = at$time, n.risk = at$n.risk, n.event = at$n.event,',
    '  survival = at$surv, se = at$std.err, lower = at$lower, upper = at$upper))',
    '',
    '# Median follow-up: being censored is the event',
    `print(summary(survfit(${surv.replace('event', 'event == 0')} ~ 1, data = data))$table)`,
    ...(group === undefined
      ? []
      : entry
        ? [
            '',
            '# survdiff knows no delayed entry; the score test of the Cox model is the log-rank test',
            `print(summary(coxph(${surv} ~ ${right}, data = data))$sctest)`,
          ]
        : ['', `test <- survdiff(${surv} ~ ${right}, data = data)`, 'print(c(chisq = test$chisq))', 'print(test)']),
  ]
}
