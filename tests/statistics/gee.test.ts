import { describe, expect, test } from 'vitest'
import { seededRandom } from '#main/demo/random.ts'
import type { GeeModel } from '#shared/statistics/gee/gee-data.ts'
import { fitGee } from '#shared/statistics/gee/gee-fit.ts'
import { waldTest } from '#shared/statistics/gee/wald-test.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { gee } from '#shared/statistics/methods/gee.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { expectWithin } from '#tests/support/expect-within.ts'
import { askR, hasR } from '#tests/support/r.ts'

const geeOf = (model: Partial<GeeModel>) => gee.run(gee.input.parse(model))

/** R takes seconds of a processor that other tests may want too. */
const patienceMs = 300_000

/** Flares counted at visits that stand in no order; some patients came once, some values are missing. */
function flares(seed: number): Columns {
  const random = seededRandom(seed)
  const visits = Array.from({ length: 40 }, (_, patient) => {
    const prone = random.between(0.4, 1.8)
    const drug = random.pick(['rituximab', 'tacrolimus', 'IVIg'])
    return Array.from({ length: patient % 7 === 0 ? 1 : random.whole(2, 6) }, (_, visit) => ({
      patient: `P${patient}`,
      drug,
      visit,
      flares: Math.floor(prone * random.between(0, drug === 'IVIg' ? 4 : 6)),
      order: random.next(),
    }))
  }).flat()
  const rows = visits.toSorted((a, b) => a.order - b.order)
  return {
    patient: rows.map(({ patient }) => patient),
    drug: rows.map(({ drug }, row) => (row % 29 === 3 ? null : drug)),
    visit: rows.map(({ visit }) => visit),
    flares: rows.map(({ flares: count }, row) => (row % 31 === 4 ? null : count)),
  }
}

const models = [
  ['wheezing children', 'resp ~ age * smoke', 'geepack::ohio', 'binomial', ['age', 'smoke', 'age:smoke'], 'id'],
  ['pigs under copper', 'Weight ~ Time + Cu', 'geepack::dietox', 'gaussian', ['Time', 'Cu'], 'Pig'],
  [
    'a respiratory trial',
    'outcome ~ treat + sex + age + baseline',
    'transform(geepack::respiratory, id = paste(center, id))',
    'binomial',
    ['treat', 'sex', 'age', 'baseline'],
    'id',
  ],
  [
    'seizures at four visits',
    'y ~ trt * visit + base',
    'seizures',
    'poisson',
    ['trt', 'visit', 'base', 'trt:visit'],
    'id',
  ],
  ['flares at irregular visits', 'flares ~ drug + visit', flares(4), 'poisson', ['drug', 'visit'], 'patient'],
] as const

const cases = models.flatMap(([what, formula, data, family, fixed, group]) =>
  (['independence', 'exchangeable', 'ar1'] as const).map((corstr) => ({
    what: `${what}, ${corstr}`,
    formula,
    data,
    input: { outcome: formula.split(' ~ ')[0]!, fixed: [...fixed], group, family, corstr },
  })),
)

interface Answer {
  readonly data: Columns
  readonly terms: string[]
  readonly coefficients: number[][]
  readonly alpha: number | null
  readonly scale: number
  readonly n: number
  readonly groups: number
}

const script = `
suppressMessages(library(geepack))
seizures <- with(geepack::seizure, data.frame(id = rep(seq_along(trt), 4), visit = rep(1:4, each = length(trt)),
  y = c(y1, y2, y3, y4), trt = rep(trt, 4), base = rep(log(base), 4)))
answer <- function(formula, data, family, corstr, group) {
  for (name in names(data)) if (is.factor(data[[name]])) data[[name]] <- as.character(data[[name]])
  used <- as.data.frame(data)[stats::complete.cases(data[c(all.vars(formula), group)]), ]
  for (name in names(used)) if (is.character(used[[name]])) used[[name]] <- factor(used[[name]], unique(used[[name]]))
  cluster <- match(used[[group]], unique(used[[group]]))
  used <- used[order(cluster), ]
  used$cluster <- sort(cluster)
  fit <- geeglm(formula, family, used, id = cluster, corstr = corstr, control = geese.control(epsilon = 1e-12, maxit = 200))
  list(data = as.list(data), terms = names(coef(fit)), coefficients = unname(as.matrix(coef(summary(fit)))),
    alpha = if (corstr == 'independence') NULL else unname(fit$geese$alpha), scale = unname(fit$geese$gamma),
    n = nrow(used), groups = max(cluster))
}`

let answers: readonly Answer[] | undefined
/** Asked once for all tests: it is starting R that takes long. */
function answerTo(index: number): Answer {
  const asked = cases.map(({ formula, data, input: { family, corstr, group } }) => {
    const frame =
      typeof data === 'string' ? data : `as.data.frame(jsonlite::fromJSON(${JSON.stringify(JSON.stringify(data))}))`
    return `answer(${formula}, ${frame}, '${family}', '${corstr}', '${group}')`
  })
  answers ??= askR<Answer[]>(`${script}\nlist(${asked.join(',\n')})`)
  return answers[index]!
}

describe.skipIf(!hasR)('Generalized estimating equations are solved as geepack solves them', () => {
  test.each(cases.map(({ what, input }, index) => ({ what, input, index })))(
    '$what',
    ({ input, index }) => {
      const r = answerTo(index)
      const ours = geeOf({ data: r.data, ...input })
      expect(ours.fixed.map(({ term }) => term)).toEqual(r.terms)
      for (const [at, { estimate, robustSe, z, p }] of ours.fixed.entries()) {
        const [theirs, theirSe, wald, theirP] = r.coefficients[at]!
        expectWithin(estimate, theirs!, 1e-6, 1e-6 * theirSe!)
        expectWithin(robustSe, theirSe!, 1e-6)
        expectWithin(z * z, wald!, 1e-5, 1e-6)
        expectWithin(p, theirP!, 1e-4, 1e-12)
      }
      if (r.alpha === null) expect(ours.alpha).toBeNull()
      else expectWithin(ours.alpha!, r.alpha, 1e-6)
      expectWithin(ours.scale, r.scale, 1e-6)
      const { n, groups } = r
      expect(ours).toMatchObject({ n, groups, converged: true, aliased: [] })
      expect(ours.n + ours.dropped).toBe(Object.values(r.data)[0]!.length)
    },
    patienceMs,
  )
})

test.skipIf(!hasR)(
  'Coefficients are tested together as geepack’s anova tests them',
  () => {
    const data = flares(4)
    const model = { outcome: 'flares', fixed: ['drug', 'visit'], group: 'patient', family: 'poisson' } as const
    const kept = data['drug']!.flatMap((drug, row) => (drug === null || data['flares']![row] === null ? [] : [row]))
    const used = Object.fromEntries(Object.entries(data).map(([name, cells]) => [name, kept.map((row) => cells[row]!)]))
    const fit = fitGee({ data: used, ...model, corstr: 'exchangeable' })
    const [chiSquared, df, p] = askR<number[]>(`
      suppressMessages(library(geepack))
      data <- as.data.frame(jsonlite::fromJSON(${JSON.stringify(JSON.stringify(used))}))
      data$drug <- factor(data$drug, unique(data$drug))
      data$cluster <- match(data$patient, unique(data$patient))
      data <- data[order(data$cluster), ]
      without <- geeglm(flares ~ visit, poisson, data, id = cluster, corstr = "exchangeable")
      with <- geeglm(flares ~ visit + drug, poisson, data, id = cluster, corstr = "exchangeable",
        control = geese.control(epsilon = 1e-12, maxit = 200))
      test <- anova(with, without)
      c(test$X2, test$Df, test[["P(>|Chi|)"]])`)
    const names = fit.data.names.filter((name) => name.startsWith('drug'))
    const ours = waldTest(fit, names)!
    expect(names).toHaveLength(2)
    expect(ours.df).toBe(df)
    expectWithin(ours.chiSquared, chiSquared!, 1e-5)
    expectWithin(ours.p, p!, 1e-4)
  },
  patienceMs,
)

test('A joint test of one coefficient is the square of its z, and of as many as there are patients is none', () => {
  const fit = fitGee({ ...eight, family: 'gaussian', corstr: 'exchangeable' })
  const [, month] = geeOf({ ...eight, corstr: 'exchangeable' }).fixed
  expect(waldTest(fit, ['month'])!.chiSquared).toBeCloseTo(month!.z ** 2, 9)
  expect(() => waldTest(fit, ['weeks'])).toThrow(StatisticsProblem)
  const ofTwo = fitGee({
    data: { patient: ['a', 'a', 'b', 'b'], month: [0, 6, 0, 6], ck: [9, 3, 8, 5] },
    outcome: 'ck',
    fixed: ['month'],
    group: 'patient',
    family: 'gaussian',
    corstr: 'independence',
  })
  expect(waldTest(ofTwo, ['(Intercept)', 'month'])).toBeUndefined()
})

const patient = ['a', 'b', 'a', 'b', 'c', 'c', 'd', 'd']
const month = [0, 0, 6, 6, 6, 0, 0, 6]
const ck = [210, 640, 180, 350, 95, 120, 400, 410]
const eight = { data: { patient, month, ck }, outcome: 'ck', fixed: ['month'], group: 'patient' }

test('In balanced data of a line the coefficients are those of least squares', () => {
  for (const corstr of ['independence', 'exchangeable', 'ar1'] as const) {
    const { fixed } = geeOf({ ...eight, corstr })
    expect(fixed[0]!.estimate).toBeCloseTo((210 + 640 + 120 + 400) / 4, 8)
    expect(fixed[1]!.estimate).toBeCloseTo((180 + 350 + 95 + 410 - 210 - 640 - 120 - 400) / 4 / 6, 8)
  }
})

test('A mean has the standard error that the sums of patients give it', () => {
  const { fixed, alpha } = geeOf({ ...eight, fixed: [], corstr: 'independence' })
  const mean = ck.reduce((sum, value) => sum + value, 0) / 8
  const sums = [210 + 180, 640 + 350, 95 + 120, 400 + 410].map((sum) => sum - 2 * mean)
  expect(fixed[0]!.estimate).toBeCloseTo(mean, 9)
  expect(fixed[0]!.robustSe).toBeCloseTo(Math.sqrt(sums.reduce((sum, value) => sum + value ** 2, 0)) / 8, 9)
  expect(alpha).toBeNull()
})

test('Rows of a cluster stand in the order of a column of times, where one is named', () => {
  const again = {
    data: flares(6),
    outcome: 'flares',
    fixed: ['visit'],
    group: 'patient',
    family: 'poisson',
    corstr: 'ar1',
  } as const
  const sorted = geeOf({ ...again, time: 'visit' })
  expect(sorted.alpha).not.toBeCloseTo(geeOf(again).alpha!, 3)
  const order = again.data['visit']!.map((_, row) => row).toSorted(
    (a, b) => Number(again.data['visit']![a]) - Number(again.data['visit']![b]),
  )
  const data = Object.fromEntries(
    Object.entries(again.data).map(([name, column]) => [name, order.map((row) => column[row]!)]),
  )
  expect(geeOf({ ...again, data }).alpha).toBeCloseTo(sorted.alpha!, 9)
})

test('A term that repeats others is named and left out', () => {
  const data = { ...eight.data, years: month.map((value) => value / 12) }
  const { aliased, fixed } = geeOf({ ...eight, data, fixed: ['month', 'years'] })
  expect(aliased).toEqual(['years'])
  expect(fixed).toEqual(geeOf(eight).fixed)
})

describe('What allows no answer says why', () => {
  const flare = [0, 0, 1, 1, 1, 0, 0, 1]
  test.each<[string, Partial<GeeModel>, string]>([
    ['an outcome told apart completely', { data: { ...eight.data, ck: flare }, family: 'binomial' }, 'run away'],
    [
      'an outcome that never happens',
      { data: { ...eight.data, ck: flare.map(() => 0) }, family: 'binomial' },
      'run away',
    ],
    ['counts that are all nothing', { data: { ...eight.data, ck: flare.map(() => 0) }, family: 'poisson' }, 'run away'],
    ['what is no yes or no', { family: 'binomial' }, '0 or 1 in each row; it is 210'],
    ['counts below 0', { data: { ...eight.data, ck: flare.map((value) => -value) }, family: 'poisson' }, '0 or more'],
    ['an outcome that does not vary', { data: { ...eight.data, ck: ck.map(() => 7) } }, 'exactly'],
    [
      'a correlation beyond 1',
      {
        data: { ...eight.data, patient: ['a', 'a', 'b', 'b', 'c', 'd', 'e', 'f'], ck: [9, 9, -9, -9, 1, -1, 1, -1] },
        fixed: [],
      },
      'comes out as 1 or more',
    ],
    ['clusters of one row', { group: 'row', data: { ...eight.data, row: ck.map((_, row) => row) } }, 'No two rows'],
    ['one cluster', { data: { ...eight.data, patient: patient.map(() => 'a') } }, 'at least two groups'],
  ])('%s', (_, change, words) => {
    const fit = () => geeOf({ ...eight, ...change })
    expect(fit).toThrow(StatisticsProblem)
    expect(fit).toThrow(words)
  })
})

test('The example can be run', () => {
  expect(gee.run(gee.input.parse(gee.example))).toMatchObject({ n: 12, groups: 4, converged: true })
})
