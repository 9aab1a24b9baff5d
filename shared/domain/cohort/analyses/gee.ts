/** The course of an outcome around the index by generalized estimating equations. */
import { normalQuantile, normalTwoSided } from '#shared/statistics/distributions.ts'
import { fitGee, type GeeFit } from '#shared/statistics/gee/gee-fit.ts'
import { quadratic } from '#shared/statistics/linear/square-matrix.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { ResultTable } from '../analysis-result.ts'
import {
  courseModel,
  courseOfCase,
  formsOfCourse,
  formulaOf,
  type CaseCourse,
  type CourseModel,
} from '../courses/course-data.ts'
import { slopesOf, type CourseFit, type Slope } from '../courses/course-effects.ts'
import {
  coefficientsTable,
  courseMethod,
  dataTable,
  sensitivityTable,
  slopeFindings,
  slopesTable,
} from '../courses/course-tables.ts'
import { courseFigure } from '../courses/course-figure.ts'
import { slopesInR } from '../courses/course-script.ts'
import { leftOut } from '../left-out.ts'
import { numberCell, textCell } from '../number-words.ts'
import { rScript, rText } from '../r-script.ts'

type Request = AnalysisRequestOf<'gee'>

/** With fewer, robust standard errors are too small (Mancl and DeRouen 2001). */
const fewPatients = 40

export const gee: Analysis<Request, CaseCourse> = {
  reads: formsOfCourse,
  gather: courseOfCase,
  conclude(gathered, dropped, request, index) {
    const model = courseModel(gathered, request, 'chosen')
    const equations = fitOf(model, request)
    const fit = asCourseFit(equations)
    const slopes = slopesOf(model, fit)
    const sensitivity = request.sensitivity
      ? sensitivityTable(gathered, (placing) => {
          if (placing === 'chosen') return { model, slopes }
          const moved = courseModel(gathered, request, placing)
          return { model: moved, slopes: slopesOf(moved, asCourseFit(fitOf(moved, request))) }
        })
      : undefined
    const data = dataTable(gathered, model)
    const left = leftOut(dropped)
    return {
      title: `${model.outcome.label} around the ${index}: generalized estimating equations`,
      findings: slopeFindings(model, slopes, index),
      method: [
        `${model.outcome.label} was analyzed by generalized estimating equations with an identity link and ${correlationWords[request.correlation]} working correlation within patients. ${courseMethod(model, index)}`,
        'Standard errors are robust to a wrong working correlation; coefficients were tested by the normal distribution.',
      ],
      references: [
        'Liang KY, Zeger SL. Longitudinal data analysis using generalized linear models. Biometrika 1986;73:13–22.',
      ],
      warnings: warningsOf(equations),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: equations.data.outcome.length },
      dropped: left.dropped,
      tables: [
        slopesTable(model, slopes),
        coefficientsTable(model, fit, 'Robust standard error'),
        fitTable(equations, request),
        data.table,
        ...(sensitivity ? [sensitivity] : []),
      ],
      figures: [courseFigure(model, fit, gathered, index)],
      script: rScript({
        fileName: 'gee.R',
        title: `${model.outcome.label} around the ${index}: generalized estimating equations`,
        data: model.data,
        levels: model.levels,
        packages: ['geepack'],
        lines: scriptLines(model, request, slopes),
      }),
      behind: { ...left.behind, ...data.behind },
      data: model.data,
    }
  },
}

const correlationWords = {
  independence: 'an independence',
  exchangeable: 'an exchangeable',
  ar1: 'a first-order autoregressive (values in order, however far apart)',
} as const

const fitOf = ({ data, response, terms, levels }: CourseModel, { correlation }: Request): GeeFit =>
  fitGee({
    data,
    outcome: response,
    fixed: terms,
    group: 'patient',
    levels,
    family: 'gaussian',
    corstr: correlation,
  })

const margin = normalQuantile(0.975)

const asCourseFit = ({ data: { names }, estimates, covariance }: GeeFit): CourseFit => ({
  names,
  effect: (combination) => {
    const estimate = combination.reduce((sum, value, at) => sum + value * estimates[at]!, 0)
    const se = Math.sqrt(quadratic(covariance, combination))
    return {
      estimate,
      se,
      p: normalTwoSided(estimate / se),
      lower: estimate - margin * se,
      upper: estimate + margin * se,
    }
  },
})

const warningsOf = ({ converged, data: { clusters }, iterations }: GeeFit): string[] => [
  ...(converged
    ? []
    : [
        `The equations were not solved in ${iterations} steps: the numbers can’t be relied on. Choose independence as the working correlation.`,
      ]),
  ...(clusters.length < fewPatients
    ? [
        `${clusters.length} patients are few for robust standard errors, which are then too small: with fewer than ${fewPatients}, rather use the mixed model.`,
      ]
    : []),
]

const fitTable = ({ data: { outcome, clusters }, alpha, scale }: GeeFit, { correlation }: Request): ResultTable => ({
  id: 'fit',
  title: 'The fit',
  columns: [{ label: '' }, { label: 'Value', numeric: true }],
  rows: [
    { cells: [textCell('Patients'), numberCell(clusters.length, 0, 'used')] },
    { cells: [textCell('Values'), numberCell(outcome.length, 0)] },
    ...(alpha === null ? [] : [{ cells: [textCell(`Correlation (${correlation})`), numberCell(alpha, 3)] }]),
    { cells: [textCell('Residual standard deviation'), numberCell(Math.sqrt(scale), 3)] },
  ],
  notes: [],
})

function scriptLines(model: CourseModel, { correlation }: Request, slopes: readonly Slope[]): string[] {
  return [
    `model <- geeglm(${formulaOf(model)},`,
    `  data = data, id = patient, corstr = ${rText(correlation)},`,
    '  # Goes on longer than geepack does by itself, which stops at four digits',
    '  control = geese.control(epsilon = 1e-10, maxit = 200))',
    'print(coef(summary(model)))',
    'print(summary(model)$corr)',
    '',
    ...slopesInR(slopes),
    'estimate <- drop(slopes %*% coef(model))',
    'se <- sqrt(diag(slopes %*% vcov(model) %*% t(slopes)))',
    'print(data.frame(estimate, se, z = estimate / se, p = 2 * pnorm(-abs(estimate / se))))',
  ]
}
