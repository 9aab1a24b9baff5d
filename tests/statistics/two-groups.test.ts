import { expect, test } from 'vitest'
import { kruskalWallis } from '#shared/statistics/comparisons/kruskal-wallis.ts'
import { mannWhitney } from '#shared/statistics/comparisons/mann-whitney.ts'
import { anova, welchAnova } from '#shared/statistics/comparisons/one-way.ts'
import { signedRank } from '#shared/statistics/comparisons/signed-rank.ts'
import { pairedTest, studentTest, welchTest } from '#shared/statistics/comparisons/t-test.ts'
import { quantileOf } from '#shared/statistics/describe.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasR } from '#tests/support/r.ts'

const of = (...values: number[]) => Float64Array.from(values)

test('Student’s own sleep data are met (Biometrika 1908;6:1)', () => {
  const first = of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2)
  const second = of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
  expect(welchTest(first, second)).toMatchObject({ df: expect.closeTo(17.776, 3), p: expect.closeTo(0.07939, 5) })
  expect(pairedTest(first.map((value, at) => value - second[at]!))).toMatchObject({
    statistic: expect.closeTo(-4.0621, 4),
    p: expect.closeTo(0.002833, 6),
  })
})

test('Hollander and Wolfe’s examples are met (Nonparametric Statistical Methods, 1973, pages 29 and 69)', () => {
  const depression = of(-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01)
  expect(signedRank(depression)).toMatchObject({ statistic: 5, p: expect.closeTo(0.0390625, 9), exact: true })
  const term = of(0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
  const earlier = of(1.15, 0.88, 0.9, 0.74, 1.21)
  expect(mannWhitney(term, earlier)).toMatchObject({ statistic: 35, p: expect.closeTo(2 * 0.1272061, 6), exact: true })
})

test('What can’t be compared is said in a sentence', () => {
  expect(() => welchTest(of(1), of(2, 3))).toThrow(StatisticsProblem)
  expect(() => welchTest(of(5, 5), of(5, 5, 5))).toThrow('The values do not vary.')
  expect(() => welchTest(of(1e200, -1e200), of(1, 2))).toThrow('too large')
  expect(() => welchAnova([of(1, 2), of(3, 3), of(4, 5)])).toThrow('All values of a group are the same.')
  expect(() => anova([of(1, 1), of(3, 3)])).toThrow('do not vary')
  expect(() => mannWhitney(of(), of(1))).toThrow('no values')
  expect(() => mannWhitney(of(2, 2), of(2, 2))).toThrow('All values are the same.')
  expect(() => kruskalWallis([of(2), of(2, 2)])).toThrow('All values are the same.')
  expect(() => signedRank(of(0, 0))).toThrow('No value changed.')
})

test('Where no interval can be had there is none', () => {
  expect(signedRank(of(2, 2, 2), { confidence: 0.95 }).shift).toEqual({
    estimate: 2,
    low: null,
    high: null,
    confidence: 0,
  })
  expect(mannWhitney(of(1, 1), of(3, 3), { confidence: 0.95 }).shift).toMatchObject({ estimate: -2, low: null })
})

interface Pair {
  x: number[]
  y: number[]
  welch: object
  student: object
  wilcoxon: { exact: boolean; p: number; shift: object }
  signed: { exact: boolean; p: number; shift: object } | null
  paired: object | null
}

interface Groups {
  groups: number[][]
  welch: object
  anova: object
  kruskal: object
}

test('The unit of the values makes no difference to what a shift is', () => {
  const x = Float64Array.from({ length: 60 }, (_, at) => (at * 37) % 61)
  const y = x.map((value, at) => value / 2 + (at % 7))
  const micro = (values: Float64Array) => values.map((value) => value * 1e-6)
  const { shift } = mannWhitney(x, y, { confidence: 0.95 })
  const { shift: small } = mannWhitney(micro(x), micro(y), { confidence: 0.95 })
  expect(small?.estimate).toBeCloseTo(shift!.estimate * 1e-6, 6)
  expect((small!.low! / shift!.low!) * 1e6).toBeCloseTo(1, 1)
})

test.skipIf(!hasR)('R’s data sets and simulated ones, with ties, zeros and very few values, come out as in R', () => {
  const r = askR<{ pairs: Pair[]; several: Groups[]; quantiles: { x: number[]; q: number[] }[] }>(`
    set.seed(20)
    of <- function(t) list(statistic = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value, low = t$conf.int[1], high = t$conf.int[2])
    ranked <- function(...) {
      w <- suppressWarnings(wilcox.test(..., conf.int = TRUE))
      list(statistic = w$statistic[[1]], p = w$p.value, exact = grepl('exact', w$method),
        shift = list(estimate = w$estimate[[1]], low = w$conf.int[1], high = w$conf.int[2]))
    }
    pair <- function(x, y) list(x = I(x), y = I(y), welch = of(t.test(x, y)), student = of(t.test(x, y, var.equal = TRUE)),
      wilcoxon = ranked(x, y), signed = if (length(x) == length(y)) ranked(x - y), paired = if (length(x) == length(y)) of(t.test(x, y, paired = TRUE)))
    halves <- function(value, group) { s <- split(value, group); pair(s[[1]], s[[2]]) }
    pairs <- list(halves(mtcars$mpg, mtcars$am), halves(ToothGrowth$len, ToothGrowth$supp), halves(sleep$extra, sleep$group),
      halves(warpbreaks$breaks, warpbreaks$wool), halves(survival::lung$age, survival::lung$sex),
      pair(rnorm(2), rnorm(3)), pair(rnorm(5, 2), rnorm(5)), pair(rnorm(6, 4), rnorm(4)), pair(rnorm(49), rnorm(49, 0.3)), pair(rnorm(50), rnorm(49, 0.3)),
      pair(rexp(120), rexp(120, 1.4)), pair(round(rnorm(30), 1), round(rnorm(30, 0.4), 1)), pair(rpois(20, 3), rpois(20, 2)),
      pair(c(1, 2, 3), c(1, 2, 4)), pair(c(1, 2, 3, 9), c(2, 2, 5, 3)), pair(rbinom(40, 1, 0.3), rbinom(40, 1, 0.5)), pair(c(rep(0, 30), rexp(5)), c(rep(0, 10), rexp(25))),
      pair(1e6 + round(rnorm(12), 4), 1e6 + round(rnorm(12), 4)))
    several <- lapply(list(split(ToothGrowth$len, ToothGrowth$dose), split(warpbreaks$breaks, warpbreaks$tension), split(airquality$Ozone[!is.na(airquality$Ozone)], airquality$Month[!is.na(airquality$Ozone)]),
      split(round(rnorm(40), 1), rep(1:4, c(3, 7, 10, 20))), split(rpois(9, 2), rep(1:3, 3))), function(s) {
      value <- unlist(s); group <- factor(rep(seq_along(s), lengths(s)))
      f <- function(t) list(statistic = t$statistic[[1]], df = I(unname(t$parameter)), p = t$p.value)
      k <- kruskal.test(value, group)
      list(groups = unname(lapply(s, I)), welch = f(oneway.test(value ~ group)), anova = f(oneway.test(value ~ group, var.equal = TRUE)),
        kruskal = list(statistic = k$statistic[[1]], df = k$parameter[[1]], p = k$p.value))
    })
    quantiles <- lapply(list(1, c(1, 2), mtcars$mpg, rnorm(101), rpois(50, 4)), function(x) list(x = I(x), q = unname(quantile(x))))
    list(pairs = pairs, several = several, quantiles = quantiles)`)
  for (const [at, pair] of r.pairs.entries()) {
    const [x, y] = [of(...pair.x), of(...pair.y)]
    const differences = x.map((value, place) => value - y[place]!)
    expectNear(welchTest(x, y), pair.welch, 1e-9, `Welch ${at}`)
    expectNear(studentTest(x, y), pair.student, 1e-9, `Student ${at}`)
    expectNear(mannWhitney(x, y, { confidence: 0.95 }), pair.wilcoxon, 1e-9, `Mann-Whitney ${at}`)
    if (pair.paired) expectNear(pairedTest(differences), pair.paired, 1e-9, `paired t ${at}`)
    if (pair.signed) expectNear(signedRank(differences, { confidence: 0.95 }), pair.signed, 1e-9, `signed rank ${at}`)
  }
  for (const [at, several] of r.several.entries()) {
    const groups = several.groups.map((values) => of(...values))
    expectNear(welchAnova(groups), several.welch, 1e-9, `Welch ANOVA ${at}`)
    expectNear(anova(groups), several.anova, 1e-9, `ANOVA ${at}`)
    expectNear(kruskalWallis(groups), several.kruskal, 1e-9, `Kruskal-Wallis ${at}`)
  }
  for (const { x, q } of r.quantiles) {
    const sorted = x.toSorted((a, b) => a - b)
    expectNear(
      [0, 0.25, 0.5, 0.75, 1].map((p) => quantileOf(sorted, p)),
      q,
      1e-12,
    )
  }
})
