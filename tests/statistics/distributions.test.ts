import { describe, expect, test } from 'vitest'
import { askR, hasR } from '#tests/support/r.ts'
import {
  betaQuantile,
  chiSquaredQuantile,
  chiSquaredUpper,
  fUpper,
  normalQuantile,
  normalTwoSided,
  tQuantileOf,
  tTwoSided,
} from '#shared/statistics/distributions.ts'

const close = (ours: number, theirs: number) =>
  expect(Math.abs(ours / theirs - 1), `${ours} ${theirs}`).toBeLessThan(1e-9)

test('Tables of the normal, t and chi-squared distributions are met', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
  expect(tQuantileOf(0.975, 10)).toBeCloseTo(2.228138851964939, 10)
  expect(chiSquaredQuantile(0.95, 1)).toBeCloseTo(3.841458820694124, 10)
})

describe.skipIf(!hasR)('As R', () => {
  test('from the middle to the far tails', () => {
    const z = [0, 1e-6, 0.5, 1.96, 8, 30]
    const degrees = [1, 2.5, 17.3, 170, 1e5]
    const p = [1e-12, 1e-4, 0.025, 0.4, 0.5, 0.9, 0.999]
    const r = askR<Record<'n' | 'nq' | 't' | 'tq' | 'c' | 'cq' | 'f' | 'b', number[]>>(`
      z <- c(${z.join()}); df <- c(${degrees.join()}); p <- c(${p.join()})
      each <- function(a, b, f) as.vector(t(outer(a, b, f)))
      list(n = 2 * pnorm(-z), nq = qnorm(p), t = each(df, z, function(d, x) 2 * pt(-x, d)), tq = each(df, p, function(d, q) qt(q, d)),
        c = each(df, z, function(d, x) pchisq(x, d, lower.tail = FALSE)), cq = each(df, p, function(d, q) qchisq(q, d)),
        f = each(df, z, function(d, x) pf(x, 3, d, lower.tail = FALSE)), b = each(df, p, function(d, q) qbeta(q, d, 4)))`)
    const cross = (f: (d: number, x: number) => number, by: readonly number[]) =>
      degrees.flatMap((d) => by.map((x) => f(d, x)))
    const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
      [z.map(normalTwoSided), r.n],
      [p.map(normalQuantile), r.nq],
      [cross((d, x) => tTwoSided(x, d), z), r.t],
      [cross((d, q) => tQuantileOf(q, d), p), r.tq],
      [cross((d, x) => chiSquaredUpper(x, d), z), r.c],
      [cross((d, q) => chiSquaredQuantile(q, d), p), r.cq],
      [cross((d, x) => fUpper(x, 3, d), z), r.f],
      [cross((d, q) => betaQuantile(q, d, 4), p), r.b],
    ]
    for (const [ours, theirs] of pairs)
      for (const [index, value] of ours.entries())
        if (theirs[index] === 0) expect(value).toBeCloseTo(0, 12)
        else if (theirs[index]! > 1e-280) close(value, theirs[index]!)
  })
})
