/** The course of an outcome around the index by a linear mixed model. */
import { compareModels } from '#shared/statistics/mixed/compare-models.ts'
import { fixedEffect } from '#shared/statistics/mixed/fixed-effect.ts'
import { fitMixedModel, type MixedFit } from '#shared/statistics/mixed/mixed-fit.ts'
import { fittedValues, residuals } from '#shared/statistics/mixed/predictions.ts'
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
import { normalQuantiles, residualsAgainstFitted } from '../courses/residual-figures.ts'
import { rScript } from '../r-script.ts'

type Request = AnalysisRequestOf<'lmm'>

export const lmm: Analysis<Request, CaseCourse> = {
  reads: formsOfCourse,
  gather: courseOfCase,
  conclude(gathered, dropped, request, index) {
    const model = courseModel(gathered, request, 'chosen')
    const mixed = fitOf(model, request)
    const fit = asCourseFit(mixed)
    const slopes = slopesOf(model, fit)
    const test = likelihoodRatio(model, request)
    const sensitivity = sensitivityTable(gathered, request, { model, slopes }, (moved) =>
      asCourseFit(fitOf(moved, request)),
    )
    const data = dataTable(gathered, model)
    const left = leftOut(dropped)
    const rest = residuals(mixed)
    return {
      title: `${model.outcome.label} around the ${index}: linear mixed model`,
      findings: [
        ...slopeFindings(model, slopes, index),
        test
          ? `Likelihood ratio test ${testedWords(model)}: χ² = ${test.chiSquared.toFixed(2)}, df ${test.df}, ${pWords(test.p)}.`
          : `The values don’t allow a test ${testedWords(model)}.`,
      ],
      method: [
        `${model.outcome.label} was analyzed by a linear mixed model with a random intercept${
          request.random === 'slope' ? ' and a random slope of time, which may correlate,' : ''
        } for each patient, fitted by ${methodWords[request.method]}. ${courseMethod(model, index)}`,
        'Coefficients were tested by t statistics with Satterthwaite’s degrees of freedom; likelihood ratio tests compare fits by maximum likelihood.',
      ],
      references: [
        'Laird NM, Ware JH. Random-effects models for longitudinal data. Biometrics 1982;38:963–74.',
        'Bates D, Mächler M, Bolker B, Walker S. Fitting linear mixed-effects models using lme4. J Stat Softw 2015;67(1):1–48.',
        'Satterthwaite FE. An approximate distribution of estimates of variance components. Biometrics Bull 1946;2:110–4.',
      ],
      warnings: [
        ...warningsOf(mixed, request, gathered),
        ...aliasedWarnings(model, fit),
        ...shortSlopeWarnings(model, slopes),
      ],
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: mixed.data.sums.rows },
      dropped: left.dropped,
      tables: [
        slopesTable(model, slopes),
        coefficientsTable(model, fit, 'Standard error'),
        randomTable(mixed),
        fitTable(mixed, test, model),
        data.table,
        ...(sensitivity ? [sensitivity] : []),
      ],
      figures: [
        courseFigure(model, fit, gathered, index),
        residualsAgainstFitted(fittedValues(mixed), rest),
        normalQuantiles(rest),
      ],
      script: rScript({
        fileName: 'lmm.R',
        title: `${model.outcome.label} around the ${index}: linear mixed model`,
        data: model.data,
        levels: model.levels,
        packages: ['lme4', 'lmerTest'],
        lines: [...scriptLines(model, request, slopes), ...(test ? testLines(model) : [])],
      }),
      behind: { ...left.behind, ...data.behind },
      data: model.data,
    }
  },
}

const methodWords = { REML: 'restricted maximum likelihood', ML: 'maximum likelihood' } as const

const randomTerms = { intercept: ['1'], slope: ['1', 'years'] } as const

const fitOf = (
  { data, response, terms, levels }: CourseModel,
  { random, method }: Request,
  fixed: readonly string[] = terms,
): MixedFit =>
  fitMixedModel({ data, outcome: response, fixed, group: 'patient', random: randomTerms[random], method, levels })

const asCourseFit = (fit: MixedFit): CourseFit => ({
  names: fit.data.fixedNames,
  aliased: fit.data.aliased,
  design: fit.data.fixed,
  effect: (combination) => fixedEffect(fit, combination),
})

type Test = ReturnType<typeof compareModels> | undefined

/** Of the one term that the question is about, by fits with and without it; nothing where it says nothing beside the others. */
function likelihoodRatio(model: CourseModel, request: Request): Test {
  const byMl = { ...request, method: 'ML' as const }
  const without = model.terms.filter((term) => term !== testedTerm(model))
  const [smaller, larger] = [fitOf(model, byMl, without), fitOf(model, byMl)]
  return smaller.parameters < larger.parameters ? compareModels(smaller, larger) : undefined
}

const interceptOnly = 'use a random intercept only'

function warningsOf(
  { converged, singular }: MixedFit,
  { random }: Request,
  gathered: readonly { readonly value: CaseCourse }[],
): string[] {
  const once = gathered.filter(({ value }) => value.points.chosen.length === 1).length
  const slope = random === 'slope'
  return [
    ...(converged
      ? []
      : [
          `The fit did not converge: its numbers can’t be relied on. ${slope ? `Try again: ${interceptOnly}, or adjust for less.` : 'Adjust for less.'}`,
        ]),
    ...(singular
      ? [
          slope
            ? `The random effects are at the edge of what is possible (singular fit): beyond chance, slopes hardly differ between patients, or follow the intercepts exactly. Standard errors may be too small; ${interceptOnly}.`
            : 'Beyond chance, patients hardly differ from each other (singular fit): the model is no more than a regression over all values.',
        ]
      : []),
    ...(once > 0
      ? [
          `${once} of ${gathered.length} patients ${once === 1 ? 'has' : 'have'} one value only, which tells nothing of their own slope.`,
        ]
      : []),
  ]
}

function randomTable({ data, randomCovariance, residualVariance }: MixedFit): ResultTable {
  const q = data.randomNames.length
  const sds = data.randomNames.map((_, at) => Math.sqrt(randomCovariance[at * q + at]!))
  const both = sds[0]! * (sds[1] ?? 0)
  return {
    id: 'random',
    title: 'Random effects',
    columns: [{ label: '' }, { label: 'Standard deviation', numeric: true }, { label: 'Correlation', numeric: true }],
    rows: [
      ...sds.map((sd, at) => ({
        cells: [
          textCell(at === 0 ? 'Between patients: mean at the index' : 'Between patients: slope a year'),
          numberCell(sd, 3),
          at === 0 || both === 0 ? textCell('') : numberCell(randomCovariance[1]! / both, 2),
        ],
      })),
      { cells: [textCell('Within patients (residual)'), numberCell(Math.sqrt(residualVariance), 3), textCell('')] },
    ],
    notes: [],
  }
}

function fitTable({ data, logLik, parameters, model }: MixedFit, test: Test, course: CourseModel): ResultTable {
  const { rows, groups } = data.sums
  return {
    id: 'fit',
    title: 'The fit',
    columns: [{ label: '' }, { label: 'Value', numeric: true }],
    rows: [
      { cells: [textCell('Patients'), numberCell(groups, 0, 'used')] },
      { cells: [textCell('Values'), numberCell(rows, 0)] },
      { cells: [textCell(`Log-likelihood (${model.method})`), numberCell(logLik, 2)] },
      { cells: [textCell('AIC'), numberCell(2 * parameters - 2 * logLik, 1)] },
      { cells: [textCell('BIC'), numberCell(parameters * Math.log(rows) - 2 * logLik, 1)] },
      ...(test
        ? [
            { cells: [textCell(`Likelihood ratio ${testedWords(course)}: χ²`), numberCell(test.chiSquared, 2)] },
            { cells: [textCell('df'), numberCell(test.df, 0)] },
            { cells: [textCell('p'), pCell(test.p)] },
          ]
        : []),
    ],
    notes: ['Degrees of freedom of coefficients by Satterthwaite’s method.'],
  }
}

function scriptLines(model: CourseModel, request: Request, slopes: readonly Slope[]): string[] {
  const random = request.random === 'slope' ? '1 + years' : '1'
  return [
    `model <- lmer(${formulaOf(model)} + (${random} | patient),`,
    `  data = data, REML = ${request.method === 'REML' ? 'TRUE' : 'FALSE'},`,
    '  # Goes on a little longer than lme4 does by itself',
    '  control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))',
    'print(coef(summary(model)))',
    'print(as.data.frame(VarCorr(model)))',
    'print(logLik(model))',
    '',
    ...slopesInR(slopes),
    'print(contest(model, slopes, joint = FALSE, confint = TRUE))',
  ]
}

const testLines = (model: CourseModel): string[] => [
  '',
  '# Likelihood ratio test, both fits by maximum likelihood',
  `without <- update(model, . ~ . - ${testedTerm(model)})`,
  'print(anova(without, model))',
]
