import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { seededRandom } from '#main/demo/random.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { gee } from '#shared/statistics/methods/gee.ts'
import type { Columns } from '#shared/statistics/tidy/columns.ts'
import { askR, hasR } from '#tests/support/r.ts'

const geeOf = (input: z.input<typeof gee.input>) => gee.run(gee.input.parse(input))
type Input = Omit<z.input<typeof gee.input>, 'data'>

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
    input: { outcome: formula.split(' ~ ')[0]!, fixed: [...fixed], group, family, corstr } satisfies Input,
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

function near(ours: number, theirs: number, relative: number, absolute = 0): void {
  expect(Math.abs(ours - theirs), `${ours} against ${theirs}`).toBeLessThanOrEqual(
    relative * Math.abs(theirs) + absolute,
  )
}

describe.skipIf(!hasR)('Generalized estimating equations are solved as geepack solves them', () => {
  test.each(cases.map(({ what, input }, index) => ({ what, input, index })))('$what', ({ input, index }) => {
    const r = answerTo(index)
    const ours = geeOf({ data: r.data, ...input })
    expect(ours.fixed.map(({ term }) => term)).toEqual(r.terms)
    for (const [at, { estimate, robustSe, z, p }] of ours.fixed.entries()) {
      const [theirs, theirSe, wald, theirP] = r.coefficients[at]!
      near(estimate, theirs!, 1e-6, 1e-6 * theirSe!)
      near(robustSe, theirSe!, 1e-6)
      near(z * z, wald!, 1e-5, 1e-6)
      near(p, theirP!, 1e-4, 1e-12)
    }
    if (r.alpha === null) expect(ours.alpha).toBeNull()
    else near(ours.alpha!, r.alpha, 1e-6)
    near(ours.scale, r.scale, 1e-6)
    const { n, groups } = r
    expect(ours).toMatchObject({ n, groups, converged: true, aliased: [] })
    expect(ours.n + ours.dropped).toBe(Object.values(r.data)[0]!.length)
  })
})
