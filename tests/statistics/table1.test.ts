import { expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { table1 } from '#shared/statistics/methods/table1.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { expectNear } from '#tests/support/expect-near.ts'
import { askR, hasR } from '#tests/support/r.ts'

const table = (input: object) => table1.run(table1.input.parse(input))

const small = {
  arm: ['A', 'A', 'A', 'B', 'B', 'B', null],
  age: [50, 60, null, 40, 50, 60, 99],
  smoker: [true, false, true, false, null, false, true],
  same: [7, 7, 7, 7, 7, 7, 7],
  empty: [null, null, null, null, null, null, null],
}

test('Kinds are guessed, missing values counted by group, and rows without a group left out', () => {
  const { n, dropped, groups, rows } = table({ data: small, group: 'arm' })
  expect({ n, dropped, groups }).toEqual({
    n: 6,
    dropped: 1,
    groups: [
      { level: 'A', n: 3 },
      { level: 'B', n: 3 },
    ],
  })
  expect(rows.map(({ column, kind, missing }) => ({ column, kind, missing }))).toEqual([
    { column: 'age', kind: 'mean', missing: [1, 0] },
    { column: 'smoker', kind: 'category', missing: [0, 1] },
    { column: 'same', kind: 'mean', missing: [0, 0] },
    { column: 'empty', kind: 'mean', missing: [3, 3] },
  ])
  expect(rows[0]!.cells).toEqual([
    { n: 2, mean: 55, sd: expect.closeTo(Math.sqrt(50), 12) },
    { n: 3, mean: 50, sd: 10 },
  ])
  expect(rows[1]!.cells[0]).toEqual({
    n: 3,
    levels: [
      { level: 'false', n: 1, percent: 100 / 3 },
      { level: 'true', n: 2, percent: 200 / 3 },
    ],
  })
  expect(rows[1]!).toMatchObject({ test: { name: 'Fisher exact' }, why: 'An expected count is 0.80, below 5.' })
})

test('What has no test and no difference says why', () => {
  const { rows } = table({
    data: small,
    group: 'arm',
    variables: [
      'same',
      'empty',
      { column: 'age', test: 'none' },
      { column: 'same', kind: 'median' },
      { column: 'age', test: 'fisher' },
    ],
  })
  expect(rows.map(({ test: tested, why }) => [tested, why])).toEqual([
    [null, 'The values do not vary.'],
    [null, 'Fewer than two groups hold values.'],
    [null, 'No test was asked for.'],
    [null, 'All values are the same.'],
    [null, 'The test “fisher” compares categories, not numbers.'],
  ])
  expect(rows[0]).toMatchObject({ smd: null, smdWhy: expect.stringContaining('spread') })
  expect(rows[1]!.cells).toEqual([
    { n: 0, mean: null, sd: null },
    { n: 0, mean: null, sd: null },
  ])
})

test('A level without rows keeps its place, a single group is described, and without groups all are', () => {
  const levels = { arm: ['B', 'C', 'A'] }
  const { groups, rows } = table({ data: small, group: 'arm', levels, variables: ['age'] })
  expect(groups.map(({ n }) => n)).toEqual([3, 0, 3])
  expect(rows[0]).toMatchObject({ test: { name: 'Welch t' }, smd: expect.closeTo(5 / Math.sqrt(75), 12) })
  const one = table({ data: { arm: ['A', 'A'], age: [1, 2] }, group: 'arm' })
  expect(one.rows[0]).toMatchObject({
    test: null,
    why: 'Fewer than two groups hold values.',
    smdWhy: 'Fewer than two groups hold values.',
  })
  expect(table({ data: small, variables: ['age'] })).toMatchObject({
    n: 7,
    groups: [],
    rows: [{ overall: { n: 6, missing: 1 }, test: null }],
  })
})

test('A column that there is not, text that should be numbers and no rows at all are refused', () => {
  expect(() => table({ data: small, group: 'sex' })).toThrow(StatisticsProblem)
  expect(() => table({ data: small, variables: [{ column: 'arm', kind: 'mean' }] })).toThrow('must hold numbers')
  expect(() => table({ data: { arm: [] }, group: 'arm' })).toThrow('no rows')
  expect(() => table({ data: {} })).toThrow(StatisticsProblem)
})

interface Test {
  p: number
  statistic?: number
}

test.skipIf(!hasR)('Tables of lung, mtcars and quine come out as in R', () => {
  const r = askR<{
    lung: Columns
    cars: Columns
    quine: Columns
    tests: Record<string, Test>
    smd: number[]
    holm: number[]
    bh: number[]
    quartiles: number[]
  }>(`
    lung <- survival::lung; lung$sex <- ifelse(lung$sex == 1, 'm', 'f'); lung$ecog <- ifelse(is.na(lung$ph.ecog), NA, paste0('e', lung$ph.ecog))
    cars <- mtcars; cars$gears <- paste0('g', cars$gear); cars$engine <- ifelse(cars$vs == 1, 'straight', 'v'); cars$cylinders <- paste0('c', cars$cyl)
    quine <- lapply(MASS::quine, function(v) if (is.factor(v)) as.character(v) else v)
    of <- function(t) list(p = t$p.value, statistic = if (length(t$statistic)) t$statistic[[1]] else NA)
    q <- suppressWarnings
    l <- split(lung, lung$sex)[c('m', 'f')]
    tests <- list(age = of(t.test(l$m$age, l$f$age)), wt = of(q(wilcox.test(l$m$wt.loss, l$f$wt.loss))), ecog = of(q(fisher.test(table(lung$sex, lung$ecog)))), status = of(t.test(l$m$status, l$f$status)),
      mpg = of(oneway.test(mpg ~ gears, cars)), hp = of(kruskal.test(hp ~ factor(gears), cars)), engine = of(fisher.test(table(cars$gears, cars$engine))),
      days = of(q(wilcox.test(Days ~ Eth, quine))), sex = of(chisq.test(table(quine$Eth, quine$Sex), correct = FALSE)))
    p <- sapply(tests[c('age', 'wt', 'ecog', 'status')], function(t) t$p)
    d <- function(x, y) abs(mean(x, na.rm = TRUE) - mean(y, na.rm = TRUE)) / sqrt((var(x, na.rm = TRUE) + var(y, na.rm = TRUE)) / 2)
    g <- split(cars$mpg, cars$gears)
    list(lung = as.list(lung), cars = as.list(cars), quine = quine, tests = tests, holm = unname(p.adjust(p, 'holm')), bh = unname(p.adjust(p, 'BH')),
      smd = c(d(l$m$age, l$f$age), d(l$m$wt.loss, l$f$wt.loss), mean(c(d(g[[1]], g[[2]]), d(g[[1]], g[[3]]), d(g[[2]], g[[3]])))), quartiles = unname(quantile(l$m$wt.loss, c(.25, .5, .75), na.rm = TRUE)))`)
  const medians = (...names: string[]) => names.map((column) => ({ column, kind: 'median' }))
  const lung = {
    data: r.lung,
    group: 'sex',
    levels: { sex: ['m', 'f'] },
    variables: ['age', ...medians('wt.loss'), 'ecog', 'status'],
  }
  const tables = [
    table(lung),
    table({ data: r.cars, group: 'gears', variables: ['mpg', ...medians('hp'), 'engine'] }),
    table({ data: r.quine, group: 'Eth', levels: { Eth: ['A', 'N'] }, variables: [...medians('Days'), 'Sex'] }),
  ]
  const tests = tables.flatMap(({ rows }) => rows.map((row) => row.test))
  expectNear(tests, Object.values(r.tests), 1e-7)
  expect(tests.map((it) => it?.name)).toEqual([
    'Welch t',
    'Mann-Whitney',
    'Fisher exact',
    'Welch t',
    'Welch ANOVA',
    'Kruskal-Wallis',
    'Fisher exact',
    'Mann-Whitney',
    'chi-squared',
  ])
  expectNear([tables[0]!.rows[0]!.smd, tables[0]!.rows[1]!.smd, tables[1]!.rows[0]!.smd], r.smd, 1e-10)
  expectNear(tables[0]!.rows[1]!.cells[0], { q1: r.quartiles[0], median: r.quartiles[1], q3: r.quartiles[2] }, 1e-12)
  for (const adjust of ['holm', 'bh'] as const)
    expectNear(
      table({ ...lung, adjust }).rows.map((row) => row.test),
      r[adjust].map((pAdjusted) => ({ pAdjusted })),
      1e-7,
    )
})
