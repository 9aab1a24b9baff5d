/** The course of an outcome around the index by generalized estimating equations. */
import { normalQuantile, normalTwoSided } from '#shared/statistics/distributions.ts'
import { fitGee, type GeeFit } from '#shared/statistics/gee/gee-fit.ts'
import { waldTest } from '#shared/statistics/gee/wald-test.ts'
import { quadratic } from '#shared/statistics/linear/square-matrix.ts'
import { designMatrix } from '#shared/statistics/tidy/design-matrix.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import type { ResultTable } from '../analysis-result.ts'
import {
  courseModel,
  courseOfCase,
  formsOfCourse,
  formulaOf,
  testedTerm,
  testedWords,
  type CaseCourse,
  type CourseModel,
} from '../courses/course-data.ts'
import { slopesOf, type CourseFit, type Slope } from '../courses/course-effects.ts'
import {
  aliasedWarnings,
  coefficientsTable,
  courseMethod,
  dataTable,
  sensitivityTable,
  shortSlopeWarnings,
  slopeFindings,
  slopesTable,
} from '../courses/course-tables.ts'
import { courseFigure } from '../courses/course-figure.ts'
import { slopesInR } from '../courses/course-script.ts'
import { leftOut } from '../left-out.ts'
import { numberCell, pCell, pWords, textCell } from '../number-words.ts'
import { rScript, rText, rVector } from '../r-script.ts'

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
    const test = jointTest(model, equations)
    const sensitivity = sensitivityTable(gathered, request, { model, slopes }, (moved) =>
      asCourseFit(fitOf(moved, request)),
    )
    const data = dataTable(gathered, model)
    const left = leftOut(dropped)
    return {
      title: `${model.outcome.label} around the ${index}: generalized estimating equations`,
      findings: [
        ...slopeFindings(model, slopes, index),
        test
          ? `Wald test ${testedWords(model)}: χ² = ${test.chiSquared.toFixed(2)}, df ${test.df}, ${pWords(test.p)}.`
          : `The values don’t allow a test ${testedWords(model)}.`,
      ],
      method: [
        `${model.outcome.label} was analyzed by generalized estimating equations with an identity link and ${correlationWords[request.correlation]} working correlation within patients. ${courseMethod(model, index)}`,
        'Standard errors are robust to a wrong working correlation; coefficients were tested by the normal distribution, several together by the robust Wald test.',
      ],
      references: [
        'Liang KY, Zeger SL. Longitudinal data analysis using generalized linear models. Biometrika 1986;73:13–22.',
        'Rotnitzky A, Jewell NP. Hypothesis testing of regression parameters in semiparametric generalized linear models for cluster correlated data. Biometrika 1990;77:485–97.',
      ],
      warnings: [
        ...warningsOf(equations),
        ...singleWarnings(model),
        ...aliasedWarnings(model, fit),
        ...shortSlopeWarnings(model, slopes),
      ],
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: equations.data.outcome.length },
      dropped: left.dropped,
      tables: [
        slopesTable(model, slopes),
        coefficientsTable(model, fit, 'Robust standard error'),
        fitTable(equations, request, test, model),
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
        lines: [...scriptLines(model, request, slopes, equations), ...(test ? testLines(model, equations) : [])],
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

/** Of the variance of the model, what counts as none: a patient fitted by coefficients of their own leaves no more. */
const negligible = 1e-10

const asCourseFit = ({
  data: { names, aliased, fixed },
  estimates,
  covariance,
  modelCovariance,
}: GeeFit): CourseFit => ({
  names,
  aliased,
  design: fixed,
  effect: (combination) => {
    const estimate = combination.reduce((sum, value, at) => sum + value * estimates[at]!, 0)
    const variance = quadratic(covariance, combination)
    if (!(variance > negligible * quadratic(modelCovariance, combination))) return undefined
    const se = Math.sqrt(variance)
    return {
      estimate,
      se,
      p: normalTwoSided(estimate / se),
      lower: estimate - margin * se,
      upper: estimate + margin * se,
    }
  },
})

type Test = ReturnType<typeof waldTest>

/** The coefficients of the one term that the question is about. */
function testedNames({ data, terms, levels }: CourseModel, term: string, names: readonly string[]): readonly string[] {
  const without = designMatrix(
    data,
    terms.filter((each) => each !== term),
    [0],
    { levels },
  ).names
  return names.filter((name) => !without.includes(name))
}

/** Nothing where the term says nothing beside the others, or patients are too few. */
function jointTest(model: CourseModel, fit: GeeFit): Test {
  const names = testedNames(model, testedTerm(model), fit.data.names)
  return names.length === 0 ? undefined : waldTest(fit, names)
}

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

/** Robust standard errors come from how patients differ: of one alone they tell nothing. */
function singleWarnings({ group, levels, data }: CourseModel): string[] {
  if (!group) return []
  const single = levels[group.column]!.filter(
    (level) => new Set(data['patient']!.filter((_, row) => data[group.column]![row] === level)).size === 1,
  )
  return single.length === 0
    ? []
    : [
        `Groups of one patient have no robust standard error, so that their slopes are left out: ${single.join(', ')}. Coefficients of these groups seem surer than they are.`,
      ]
}

const fitTable = (
  { data: { outcome, clusters }, alpha, scale }: GeeFit,
  { correlation }: Request,
  test: Test,
  course: CourseModel,
): ResultTable => ({
  id: 'fit',
  title: 'The fit',
  columns: [{ label: '' }, { label: 'Value', numeric: true }],
  rows: [
    { cells: [textCell('Patients'), numberCell(clusters.length, 0, 'used')] },
    { cells: [textCell('Values'), numberCell(outcome.length, 0)] },
    ...(alpha === null ? [] : [{ cells: [textCell(`Correlation (${correlation})`), numberCell(alpha, 3)] }]),
    { cells: [textCell('Residual standard deviation'), numberCell(Math.sqrt(scale), 3)] },
    ...(test
      ? [
          { cells: [textCell(`Wald test ${testedWords(course)}: χ²`), numberCell(test.chiSquared, 2)] },
          { cells: [textCell('df'), numberCell(test.df, 0)] },
          { cells: [textCell('p'), pCell(test.p)] },
        ]
      : []),
  ],
  notes: [],
})

function scriptLines(
  model: CourseModel,
  { correlation }: Request,
  slopes: readonly Slope[],
  { data: { aliased, fixed } }: GeeFit,
): string[] {
  const { response, terms } = model
  const kept = rVector(fixed.kept.map((index) => String(index + 1)))
  return [
    ...(aliased.length === 0
      ? [`model <- geeglm(${formulaOf(model)},`]
      : [
          '# geeglm takes no column that says nothing beside the others',
          `design <- model.matrix(~ ${terms.join(' + ')}, data)[, ${kept}]`,
          `model <- geeglm(${response} ~ 0 + design,`,
        ]),
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

function testLines(model: CourseModel, { data: { names } }: GeeFit): string[] {
  const places = testedNames(model, testedTerm(model), names).map((name) => String(names.indexOf(name) + 1))
  return [
    '',
    `# Robust Wald test of ${testedTerm(model)}`,
    `tested <- ${rVector(places)}`,
    'b <- coef(model)[tested]',
    'chisq <- drop(b %*% solve(vcov(model)[tested, tested], b))',
    'print(data.frame(chisq, df = length(tested), p = pchisq(chisq, length(tested), lower.tail = FALSE)))',
  ]
}
