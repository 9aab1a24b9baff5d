import { expect, test } from 'vitest'
import { intraclassCorrelation } from '#shared/statistics/agreement/icc.ts'
import { cohenKappa, type KappaWeights } from '#shared/statistics/agreement/kappa.ts'
import { fQuantile, fUpper } from '#shared/statistics/distributions.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { icc } from '#shared/statistics/methods/icc.ts'
import { kappa } from '#shared/statistics/methods/kappa.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasPsych } from '#tests/support/r.ts'

/** Cohen's own table (1960), as counts of 200. */
const cohensTable = [
  [88, 14, 18],
  [10, 40, 10],
  [2, 6, 12],
]

test('Cohen’s table of 1960 comes out as by hand, with and without weights', () => {
  // Observed 0.70; by chance 0.6 · 0.5 + 0.3 · 0.3 + 0.1 · 0.2 = 0.41.
  expect(cohenKappa(cohensTable, 'none')).toMatchObject({
    observed: expect.closeTo(0.7, 12),
    expected: expect.closeTo(0.41, 12),
    kappa: expect.closeTo(0.29 / 0.59, 12),
    n: 200,
  })
  // Neighbors count half: 0.70 + 0.20 / 2, and 0.41 + 0.42 / 2.
  expect(cohenKappa(cohensTable, 'linear').kappa).toBeCloseTo((0.8 - 0.62) / (1 - 0.62), 12)
  // Or three quarters: 0.70 + 0.20 · 0.75, and 0.41 + 0.42 · 0.75.
  expect(cohenKappa(cohensTable, 'quadratic').kappa).toBeCloseTo((0.85 - 0.725) / (1 - 0.725), 12)
})

test('the standard error of a table of two is that of the textbook formula', () => {
  // Fleiss, Statistical Methods for Rates and Proportions, 13.1: A + B − C, written out for 20, 5, 10, 15 of 50.
  const [kappa_, pe] = [0.4, 0.5]
  const a = 0.4 * (1 - (0.6 + 0.5) * (1 - kappa_)) ** 2 + 0.3 * (1 - (0.4 + 0.5) * (1 - kappa_)) ** 2
  const b = (1 - kappa_) ** 2 * (0.1 * (0.6 + 0.5) ** 2 + 0.2 * (0.5 + 0.4) ** 2)
  const c = (kappa_ - pe * (1 - kappa_)) ** 2
  const found = cohenKappa(
    [
      [20, 5],
      [10, 15],
    ],
    'none',
  )
  expect(found.kappa).toBeCloseTo(kappa_, 12)
  expect(found.se).toBeCloseTo(Math.sqrt((a + b - c) / (50 * (1 - pe) ** 2)), 12)
})

test('Shrout and Fleiss’ own example (1979, table 2) is met', () => {
  const judges = [
    [9, 6, 8, 7, 10, 6],
    [2, 1, 4, 1, 5, 2],
    [5, 3, 6, 2, 6, 4],
    [8, 2, 8, 6, 9, 7],
  ]
  const { icc: found, meanSquares } = intraclassCorrelation(judges.map((each) => Float64Array.from(each)))
  expect(found.map(({ icc: value }) => Number(value.toFixed(2)))).toEqual([0.17, 0.29, 0.71, 0.44, 0.62, 0.91])
  expect(Object.values(meanSquares).map((value) => Number(value.toFixed(2)))).toEqual([11.24, 6.26, 32.49, 1.02])
})

test('ratings without an answer say why', () => {
  const two =
    (rows: number[][], weights: KappaWeights = 'none') =>
    () =>
      cohenKappa(rows, weights)
  expect(
    two([
      [4, 0],
      [0, 0],
    ]),
  ).toThrow('Both raters gave every case the same rating')
  expect(
    two([
      [4, 3],
      [0, 0],
    ]),
  ).toThrow('One rater gave every case the same rating')
  expect(
    two([
      [0, 0],
      [0, 0],
    ]),
  ).toThrow('no case that both raters rated')
  const of =
    (...columns: number[][]) =>
    () =>
      intraclassCorrelation(columns.map((each) => Float64Array.from(each)))
  expect(of([1, 2])).toThrow('two raters')
  expect(of([1], [2])).toThrow('Fewer than two cases')
  expect(of([0.3, 0.3, 0.3], [0.3, 0.3, 0.3])).toThrow('All ratings are the same')
  expect(of([10, 10], [15, 15])).toThrow('cases do not differ')
  expect(of([1])).toThrow(StatisticsProblem)
})

test('complete agreement has no limits, since its standard error is 0 however few the cases', () => {
  expect(
    cohenKappa(
      [
        [3, 0],
        [0, 2],
      ],
      'linear',
    ),
  ).toMatchObject({ kappa: 1, se: 0, lower: null, upper: null })
  const same = Float64Array.of(0.1, 0.2, 0.7)
  for (const { icc: value, f, lower, upper } of intraclassCorrelation([same, same]).icc)
    expect([value, f, lower, upper]).toEqual([1, null, null, null])
  // The second rater is always 5 higher: consistent, yet not in absolute agreement.
  const higher = intraclassCorrelation([Float64Array.of(10, 20, 40), Float64Array.of(15, 25, 45)]).icc
  expect(higher.find(({ type }) => type === 'ICC3')).toMatchObject({ icc: 1, lower: null })
  expect(higher.find(({ type }) => type === 'ICC2')!.icc).toBeLessThan(1)
})

test('cases that a rater left out are dropped and counted', () => {
  const data = { a: [1, 2, null, 2, 1], b: [1, null, 2, 2, 2] }
  expect(kappa.run(kappa.input.parse({ data, raters: ['a', 'b'] }))).toMatchObject({ n: 3, dropped: 2 })
  expect(icc.run(icc.input.parse({ data, raters: ['a', 'b'] }))).toMatchObject({ n: 3, dropped: 2, raters: 2 })
})

test('weights need an order: that of numbers, or the one that is named', () => {
  const ask = (input: object) => kappa.run(kappa.input.parse(input))
  const words = { a: ['low', 'high', 'mid', 'low'], b: ['low', 'mid', 'mid', 'high'] }
  expect(() => ask({ data: words, raters: ['a', 'b'], weights: 'linear' })).toThrow('order of the ratings')
  const numbers = { a: [0, 10, 5, 0], b: [0, 5, 5, 10] }
  const named = ask({ data: words, raters: ['a', 'b'], weights: 'linear', levels: ['low', 'mid', 'high'] })
  expect(ask({ data: numbers, raters: ['a', 'b'], weights: 'linear' }).kappa).toBe(named.kappa)
  expect(() => ask({ data: words, raters: ['a', 'b'], levels: ['low', 'high'] })).toThrow('none of its levels')
  // A rating that nobody gave still lies between the others.
  const gap = { a: [0, 3, 1, 0, 3], b: [0, 1, 1, 3, 3] }
  const full = ask({ data: gap, raters: ['a', 'b'], weights: 'linear', levels: ['0', '1', '2', '3'] })
  expect(ask({ data: gap, raters: ['a', 'b'], weights: 'linear' }).kappa).toBeCloseTo(full.kappa, 12)
})

test('quantiles of F are where its upper tail says', () => {
  for (const p of [0.025, 0.5, 0.975, 0.9999])
    for (const [a, b] of [
      [1, 1],
      [5, 2.3],
      [300, 7],
      [4.5, 2000],
    ] as const)
      expect(1 - fUpper(fQuantile(p, a, b), a, b)).toBeCloseTo(p, 9)
})

interface FromR {
  readonly kappas: readonly {
    readonly counts: number[][]
    readonly weights: KappaWeights
    readonly kappa: number
    readonly se: number | null
    readonly delta: number
  }[]
  readonly iccs: readonly {
    readonly ratings: number[][]
    readonly confidence: number
    readonly rows: { icc: number; f: number; df: number[]; p: number; lower: number; upper: number }[]
  }[]
}

test.skipIf(!hasPsych)(
  'kappa and intraclass correlations come out as in R’s psych (skipped without r-cran-psych)',
  () => {
    // psych 2.2.9 takes the mean weights of a rating as rowSums(w * rs), which Fleiss, Cohen and Everitt’s formula has only
    // where all ratings are as frequent: weighted errors are held against the delta method, its gradient taken by R itself.
    const r = askR<FromR>(`
    suppressMessages(library(psych))
    set.seed(7)
    delta <- function(x, w) {
      n <- sum(x); p <- x / n
      k <- function(p) { e <- sum(w * (rowSums(p) %o% colSums(p))); (sum(w * p) - e) / (1 - e) }
      g <- sapply(seq_along(p), function(i) { h <- 1e-5; a <- p; b <- p; a[i] <- a[i] + h; b[i] <- b[i] - h; (k(a) - k(b)) / (2 * h) })
      sqrt((sum(p * g^2) - sum(p * g)^2) / n)
    }
    tables <- c(list(matrix(c(88, 10, 2, 14, 40, 6, 18, 10, 12), 3), matrix(c(20, 10, 5, 15), 2), matrix(c(3, 0, 1, 2, 9, 4, 0, 1, 7), 3)),
      lapply(2:6, function(k) matrix(rpois(k * k, 3) + diag(rpois(k, 12) + 1), k)))
    kappas <- do.call(c, lapply(tables, function(x) {
      k <- nrow(x)
      d <- abs(outer(1:k, 1:k, '-')) / (k - 1)
      one <- function(weights, w) {
        f <- suppressWarnings(cohen.kappa(x, w = w))
        plain <- weights == 'none'
        list(counts = lapply(1:k, function(i) I(x[i, ])), weights = weights, kappa = if (plain) f$kappa else f$weighted.kappa,
          se = if (plain) sqrt(f$var.kappa) else NA, delta = delta(x, w))
      }
      list(one('none', diag(k)), one('linear', 1 - d), one('quadratic', 1 - d^2))
    }))
    iccs <- lapply(list(c(6, 4, 2, 0.95), c(30, 2, 5, 0.95), c(12, 3, 0.3, 0.9), c(200, 2, 20, 0.99), c(5, 2, 40, 0.95)), function(s) {
      truth <- rnorm(s[1], 25, 12)
      x <- sapply(1:s[2], function(j) round(truth + j * 1.5 + rnorm(s[1], 0, s[3]), 1))
      f <- ICC(x, lmer = FALSE, alpha = 1 - s[4])$results
      list(ratings = lapply(1:s[2], function(j) I(x[, j])), confidence = s[4],
        rows = lapply(1:6, function(i) list(icc = f$ICC[i], f = f$F[i], df = I(c(f$df1[i], f$df2[i])), p = f$p[i], lower = f[i, 7], upper = f[i, 8])))
    })
    list(kappas = kappas, iccs = iccs)`)
    expect(r.kappas).toHaveLength(24)
    for (const [at, { counts, weights, kappa: theirs, se, delta }] of r.kappas.entries()) {
      const ours = cohenKappa(counts, weights)
      expectNear(ours.kappa, theirs, 1e-10, `kappa ${at}`)
      if (se !== null) expectNear(ours.se, se, 1e-9, `error ${at}`)
      expectNear(ours.se, delta, 1e-6, `error by delta ${at}`)
    }
    for (const [at, { ratings, confidence, rows }] of r.iccs.entries()) {
      const { icc: ours } = intraclassCorrelation(
        ratings.map((each) => Float64Array.from(each)),
        confidence,
      )
      expectNear(
        ours.map(({ p, ...rest }) => rest),
        rows.map(({ p, ...rest }) => rest),
        1e-8,
        `icc ${at}`,
      )
      // R loses what is small of p.
      for (const [place, { p }] of ours.entries()) expect(Math.abs(p - rows[place]!.p)).toBeLessThan(1e-9)
    }
  },
)
