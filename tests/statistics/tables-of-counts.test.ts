import { expect, test } from 'vitest'
import { adjustedP } from '#shared/statistics/comparisons/adjusted-p.ts'
import { chiSquared } from '#shared/statistics/comparisons/chi-squared.ts'
import { fisherExact } from '#shared/statistics/comparisons/fisher-table.ts'
import { fisherTwoByTwo } from '#shared/statistics/comparisons/fisher-two-by-two.ts'
import { mcnemar } from '#shared/statistics/comparisons/mcnemar.ts'
import { meanDifference, proportionDifference } from '#shared/statistics/comparisons/standardized-difference.ts'
import { binomialTest } from '#shared/statistics/exact/binomial-test.ts'
import { poissonInterval, rateRatioTest } from '#shared/statistics/exact/poisson-rate.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasR } from '#tests/support/r.ts'

test('Fisher’s tea and Agresti’s satisfaction with jobs are met (Categorical Data Analysis, 2002, pages 92 and 57)', () => {
  const tea = fisherTwoByTwo([
    [3, 1],
    [1, 3],
  ])
  expect(tea).toMatchObject({ p: expect.closeTo(0.4857, 4), oddsRatio: expect.closeTo(6.408309, 5) })
  const job = [
    [1, 2, 1, 0],
    [3, 3, 6, 1],
    [10, 10, 14, 9],
    [6, 7, 12, 11],
  ]
  expect(fisherExact(job).p).toBeCloseTo(0.7827, 4)
})

test('Approval of a president is met (Agresti, 1990, page 350)', () => {
  expect(mcnemar(86, 150)).toMatchObject({ statistic: expect.closeTo(16.82, 2), p: expect.closeTo(4.115e-5, 8) })
})

test('Limits of Clopper and Pearson and of Garwood are those of the tables', () => {
  expectNear(binomialTest(0, 10), { low: 0, high: 0.3084971 }, 1e-6)
  expectNear(binomialTest(7, 20), { low: 0.1539092, high: 0.5921885 }, 1e-6)
  expectNear(poissonInterval(0, 1), { low: 0, high: 3.688879 }, 1e-6)
  expectNear(poissonInterval(10, 1), { low: 4.795389, high: 18.39036 }, 1e-6)
})

test('Holm and Benjamini-Hochberg keep the order of the values and stay below 1', () => {
  expectNear(adjustedP([0.01, 0.04, 0.03, 0.8], 'holm'), [0.04, 0.09, 0.09, 0.8])
  expectNear(adjustedP([0.01, 0.04, 0.03, 0.8], 'bh'), [0.04, 0.16 / 3, 0.16 / 3, 0.8])
  expect(adjustedP([], 'holm')).toEqual([])
})

test('Tables in which there is nothing to compare are refused in a sentence', () => {
  for (const table of [
    [],
    [[]],
    [[3, 4]],
    [[3], [4]],
    [
      [0, 0],
      [3, 4],
    ],
    [
      [0, 3],
      [0, 4],
    ],
  ]) {
    expect(() => chiSquared(table)).toThrow(StatisticsProblem)
    expect(() => fisherExact(table)).toThrow(StatisticsProblem)
    expect(() => fisherTwoByTwo(table)).toThrow(StatisticsProblem)
  }
  expect(() => mcnemar(0, 0)).toThrow('No value changed.')
})

test('A table that is too large for Fisher’s test is said to be', () => {
  const large = [1, 2, 3, 4, 5].map((row) => [100, 200, 300, 400, 500].map((count) => count + row * 7))
  expect(() => fisherExact(large)).toThrow('too large')
})

test('Groups without a common level are infinitely far apart, which is no number', () => {
  expect(() => proportionDifference([4, 0, 0], [0, 3, 2])).toThrow('no level in common')
  expect(() => meanDifference(Float64Array.of(1, 1), Float64Array.of(2, 2))).toThrow(StatisticsProblem)
  expect(proportionDifference([30, 70], [50, 50])).toBeCloseTo(0.2 / Math.sqrt((0.3 * 0.7 + 0.5 * 0.5) / 2), 12)
})

/** Infinity becomes null. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

interface Theirs {
  tables: {
    table: number[][]
    chi: object | null
    yates: object | null
    p: number
    odds: object | null
    expected: number
  }[]
  binomial: { x: number; n: number; p0: number; result: object }[]
  poisson: { x: number[]; time: number[]; result: object }[]
  mcnemar: { gained: number; lost: number; result: object }[]
  adjusted: { p: number[]; holm: number[]; bh: number[] }
  apart: { x: number[]; y: number[]; smd: number }[]
}

test.skipIf(!hasR)('Tables of R’s data sets and simulated ones come out as in R', () => {
  const r = askR<Theirs>(`
    set.seed(7)
    quiet <- suppressWarnings
    finite <- function(v) if (is.finite(v)) v else NA
    one <- function(m) {
      m <- matrix(as.vector(m), nrow(m)); f <- fisher.test(m, workspace = 2e7); square <- all(dim(m) == 2)
      k <- m[rowSums(m) > 0, colSums(m) > 0]
      of <- function(t) list(statistic = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value)
      list(table = m, chi = of(quiet(chisq.test(k, correct = FALSE))), yates = of(quiet(chisq.test(k))), expected = min(quiet(chisq.test(k))$expected), p = f$p.value,
        odds = if (square) list(oddsRatio = finite(f$estimate[[1]]), low = f$conf.int[1], high = finite(f$conf.int[2])))
    }
    tables <- c(lapply(list(table(mtcars$cyl, mtcars$gear), table(mtcars$am, mtcars$vs), margin.table(HairEyeColor, c(1, 3)), table(MASS::quine$Eth, MASS::quine$Age),
      table(warpbreaks$tension, warpbreaks$breaks > 30), matrix(c(3, 0, 0, 4), 2), matrix(c(0, 5, 3, 2), 2), matrix(c(1000, 990, 20, 41), 2), matrix(c(2, 12000, 9, 15000), 2),
      matrix(c(5, 0, 0, 2, 3, 0, 1, 1, 4), 3), matrix(c(8, 1, 2, 0, 0, 9), 2), matrix(c(3, 0, 2, 0, 0, 0, 5, 0, 1), 3)), one),
      lapply(1:12, function(i) one(matrix(rpois(4, 4) + diag(2), 2))), lapply(1:8, function(i) one(matrix(rpois(12, 2) + 1, 3))), lapply(1:3, function(i) one(matrix(rpois(16, 1.5) + c(1, 0), 4))))
    binomial <- apply(expand.grid(x = c(0, 1, 7, 12, 30), n = c(30, 41, 500), p0 = c(0.5, 0.1, 0.37)), 1, function(a) {
      t <- binom.test(a[[1]], a[[2]], a[[3]]); list(x = a[[1]], n = a[[2]], p0 = a[[3]], result = list(p = t$p.value, low = t$conf.int[1], high = t$conf.int[2])) })
    poisson <- lapply(list(list(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)), list(c(0, 4), c(3, 2)), list(c(5, 0), c(3, 2)), list(c(137, 24.0), c(24.19893, 5)), list(c(3, 3), c(10, 10)), list(c(4000, 4100), c(10, 10))), function(a) {
      t <- poisson.test(a[[1]], a[[2]]); list(x = a[[1]], time = a[[2]], result = list(p = t$p.value, low = t$conf.int[1], high = finite(t$conf.int[2]))) })
    changed <- lapply(list(c(3, 9), c(5, 5), c(0, 1), c(20, 41)), function(a) {
      t <- mcnemar.test(matrix(c(4, a[2], a[1], 7), 2)); list(gained = a[1], lost = a[2], result = list(statistic = t$statistic[[1]], p = t$p.value, pExact = binom.test(a[1], sum(a))$p.value)) })
    p <- c(runif(12)^3, 0.02, 0.02)
    apart <- lapply(1:6, function(i) { x <- rpois(4, 6) + c(1, 0, 0, 0); y <- rpois(4, 8) + c(0, 1, 0, 0); if (i > 4) { x[3] <- 0; y[3] <- 0 }
      k <- which(x + y > 0)[-1]; s <- function(q) diag(q) - outer(q, q); P <- (x / sum(x))[k]; Q <- (y / sum(y))[k]
      list(x = x, y = y, smd = sqrt(drop(t(P - Q) %*% solve((s(P) + s(Q)) / 2) %*% (P - Q)))) })
    list(tables = tables, binomial = binomial, poisson = poisson, mcnemar = changed, adjusted = list(p = p, holm = p.adjust(p, 'holm'), bh = p.adjust(p, 'BH')), apart = apart)`)
  for (const { table, chi, yates, p, odds, expected } of r.tables) {
    const where = JSON.stringify(table)
    expectNear(chiSquared(table), { ...chi, smallestExpected: expected }, 1e-9, where)
    expectNear(chiSquared(table, { yates: true }), yates, 1e-9, where)
    expectNear(fisherExact(table).p, p, 1e-7, where)
    if (odds) expectNear(asJson(fisherTwoByTwo(table)), odds, 1e-6, where)
  }
  for (const { x, n, p0, result } of r.binomial) expectNear(binomialTest(x, n, p0), result, 1e-9, `${x}/${n} at ${p0}`)
  for (const { x, time, result } of r.poisson) {
    const [first, second] = x.map((events, at) => ({ events, time: time[at]! }))
    expectNear(asJson(rateRatioTest(first!, second!)), result, 1e-9, x.join())
  }
  for (const { gained, lost, result } of r.mcnemar) expectNear(mcnemar(gained, lost), result, 1e-9, `${gained} ${lost}`)
  expectNear(adjustedP(r.adjusted.p, 'holm'), r.adjusted.holm, 1e-12)
  expectNear(adjustedP(r.adjusted.p, 'bh'), r.adjusted.bh, 1e-12)
  for (const { x, y, smd } of r.apart) expectNear(proportionDifference(x, y), smd, 1e-10)
})
