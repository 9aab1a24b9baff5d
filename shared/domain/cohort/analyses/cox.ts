/** Hazard ratios of an endpoint by Cox’s regression on what was known of the cases. */
import { cox as method } from '#shared/statistics/methods/cox.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { AnalysisOutcome, ResultTable } from '../analysis-result.ts'
import { covariatesOf, groupingOf, levelsOf, type Covariate } from '../covariates.ts'
import { endpointWords } from '../survival/endpoints.ts'
import { leftOut } from '../left-out.ts'
import { numberCell, pCell, pWords, rangeCell, rangeWords, textCell } from '../number-words.ts'
import { rScript, rText } from '../r-script.ts'
import { termLabel } from '../term-label.ts'
import {
  followUpWarnings,
  followCase,
  followUpColumns,
  followUpMethod,
  formsFollowed,
  patientYears,
  type FollowedCase,
} from '../survival/time-to-event.ts'

type Request = AnalysisRequestOf<'cox'>

/** Fewer events than these for each coefficient make estimates unstable (Peduzzi et al. 1995). */
const leastEventsPerCoefficient = 10

/** The groups of a comparison are a term as well. */
function termsOf({ groupBy, terms }: Request): readonly Covariate[] {
  const ids = [...(groupBy === undefined ? [] : [groupBy]), ...terms]
  if (ids.length === 0)
    throw new StatisticsProblem('Choose at least one variable whose effect on the hazard is to be estimated.')
  return covariatesOf(ids)
}

const stratumOf = ({ stratifyBy }: Request): readonly Covariate[] =>
  stratifyBy === undefined ? [] : [groupingOf(stratifyBy)]

/** Terms first, then the stratum. */
const covariatesOfRequest = (request: Request) => [...termsOf(request), ...stratumOf(request)]

export const cox: Analysis<Request, FollowedCase> = {
  reads: (request) => formsFollowed(request, covariatesOfRequest(request)),
  gather: (one, request) => followCase(one, request, covariatesOfRequest(request)),
  conclude(gathered, dropped, request, index): AnalysisOutcome {
    const { label } = endpointWords[request.endpoint]
    if (gathered.length === 0)
      throw new StatisticsProblem('No case of the cohort was followed after its index date and has all of the terms.')
    const terms = termsOf(request)
    const [stratum] = stratumOf(request)
    const { data, entry } = followUpColumns(gathered, covariatesOfRequest(request))
    const levels = Object.fromEntries(
      covariatesOfRequest(request).flatMap((one) => {
        const order = levelsOf(one, data[one.column]!.map(String), 'frequent')
        return order ? [[one.column, order]] : []
      }),
    )
    const columns = terms.map(({ column }) => column)
    const fit = method.run({
      data,
      time: 'years',
      event: 'event',
      entry,
      strata: stratum?.column,
      levels,
      level: 0.95,
      terms: columns,
      ties: request.ties,
      robust: false,
    })
    const rows = fit.terms.map((row) => ({ ...row, label: termLabel(row.term, terms, levels) }))
    const perCoefficient = fit.events / rows.length
    const failing = fit.phTest.filter(({ term, p }) => term !== 'GLOBAL' && p !== null && p < 0.05)
    const left = leftOut(dropped)

    const ratios: ResultTable = {
      id: 'hazard-ratios',
      title: `Hazard ratios of ${label}`,
      columns: [
        { label: 'Term' },
        { label: 'Hazard ratio', numeric: true },
        { label: '95 % CI', numeric: true },
        { label: 'p', numeric: true },
      ],
      rows: rows.map(({ label: words, hr, lower, upper, p }) => ({
        cells: [textCell(words), numberCell(hr, 2), rangeCell(lower, upper, 2), pCell(p)],
      })),
      notes: terms.flatMap(({ column, variable }) =>
        levels[column] ? [`${variable.label}: against ${levels[column][0]!}.`] : [],
      ),
    }
    const coefficients: ResultTable = {
      id: 'coefficients',
      title: 'Coefficients',
      columns: [
        { label: 'Term' },
        { label: 'Coefficient', numeric: true },
        { label: 'Standard error', numeric: true },
        { label: 'z', numeric: true },
        { label: 'p', numeric: true },
      ],
      rows: rows.map(({ term, coef, se, z, p }) => ({
        cells: [textCell(term), numberCell(coef, 4), numberCell(se, 4), numberCell(z, 2), pCell(p)],
      })),
      notes: ['Named as in the R script.'],
    }
    const assumption: ResultTable = {
      id: 'proportional-hazards',
      title: 'Test of proportional hazards',
      columns: [
        { label: 'Term' },
        { label: 'χ²', numeric: true },
        { label: 'df', numeric: true },
        { label: 'p', numeric: true },
      ],
      rows: fit.phTest.map(({ term, chisq, df, p }) => ({
        cells: [
          textCell(term === 'GLOBAL' ? 'All terms' : labelOfColumn(terms, term)),
          numberCell(chisq, 2),
          numberCell(df, 0),
          pCell(p),
        ],
      })),
      notes: [],
    }
    const model: ResultTable = {
      id: 'model',
      title: 'The model',
      columns: [{ label: '' }, { label: 'Value', numeric: true }],
      rows: [
        { cells: [textCell('Patients'), numberCell(fit.n, 0, 'used')] },
        { cells: [textCell('Events'), numberCell(fit.events, 0, 'events')] },
        { cells: [textCell('Patient-years'), numberCell(patientYears(gathered), 1)] },
        { cells: [textCell('Events per coefficient'), numberCell(perCoefficient, 1)] },
        { cells: [textCell('Likelihood ratio χ²'), numberCell(fit.tests.likelihoodRatio.chisq, 2)] },
        { cells: [textCell('p of all terms'), pCell(fit.tests.likelihoodRatio.p)] },
        { cells: [textCell('Concordance'), numberCell(fit.concordance, 3)] },
      ],
      notes: [],
    }
    return {
      title: `Hazard of ${label} from the ${index}`,
      findings: rows.flatMap(({ label: words, hr, lower, upper, p }) =>
        hr === null || lower === null || upper === null || p === null
          ? []
          : [`${words}: hazard ratio ${hr.toFixed(2)} (95 % CI ${rangeWords(lower, upper, 2)}, ${pWords(p)}).`],
      ),
      method: [
        followUpMethod(request),
        `Hazard ratios were estimated by Cox proportional hazards regression with ${request.ties === 'efron' ? 'Efron' : 'Breslow'}’s method for ties${
          stratum ? `, stratified by ${stratum.variable.label}` : ''
        }; numbers entered as they are, choices against their most frequent level. Proportional hazards were tested by the score test of an effect that changes with the Kaplan–Meier transform of time.`,
      ],
      references: [
        'Cox DR. Regression models and life-tables. J R Stat Soc B 1972;34:187–220.',
        ...(request.ties === 'efron'
          ? ['Efron B. The efficiency of Cox’s likelihood function for censored data. J Am Stat Assoc 1977;72:557–65.']
          : []),
        'Grambsch PM, Therneau TM. Proportional hazards tests and diagnostics based on weighted residuals. Biometrika 1994;81:515–26.',
      ],
      warnings: [
        ...(fit.warning === undefined ? [] : [fit.warning]),
        ...(perCoefficient < leastEventsPerCoefficient
          ? [
              `${fit.events} events for ${rows.length} coefficient${rows.length === 1 ? '' : 's'}: fewer than ${leastEventsPerCoefficient} events for each make hazard ratios unreliable. Use fewer terms.`,
            ]
          : []),
        ...failing.map(
          ({ term, p }) =>
            `The effect of ${labelOfColumn(terms, term)} seems to change with time (${pWords(p!)}): its hazard ratio is an average over the follow-up. Stratify by it, or look at shorter follow-up.`,
        ),
        ...followUpWarnings(gathered),
      ],
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: gathered.length },
      dropped: left.dropped,
      tables: [ratios, coefficients, assumption, model],
      figures: [
        {
          kind: 'forest',
          id: 'forest',
          title: `Hazard ratios of ${label}`,
          xLabel: 'Hazard ratio, 95 % CI',
          yLabel: '',
          caption: 'Right of 1 the hazard is higher.',
          noEffect: 1,
          logarithmic: true,
          rows: rows.map(({ label: words, hr, lower, upper }) => ({ label: words, estimate: hr, lower, upper })),
        },
      ],
      script: rScript({
        fileName: 'cox.R',
        title: `Hazard of ${label} from the ${index}: Cox regression`,
        data,
        levels,
        packages: ['survival'],
        lines: [
          `model <- coxph(Surv(${entry ? 'entry, ' : ''}years, event) ~ ${[...columns, ...(stratum ? [`strata(${stratum.column})`] : [])].join(' + ')},`,
          `  data = data, ties = ${rText(request.ties)})`,
          'print(coef(summary(model)))',
          'print(summary(model)$conf.int)',
          'print(summary(model))',
          '',
          '# Do effects change with time?',
          'print(cox.zph(model, transform = "km"))',
        ],
      }),
      behind: {
        ...left.behind,
        used: gathered.map(({ caseId }) => caseId),
        events: gathered.filter(({ value }) => value.event === 1).map(({ caseId }) => caseId),
      },
      data,
    }
  },
}

const labelOfColumn = (terms: readonly Covariate[], column: string): string =>
  terms.find((term) => term.column === column)?.variable.label ?? column
