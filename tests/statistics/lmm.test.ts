import { describe, expect, test } from 'vitest'
import { seededRandom } from '#main/demo/random.ts'
import { normalQuantile } from '#shared/statistics/distributions.ts'
import { lmm } from '#shared/statistics/methods/lmm.ts'
import type { MixedModel } from '#shared/statistics/mixed/mixed-data.ts'
import { fitMixedModel } from '#shared/statistics/mixed/mixed-fit.ts'
import { fittedValues, populationMeans } from '#shared/statistics/mixed/predictions.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { expectWithin } from '#tests/support/expect-within.ts'
import { askR, hasR } from '#tests/support/r.ts'

type Input = Omit<MixedModel, 'data' | 'fixed' | 'random' | 'method'> & Partial<MixedModel>

/** R takes seconds of a processor that other tests may want too. */
const patienceMs = 300_000

interface Case {
  readonly what: string
  /** The same model as a formula of lme4. */
  readonly formula: string
  /** A data frame in R, or one that is made here. */
  readonly data: string | Columns
  readonly input: Input
}

/** Follow-up of patients as a clinic sees it: irregular visits, patients with one visit only, values rounded to ties. */
function followUp(
  seed: number,
  sds: { readonly patient: number; readonly slope: number; readonly visit: number },
): Columns {
  const random = seededRandom(seed)
  const normal = (sd: number) => sd * normalQuantile(random.between(1e-9, 1))
  const patients = Array.from({ length: 24 }, (_, patient) => ({
    patient: patient * 3 + 100,
    antibody: random.pick(['PL-7', 'Jo-1', 'PL-12']),
    smoker: random.pick([true, false]),
    level: normal(sds.patient),
    slope: normal(sds.slope),
    visits: patient % 8 === 0 ? 1 : random.whole(2, 7),
  }))
  const rows = patients.flatMap(({ visits, ...patient }) =>
    Array.from({ length: visits }, (_, visit) => {
      const years = Math.round((visit * 0.5 + random.between(0, 0.4)) * 100) / 100
      const fvc =
        78 + patient.level + (patient.slope - 2 - (patient.antibody === 'Jo-1' ? 0 : 1.5)) * years + normal(sds.visit)
      return { ...patient, years, fvc: Math.round(fvc * 2) / 2, order: random.next() }
    }),
  )
  const mixed = rows.toSorted((a, b) => a.order - b.order)
  return {
    patient: mixed.map(({ patient }) => patient),
    antibody: mixed.map(({ antibody }) => antibody),
    smoker: mixed.map(({ smoker }) => smoker),
    years: mixed.map(({ years }, row) => (row % 17 === 5 ? null : years)),
    fvc: mixed.map(({ fvc }, row) => (row % 23 === 7 ? null : fvc)),
  }
}

const usual = followUp(1, { patient: 11, slope: 4, visit: 2 })
const alike = followUp(2, { patient: 9, slope: 0, visit: 4 })
const independent = followUp(3, { patient: 0, slope: 0, visit: 6 })

const reaction = { outcome: 'Reaction', fixed: ['Days'], group: 'Subject' }
const distance = { outcome: 'distance', fixed: ['age', 'Sex', 'age:Sex'], group: 'Subject' }
const fvc = { outcome: 'fvc', group: 'patient' }
const slopes = { random: ['1', 'years'] }
const reml = ['REML'] as const
const both = ['REML', 'ML'] as const
const models: readonly (readonly [
  what: string,
  formula: string,
  data: string | Columns,
  input: Input,
  methods: readonly ('REML' | 'ML')[],
])[] = [
  ['sleepstudy, random intercept', 'Reaction ~ Days + (1 | Subject)', 'lme4::sleepstudy', reaction, both],
  [
    'sleepstudy, random slope',
    'Reaction ~ Days + (Days | Subject)',
    'lme4::sleepstudy',
    { ...reaction, random: ['1', 'Days'] },
    both,
  ],
  [
    'sleepstudy, uncorrelated',
    'Reaction ~ Days + (Days || Subject)',
    'lme4::sleepstudy',
    { ...reaction, random: ['1', 'Days'], randomCorrelated: false },
    reml,
  ],
  [
    'sleepstudy, slope only',
    'Reaction ~ Days + (0 + Days | Subject)',
    'lme4::sleepstudy',
    { ...reaction, random: ['0', 'Days'] },
    reml,
  ],
  ['Orthodont, random intercept', 'distance ~ age * Sex + (1 | Subject)', 'nlme::Orthodont', distance, both],
  [
    'Orthodont, random slope',
    'distance ~ age * Sex + (age | Subject)',
    'nlme::Orthodont',
    { ...distance, random: ['1', 'age'] },
    both,
  ],
  [
    'pigs under copper',
    'Weight ~ Time * Cu + (Time | Pig)',
    'geepack::dietox',
    { outcome: 'Weight', fixed: ['Time', 'Cu', 'Time:Cu'], group: 'Pig', random: ['1', 'Time'] },
    reml,
  ],
  [
    'Oxford boys, three random effects',
    'height ~ age + square + (age + square | Subject)',
    'transform(nlme::Oxboys, square = age^2)',
    { outcome: 'height', fixed: ['age', 'square'], group: 'Subject', random: ['1', 'age', 'square'] },
    reml,
  ],
  ['rails, nothing but a mean', 'travel ~ 1 + (1 | Rail)', 'nlme::Rail', { outcome: 'travel', group: 'Rail' }, reml],
  [
    'irregular visits',
    'fvc ~ years * antibody + smoker + (years | patient)',
    usual,
    { ...fvc, ...slopes, fixed: ['years', 'antibody', 'smoker', 'years:antibody'] },
    both,
  ],
  [
    'irregular visits, levels named',
    'fvc ~ years * antibody + (1 | patient)',
    usual,
    { ...fvc, fixed: ['years', 'antibody', 'years:antibody'], levels: { antibody: ['Jo-1', 'PL-7', 'PL-12'] } },
    reml,
  ],
  [
    'no fixed intercept',
    'fvc ~ 0 + antibody + years + (1 | patient)',
    usual,
    { ...fvc, fixed: ['0', 'antibody', 'years'] },
    reml,
  ],
  [
    'machines, a factor among workers',
    'score ~ Machine + (0 + Machine | Worker)',
    'nlme::Machines',
    { outcome: 'score', fixed: ['Machine'], group: 'Worker', random: ['Machine'] },
    reml,
  ],
  [
    'slopes that are all alike',
    'fvc ~ years + (years | patient)',
    alike,
    { ...fvc, ...slopes, fixed: ['years'] },
    reml,
  ],
  ['patients who are all alike', 'fvc ~ years + (1 | patient)', independent, { ...fvc, fixed: ['years'] }, both],
  [
    'patients and slopes all alike',
    'fvc ~ years + (years | patient)',
    independent,
    { ...fvc, ...slopes, fixed: ['years'] },
    both,
  ],
]

const cases: readonly Case[] = models.flatMap(([what, formula, data, input, methods]) =>
  methods.map((method) => ({ what: `${what}, ${method}`, formula, data, input: { ...input, method } })),
)

interface Answer {
  readonly data: Columns
  readonly terms: string[]
  readonly coefficients: number[][]
  readonly covariances: number[][]
  readonly sigma: number
  readonly logLik: number
  readonly aic: number
  readonly bic: number
  readonly fitted: number[]
  /** Mean of the population at the first row: estimate, standard error, degrees of freedom. */
  readonly first: number[]
  readonly groups: number
  readonly n: number
  readonly singular: boolean
}

/** lme4 stops at its sixth digit or so: from there Newton’s method goes on with its own deviance. */
const script = `
suppressMessages({ library(lmerTest); library(numDeriv) })
tightly <- function(formula, data, REML) {
  parsed <- suppressMessages(lme4::lFormula(formula, data, REML = REML))
  deviance <- do.call(lme4::mkLmerDevfun, parsed)
  lower <- environment(deviance)$lower
  theta <- lme4::optimizeLmer(deviance, optimizer = 'bobyqa', control = list())$par
  theta <- nlminb(theta, deviance, lower = lower, control = list(rel.tol = 1e-14, x.tol = 1e-12))$par
  free <- !(lower == 0 & theta < 1e-5)
  theta[!free] <- 0
  along <- function(x) { full <- theta; full[free] <- x; deviance(full) }
  if (all(free)) theta <- theta - solve(hessian(along, theta), grad(along, theta))
  best <- list(par = theta, fval = deviance(theta), conv = 0, feval = 1)
  fit <- lme4::mkMerMod(environment(deviance), best, parsed$reTrms, fr = parsed$fr)
  lmerTest:::as_lmerModLT(fit, deviance)
}
asGiven <- function(data, levels) {
  for (name in names(data)) {
    column <- data[[name]]
    if (is.logical(column)) data[[name]] <- as.numeric(column)
    if (is.character(column)) data[[name]] <- factor(column, if (is.null(levels[[name]])) unique(column) else levels[[name]])
  }
  data
}
asText <- function(data) {
  for (name in names(data)) if (is.factor(data[[name]])) data[[name]] <- as.character(data[[name]])
  data
}
answer <- function(formula, data, REML, levels) {
  data <- asText(as.data.frame(data))
  fit <- tightly(formula, asGiven(data, levels), REML)
  list(data = as.list(data), terms = names(lme4::fixef(fit)), coefficients = unname(coef(summary(fit))),
    covariances = unname(as.matrix(Matrix::bdiag(lapply(lme4::VarCorr(fit), function(block) matrix(as.numeric(block), nrow(block)))))),
    sigma = sigma(fit), logLik = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit),
    fitted = unname(fitted(fit)), first = unlist(unname(contest1D(fit, lme4::getME(fit, 'X')[1, ])[1:3])),
    groups = unname(lme4::ngrps(fit)[1]), n = nobs(fit), singular = lme4::isSingular(fit))
}`

/** Standard deviations, and correlations below the diagonal column by column. */
function apart(covariances: readonly (readonly number[])[]) {
  const sds = covariances.map((row, at) => Math.sqrt(row[at]!))
  const correlations = covariances.flatMap((_, j) =>
    covariances.slice(j + 1).map((row, i) => row[j]! / (sds[j]! * sds[j + 1 + i]!)),
  )
  return { sds, correlations }
}

const fromJson = (value: unknown) => `jsonlite::fromJSON(${JSON.stringify(JSON.stringify(value))})`

let answers: readonly Answer[] | undefined
/** Asked once for all tests: it is starting R that takes long. */
function answerTo(index: number): Answer {
  const asked = cases.map(({ formula, data, input: { method, levels = {} } }) => {
    const frame = typeof data === 'string' ? data : `as.data.frame(${fromJson(data)})`
    return `answer(${formula}, ${frame}, ${method === 'REML' ? 'TRUE' : 'FALSE'}, ${fromJson(levels)})`
  })
  answers ??= askR<Answer[]>(`${script}\nlist(${asked.join(',\n')})`)
  return answers[index]!
}

describe.skipIf(!hasR)('A linear mixed model is that of lme4, its degrees of freedom those of lmerTest', () => {
  test.each(cases.map(({ what, input }, index) => ({ what, input, index })))(
    '$what',
    ({ input, index }) => {
      const r = answerTo(index)
      const model = lmm.input.parse({ data: r.data, ...input })
      const ours = lmm.run(model)
      expect(ours.fixed.map(({ term }) => term)).toEqual([r.terms].flat())
      for (const [at, { estimate, se, df, t, p }] of ours.fixed.entries()) {
        const [theirs, theirSe, theirDf, theirT, theirP] = r.coefficients[at]!
        expectWithin(estimate, theirs!, 1e-6, 1e-6 * theirSe!)
        expectWithin(se, theirSe!, 1e-4)
        expectWithin(df, theirDf!, 1e-4)
        expectWithin(t, theirT!, 1e-4, 1e-5)
        expectWithin(p, theirP!, 1e-3)
      }
      const { sds, correlations } = apart(r.covariances)
      for (const [at, sd] of Object.values(ours.random.sd).entries()) expectWithin(sd, sds[at]!, 1e-5, 1e-4 * r.sigma)
      if (!r.singular)
        for (const [at, correlation] of ours.random.corr.entries()) expectWithin(correlation!, correlations[at]!, 1e-5)
      expectWithin(ours.residualSd, r.sigma, 1e-6)
      expectWithin(ours.logLik, r.logLik, 0, 1e-6)
      expectWithin(ours.aic, r.aic, 0, 1e-5)
      expectWithin(ours.bic, r.bic, 0, 1e-5)
      const fit = fitMixedModel(model)
      for (const [at, value] of fittedValues(fit).entries()) expectWithin(value, r.fitted[at]!, 1e-6, 1e-5 * r.sigma)
      const firstRow = Object.fromEntries(
        Object.entries(r.data).map(([name, column]) => [name, [column[fit.data.rows[0]!]!]]),
      )
      const { estimate, se, df } = populationMeans(fit, firstRow)[0]!
      for (const [at, value] of [estimate, se, df].entries()) expectWithin(value, r.first[at]!, 1e-4)
      const { n, groups, singular } = r
      expect(ours).toMatchObject({ n, groups, singular, converged: true, aliased: [] })
      expect(ours.n + ours.dropped).toBe(Object.values(r.data)[0]!.length)
    },
    patienceMs,
  )
})
