import { expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { countRegression } from '#shared/statistics/methods/count-regression.ts'
import { rates } from '#shared/statistics/methods/rates.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasR } from '#tests/support/r.ts'

const regress = (input: object) => countRegression.run(countRegression.input.parse(input))
const rate = (input: object) => rates.run(rates.input.parse(input))

test('Dobson’s randomized trial is met (An Introduction to Generalized Linear Models, 1990, page 93)', () => {
  const { coefficients } = regress({
    data: {
      counts: [18, 17, 15, 20, 10, 20, 25, 13, 12],
      outcome: ['1', '2', '3', '1', '2', '3', '1', '2', '3'],
      treatment: ['1', '1', '1', '2', '2', '2', '3', '3', '3'],
    },
    events: 'counts',
    terms: ['outcome', 'treatment'],
  })
  expectNear(
    coefficients.slice(0, 3).map(({ name, estimate, error }) => ({ name, estimate, error })),
    [
      { name: '(Intercept)', estimate: 3.044522437723423, error: 0.1709 },
      { name: 'outcome2', estimate: -0.4542552722775966, error: 0.2022 },
      { name: 'outcome3', estimate: -0.2929871246814778, error: 0.1927 },
    ],
    3e-4,
  )
})

const data = {
  group: ['a', 'a', 'b', 'b', 'c', 'c', null, 'a'],
  events: [2, 3, 0, 0, 4, 9, 1, null],
  years: [1, 2, 3, 1.5, 2, 1, 1, 1],
}

test('A group without events keeps its exact interval, and says why it has no ratio', () => {
  const answer = rate({ data, events: 'events', time: 'years', group: 'group' })
  expect(answer).toMatchObject({ rows: 6, dropped: 2 })
  expectNear(answer.groups[1], { level: 'b', events: 0, time: 4.5, rate: 0, low: 0, high: 3.688879454113936 / 4.5 })
  expectNear(
    answer.ratios[0],
    {
      level: 'b',
      reference: 'a',
      unavailable: '“b” has no events.',
      exact: { ratio: 0, low: 0, high: 0.727519403, p: 0.01024 },
    },
    1e-5,
  )
  expectNear(answer.ratios[1], { level: 'c', ratio: 13 / 5, logError: Math.sqrt(1 / 13 + 1 / 5) })
})

test('Without any events, without time, or with half an event there is a sentence', () => {
  const none = rate({
    data: { ...data, events: [0, 0, 0, 0, 0, 0, 0, 0] },
    events: 'events',
    time: 'years',
    group: 'group',
    model: 'negative-binomial',
  })
  expect(none.ratios[0]).toMatchObject({
    unavailable: '“b” has no events.',
    exact: { unavailable: 'There are no events.' },
  })
  const refused: [Partial<Record<keyof typeof data, (number | null)[]>>, string][] = [
    [{ events: [0.5, 1, 1, 1, 1, 1, 1, 1] }, 'must hold counts'],
    [{ years: [-1, 1, 1, 1, 1, 1, 1, 1] }, 'below 0'],
    [{ years: [0, 1, 1, 1, 1, 1, 1, 1] }, 'in a row that has events'],
    [{ years: [null, null, null, null, null, null, null, null] }, 'no person-time'],
  ]
  for (const [change, sentence] of refused) {
    const run = () => rate({ data: { ...data, ...change }, events: 'events', time: 'years', group: 'group' })
    expect(run).toThrow(StatisticsProblem)
    expect(run).toThrow(sentence)
  }
})

test('Before and after of one patient only has no robust error', () => {
  const one = {
    data: { who: ['x', 'x'], when: ['before', 'after'], n: [3, 1], t: [1, 1] },
    events: 'n',
    time: 't',
    group: 'when',
    patient: 'who',
  }
  expect(rate(one).ratios[0]).toMatchObject({ unavailable: expect.stringContaining('one patient') })
})

test('Counts that vary no more than Poisson’s are fitted by Poisson, and that is said', () => {
  const even = {
    data: { n: [4, 5, 4, 5, 4, 5], t: [1, 1, 1, 1, 1, 1], g: ['a', 'a', 'a', 'b', 'b', 'b'] },
    events: 'n',
    time: 't',
    group: 'g',
  }
  const { theta, ratios } = rate({ ...even, model: 'negative-binomial' })
  expect(theta).toEqual({ unavailable: expect.stringContaining('the fit is Poisson’s') })
  expectNear(ratios[0], { ratio: 14 / 13, logError: Math.sqrt(1 / 14 + 1 / 13) })
})

test('Terms that say the same and groups that never had an event are refused', () => {
  const x = [1, 2, 3, 4, 5, 6]
  const twice = {
    data: { n: [1, 0, 2, 1, 3, 2], x, y: x.map((value) => 2 * value + 1) },
    events: 'n',
    terms: ['x', 'y'],
  }
  expect(() => regress(twice)).toThrow(StatisticsProblem)
  const never = { data: { n: [1, 0, 2, 0, 0, 0], g: ['a', 'a', 'a', 'b', 'b', 'b'] }, events: 'n', terms: ['g'] }
  expect(() => regress(never)).toThrow(StatisticsProblem)
})

interface Fit {
  estimate: number[]
  error: number[]
  logLikelihood: number
  robust: number[]
  theta: number | null
  thetaError: number | null
}

test.skipIf(!hasR)(
  'MASS’s quine, insurance and epileptic seizures come out as in R, robust errors as in geepack',
  () => {
    const r = askR<{
      quine: Columns
      insurance: Columns
      epil: Columns
      quinePoisson: Fit
      quineNb: Fit
      insuranceFit: Fit
      epilPoisson: Fit
      epilNb: Fit
      byGroup: { nb: Fit; gee: { estimate: number[]; error: number[] }; pearson: number }
    }>(`
    tight <- glm.control(epsilon = 1e-13, maxit = 200)
    fit <- function(m, cluster) list(estimate = unname(coef(m)), error = unname(sqrt(diag(vcov(m)))), logLikelihood = as.numeric(logLik(m)),
      robust = unname(sqrt(diag(sandwich::vcovCL(m, cluster = cluster, type = 'HC0', cadjust = FALSE)))), theta = if (is.null(m$theta)) NA else m$theta, thetaError = if (is.null(m$SE.theta)) NA else as.numeric(m$SE.theta))
    text <- function(d) { for (n in names(d)) if (is.factor(d[[n]])) d[[n]] <- as.character(d[[n]]); as.list(d) }
    q <- MASS::quine; q$class <- paste(q$Eth, q$Age); i <- MASS::Insurance; for (n in c('District', 'Group', 'Age')) { v <- as.character(i[[n]]); i[[n]] <- factor(v, levels = sort(unique(v), method = 'radix')) }; e <- MASS::epil; e$w <- rep(c(1, 2, 1.5, 0.5), length.out = nrow(e))
    byGroup <- MASS::glm.nb(y ~ trt + offset(log(w)), e, control = tight)
    gee <- summary(geepack::geeglm(y ~ trt + offset(log(w)), poisson, e, id = subject, corstr = 'independence'))$coefficients
    flat <- glm(y ~ trt + offset(log(w)), poisson, e)
    list(quine = text(q), insurance = text(i), epil = text(e),
      quinePoisson = fit(glm(Days ~ Eth + Sex + Age + Lrn, poisson, q, control = tight), q$class),
      quineNb = fit(MASS::glm.nb(Days ~ Eth + Sex + Lrn + Sex:Lrn, q, control = tight), q$class),
      insuranceFit = fit(glm(Claims ~ District + Group + Age + offset(log(Holders)), poisson, i, control = tight), i$District),
      epilPoisson = fit(glm(y ~ base + trt + V4, poisson, e, control = tight), e$subject), epilNb = fit(MASS::glm.nb(y ~ base + trt + V4, e, control = tight), e$subject),
      byGroup = list(nb = fit(byGroup, e$subject), gee = list(estimate = gee[, 1], error = gee[, 2]), pearson = sum(residuals(flat, 'pearson')^2)))`)
    const order = (column: readonly unknown[]) => [...new Set(column.map(String))].toSorted()
    const same = (
      input: { data: Columns; model?: string; events: string; terms: string[]; time?: string },
      theirs: Fit,
      cluster: string,
    ) => {
      const levels = Object.fromEntries(
        Object.entries(input.data)
          .filter(([, column]) => typeof column[0] === 'string')
          .map(([name, column]) => [name, order(column)]),
      )
      const ours = regress({ ...input, levels })
      const where = `${input.events} ${input.model ?? 'poisson'}`
      expectNear(
        ours.coefficients.map((it) => it.estimate),
        theirs.estimate,
        1e-6,
        where,
      )
      expectNear(
        ours.coefficients.map((it) => it.error),
        theirs.error,
        1e-6,
        where,
      )
      expectNear(ours.logLikelihood, theirs.logLikelihood, 1e-9, where)
      if (theirs.theta !== null) expectNear(ours, { theta: { theta: theirs.theta } }, 1e-6, where)
      expectNear(
        regress({ ...input, levels, cluster }).coefficients.map((it) => it.error),
        theirs.robust,
        1e-6,
        `${where} robust`,
      )
    }
    const nb = { model: 'negative-binomial' }
    same({ data: r.quine, events: 'Days', terms: ['Eth', 'Sex', 'Age', 'Lrn'] }, r.quinePoisson, 'class')
    same({ data: r.quine, events: 'Days', terms: ['Eth', 'Sex', 'Lrn', 'Sex:Lrn'], ...nb }, r.quineNb, 'class')
    same(
      { data: r.insurance, events: 'Claims', terms: ['District', 'Group', 'Age'], time: 'Holders' },
      r.insuranceFit,
      'District',
    )
    same({ data: r.epil, events: 'y', terms: ['base', 'trt', 'V4'] }, r.epilPoisson, 'subject')
    same({ data: r.epil, events: 'y', terms: ['base', 'trt', 'V4'], ...nb }, r.epilNb, 'subject')

    const byGroup = { data: r.epil, events: 'y', time: 'w', group: 'trt', levels: { trt: ['placebo', 'progabide'] } }
    const robust = rate({ ...byGroup, patient: 'subject' })
    expectNear(
      robust.ratios[0],
      { ratio: Math.exp(r.byGroup.gee.estimate[1]!), logError: r.byGroup.gee.error[1]! },
      1e-6,
    )
    expectNear(robust.dispersion, { pearson: r.byGroup.pearson, df: 234 }, 1e-6)
    const negative = rate({ ...byGroup, ...nb })
    const [intercept, effect] = r.byGroup.nb.estimate
    expectNear(negative.ratios[0], { ratio: Math.exp(effect!), logError: r.byGroup.nb.error[1]! }, 1e-6)
    expectNear(
      negative.groups.map((it) => it.modeled),
      [{ rate: Math.exp(intercept!) }, { rate: Math.exp(intercept! + effect!) }],
    )
    expectNear(negative.theta, { theta: r.byGroup.nb.theta }, 1e-6)
    // R’s is of the step before the last.
    expectNear(negative.theta, { error: r.byGroup.nb.thetaError }, 1e-3)
  },
)
