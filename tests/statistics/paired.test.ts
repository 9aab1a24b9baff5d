import { expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { paired } from '#shared/statistics/methods/paired.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasR } from '#tests/support/r.ts'

const compare = (input: object) => paired.run(paired.input.parse(input))

const wide = { before: [60, 70, null, 55, 48, 80], after: [65, 70, 60, 50, 55, null] }
const long = {
  id: ['a', 'b', 'c', 'd', 'e', 'f', 'a', 'b', 'c', 'd', 'e', 'f', 'a', null],
  month: [0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 12, 0],
  fvc: [...wide.before, ...wide.after, 99, 99],
}

test('Pairs side by side and over time say the same', () => {
  const side = compare({ data: wide, before: 'before', after: 'after', mcid: 5 })
  const over = compare({ data: long, id: 'id', time: 'month', value: 'fvc', baseline: 0, follow: 6, mcid: 5 })
  expect(over).toEqual(side)
  expect(side).toMatchObject({
    n: 4,
    dropped: 2,
    change: { mean: 1.75, sd: expect.closeTo(5.377422, 5), median: 2.5 },
    responders: { improved: { n: 2, proportion: 0.5 }, stable: { n: 1 }, worsened: { n: 1 } },
  })
  expectNear(side.responders?.improved, { low: 0.067586, high: 0.932414 }, 1e-5)
})

test('A change of exactly the least that matters counts, and lower may be better', () => {
  const decimals = { before: [0.3, 1, 2], after: [0.1, 1, 2.2] }
  const { responders } = compare({ data: decimals, before: 'before', after: 'after', mcid: 0.2, better: 'lower' })
  expect(responders).toMatchObject({ improved: { n: 1 }, stable: { n: 1 }, worsened: { n: 1 } })
})

test('One pair, and pairs that did not change, are told without a test', () => {
  const one = compare({ data: { b: [1], a: [2] }, before: 'b', after: 'a' })
  expect(one).toMatchObject({ n: 1, change: { mean: 1, sd: null, low: null }, t: { unavailable: expect.any(String) } })
  const none = compare({ data: { b: [1, 0, 1], a: [1, 0, 1] }, before: 'b', after: 'a' })
  expect(none).toMatchObject({
    t: { unavailable: 'The values do not vary.' },
    wilcoxon: { unavailable: 'No value changed.' },
    mcnemar: { unavailable: 'No value changed.' },
  })
})

test('Two values at one time, and no pair at all, are refused', () => {
  const twice = { id: ['a', 'a'], t: [0, 0], v: [1, 2] }
  const run = (data: object, baseline: number) => () =>
    compare({ data, id: 'id', time: 't', value: 'v', baseline, follow: 1 })
  expect(run(twice, 0)).toThrow('“a” has two values at “0”.')
  expect(run(twice, 5)).toThrow(StatisticsProblem)
})

test.skipIf(!hasR)('Sleep, anorexia and paired yes and no come out as in R', () => {
  const r = askR<{ data: Record<string, number[]>; theirs: object }[]>(`
    set.seed(3)
    one <- function(b, a) {
      t <- t.test(a, b, paired = TRUE); w <- suppressWarnings(wilcox.test(a, b, paired = TRUE, conf.int = TRUE)); yes <- all(c(a, b) %in% 0:1)
      m <- if (yes) mcnemar.test(table(factor(b, 0:1), factor(a, 0:1)))
      list(data = list(b = b, a = a), theirs = c(list(n = length(a), change = list(mean = mean(a - b), sd = sd(a - b), low = t$conf.int[1], high = t$conf.int[2]), t = list(statistic = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value),
        wilcoxon = list(statistic = w$statistic[[1]], p = w$p.value, estimate = w$estimate[[1]], low = w$conf.int[1], high = w$conf.int[2])),
        if (yes) list(mcnemar = list(statistic = m$statistic[[1]], p = m$p.value))))
    }
    s <- split(sleep$extra, sleep$group); a <- MASS::anorexia
    list(one(s[[1]], s[[2]]), one(a$Prewt, a$Postwt), one(rbinom(50, 1, .3), rbinom(50, 1, .6)), one(round(rnorm(200, 60, 9)), round(rnorm(200, 62, 9))))`)
  for (const { data, theirs } of r) expectNear(compare({ data, before: 'b', after: 'a' }), theirs, 1e-8)
})
