import { describe, expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { cox } from '#shared/statistics/methods/cox.ts'
import { km } from '#shared/statistics/methods/km.ts'
import { lung } from '#tests/support/lung.ts'
import { expectNear } from '#tests/support/near.ts'
import { askR, hasR, type Columns } from '#tests/support/r.ts'
import { simulatedFollowUp } from '#tests/support/simulated-follow-up.ts'

const regression = (input: Readonly<Record<string, unknown>>) => cox.run(cox.input.parse(input))

interface Case {
  readonly name: string
  /** In R. */
  readonly data: string
  readonly time: string
  readonly event: string
  readonly entry?: string
  readonly terms: readonly string[]
  readonly strata?: string
  readonly ties?: 'breslow'
  readonly cluster?: string
  readonly robust?: true
  /** R warns of an infinite coefficient. */
  readonly infinite?: true
}

const veteran = { data: 'veteran', time: 'time', event: 'status' }
const simulated = { data: 'data', time: 'time', event: 'event' }
const late = { ...simulated, entry: 'entry' }
const cases: readonly Case[] = [
  { name: 'lung, sex', data: 'lung', time: 'time', event: 'status', terms: ['sex'] },
  {
    name: 'lung, three covariates with missing values',
    data: 'lung',
    time: 'time',
    event: 'status',
    terms: ['age', 'sex', 'ph.karno'],
  },
  {
    name: 'lung, within institutions',
    data: 'lung',
    time: 'time',
    event: 'status',
    terms: ['age', 'sex'],
    strata: 'inst',
  },
  {
    name: 'lung, robust by institution',
    data: 'lung',
    time: 'time',
    event: 'status',
    terms: ['age', 'sex'],
    cluster: 'inst',
  },
  { name: 'veteran, factor and covariates', ...veteran, terms: ['trt', 'celltype', 'karno', 'diagtime'] },
  { name: 'veteran, interaction with a factor', ...veteran, terms: ['karno', 'celltype', 'karno:celltype'] },
  { name: 'veteran, two factors, Breslow', ...veteran, terms: ['celltype', 'prior', 'age'], ties: 'breslow' },
  { name: 'veteran, within cell types', ...veteran, terms: ['trt', 'karno'], strata: 'celltype' },
  { name: 'ovarian', data: 'ovarian', time: 'futime', event: 'fustat', terms: ['age', 'rx', 'resid.ds'] },
  { name: 'ovarian, robust', data: 'ovarian', time: 'futime', event: 'fustat', terms: ['age', 'rx'], robust: true },
  {
    name: 'pbcseq, start and stop',
    data: 'pbc',
    time: 'tstop',
    event: 'death',
    entry: 'tstart',
    terms: ['bili', 'albumin', 'sex'],
  },
  {
    name: 'pbcseq, robust by patient',
    data: 'pbc',
    time: 'tstop',
    event: 'death',
    entry: 'tstart',
    terms: ['bili', 'edema'],
    cluster: 'id',
  },
  {
    name: 'simulated, heavy ties, a group without events',
    ...simulated,
    terms: ['x', 'z', 'group'],
    infinite: true,
  },
  { name: 'simulated, heavy ties, Breslow', ...simulated, terms: ['x', 'z'], ties: 'breslow' },
  { name: 'simulated, heavy ties, robust', ...simulated, terms: ['x', 'z'], cluster: 'cluster' },
  {
    name: 'simulated, heavy ties, robust, strata, Breslow',
    ...simulated,
    terms: ['x', 'z'],
    cluster: 'cluster',
    strata: 'stratum',
    ties: 'breslow',
  },
  { name: 'simulated, delayed entry', ...late, terms: ['x', 'z'] },
  { name: 'simulated, delayed entry, strata', ...late, terms: ['x', 'z', 'x:z'], strata: 'stratum' },
  {
    name: 'simulated, delayed entry, strata, robust',
    ...late,
    terms: ['x', 'z'],
    strata: 'stratum',
    cluster: 'cluster',
  },
  {
    name: 'simulated, delayed entry, robust, Breslow',
    ...late,
    terms: ['x', 'z'],
    cluster: 'cluster',
    ties: 'breslow',
  },
  {
    name: 'a covariate that repeats another',
    data: 'transform(veteran, weeks = diagtime * 4)',
    time: 'time',
    event: 'status',
    terms: ['diagtime', 'weeks', 'karno'],
  },
]

interface Answer {
  readonly data: Columns
  readonly levels: Readonly<Record<string, string[]>>
  readonly names: string[]
  readonly coef: (number | null)[]
  readonly se: number[]
  readonly p: number[]
  readonly logLik: number[]
  readonly score: number
  readonly wald: number
  readonly robust: number | null
  readonly zph: { readonly names: string[]; readonly chisq: number[]; readonly df: number[]; readonly p: number[] }
  readonly concordance: number
  readonly iterations: number
  readonly n: number
  readonly events: number
}

const quoted = (value: string | undefined) => (value ? JSON.stringify(value) : 'NULL')

describe.skipIf(!hasR)('Cox regression as R’s coxph and cox.zph have it', () => {
  let asked: readonly Answer[] | undefined
  const answers = () =>
    (asked ??= askR<Answer[]>(
      `library(survival)
      pbc <- local({
        d <- pbcseq; last <- c(d$id[-1] != d$id[-nrow(d)], TRUE)
        d$tstart <- d$day; d$tstop <- ifelse(last, d$futime, c(d$day[-1], NA)); d$death <- as.integer(last & d$status == 2)
        subset(d, tstop > tstart)
      })
      answer <- function(d, time, event, entry, terms, strata, ties, cluster, robust) {
        variables <- unique(unlist(strsplit(terms, ":")))
        used <- unique(c(time, event, entry, variables, strata, cluster))
        d <- d[used]
        for (name in variables) if (is.character(d[[name]])) d[[name]] <- factor(d[[name]])
        columns <- lapply(as.list(d), function(x) I(if (is.factor(x)) as.character(x) else x))
        levels <- lapply(Filter(is.factor, d), function(x) I(levels(x)))
        d <- d[complete.cases(d), ]
        y <- paste0("Surv(", paste(c(entry, time, event), collapse = ","), ")")
        f <- as.formula(paste(y, "~", paste(terms, collapse = "+"), if (!is.null(strata)) paste("+ strata(", strata, ")")))
        fit <- if (!is.null(cluster)) { d$cl <- d[[cluster]]; coxph(f, d, ties = ties, cluster = cl) } else if (robust) coxph(f, d, ties = ties, robust = TRUE) else coxph(f, d, ties = ties)
        s <- summary(fit); z <- cox.zph(fit)$table
        list(data = columns, levels = if (length(levels)) levels else setNames(list(), character()), names = I(names(coef(fit))), coef = I(unname(coef(fit))), se = I(unname(sqrt(diag(fit$var)))),
          p = I(unname(s$coefficients[, ncol(s$coefficients)])), logLik = fit$loglik, score = fit$score, wald = as.numeric(fit$wald.test), robust = fit$rscore,
          zph = list(names = rownames(z), chisq = unname(z[, 1]), df = unname(z[, 2]), p = unname(z[, 3])),
          concordance = unname(fit$concordance["concordance"]), iterations = fit$iter, n = fit$n, events = fit$nevent)
      }
      list(${cases
        .map(
          (one) =>
            `answer(${one.data}, ${quoted(one.time)}, ${quoted(one.event)}, ${quoted(one.entry)}, c(${one.terms.map(quoted).join()}), ${quoted(one.strata)}, ${quoted(one.ties ?? 'efron')}, ${quoted(one.cluster)}, ${one.robust ? 'TRUE' : 'FALSE'})`,
        )
        .join(',\n')})`,
      simulatedFollowUp(600, 5),
    ))

  test.each(cases.map((one, index) => [one.name, one, index] as const))(
    '%s',
    (_name, { name: _, data: __, infinite, ...input }, index) => {
      const theirs = answers()[index]!
      const ours = regression({ ...input, data: theirs.data, levels: theirs.levels })
      expect(ours.terms.map(({ term }) => term)).toEqual(theirs.names)
      expectNear(
        ours.terms.map(({ coef }) => coef),
        theirs.coef,
        1e-6,
        'coefficient',
      )
      expectNear(
        ours.terms.map(({ se }) => se ?? 0),
        theirs.se,
        1e-6,
        'standard error',
      )
      expectNear(
        ours.terms.map(({ p }) => p),
        theirs.p,
        1e-4,
        'p',
      )
      expectNear(ours.logLik, theirs.logLik, 1e-9, 'log-likelihood')
      expectNear(ours.tests.score.chisq, theirs.score, 1e-6, 'score test')
      expectNear(ours.tests.wald.chisq, theirs.wald, 1e-5, 'Wald’s test')
      expectNear(ours.tests.robustScore?.chisq, theirs.robust ?? null, 1e-5, 'robust score test')
      expect(ours.phTest.map(({ term }) => term)).toEqual(theirs.zph.names)
      for (const key of ['chisq', 'df', 'p'] as const)
        expectNear(
          ours.phTest.map((row) => row[key]),
          theirs.zph[key],
          1e-4,
          `proportional hazards, ${key}`,
        )
      expectNear(ours.concordance, theirs.concordance, 1e-9, 'concordance')
      expect(ours).toMatchObject({
        n: theirs.n,
        events: theirs.events,
        iterations: theirs.iterations,
        converged: !infinite,
      })
    },
  )
})

describe('Cox regression', () => {
  const bySex = { data: lung, time: 'time', event: 'status', terms: ['sex'] }

  test('gives the hazard ratio of sex in advanced lung cancer, and its log-rank test, as published with R', () => {
    const { terms, logLik, tests, phTest, n, events, concordance } = regression(bySex)
    expect(terms[0]!.coef).toBeCloseTo(-0.531, 4)
    expect(terms[0]!.se).toBeCloseTo(0.1672, 4)
    expect(terms[0]!.hr).toBeCloseTo(0.588, 4)
    expect([terms[0]!.lower!.toFixed(4), terms[0]!.upper!.toFixed(4)]).toEqual(['0.4237', '0.8160'])
    expect(logLik[1]).toBeCloseTo(-744.593, 3)
    expect(tests.likelihoodRatio.chisq).toBeCloseTo(10.63, 2)
    expect(phTest[0]!.p).toBeCloseTo(0.091, 3)
    expect({ n, events }).toEqual({ n: 228, events: 165 })
    expect(concordance).toBeCloseTo(0.579, 3)

    const curves = km.run(km.input.parse({ data: lung, time: 'time', event: 'status', strata: 'sex' }))
    expect(curves.logrank!.chisq).toBeCloseTo(10.3, 1)
    expect(curves.strata.map(({ median }) => median)).toEqual([270, 426])
    const [all] = km.run(km.input.parse({ data: lung, time: 'time', event: 'status' })).strata
    expect([all!.median, all!.lower, all!.upper]).toEqual([310, 285, 363])
  })

  test('does not mind the order of rows, of strata or of clusters', () => {
    const whole = { ...bySex, terms: ['age'], strata: 'sex', cluster: 'age' }
    const turned = Object.fromEntries(Object.entries(lung).map(([name, column]) => [name, column.toReversed()]))
    const [ours, theirs] = [regression(whole), regression({ ...whole, data: turned })]
    expectNear(theirs.terms[0]!.coef, ours.terms[0]!.coef, 1e-12, 'coefficient')
    expectNear(theirs.terms[0]!.se, ours.terms[0]!.se, 1e-12, 'standard error')
  })

  test('says so where all events fall on one side', () => {
    const data = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 0, 0, 0], x: [1, 1, 1, 0, 0, 0] }
    const { converged, warning, terms } = regression({ data, time: 'time', event: 'event', terms: ['x'] })
    expect(converged).toBe(false)
    expect(warning).toContain('“x” may be infinite')
    expect(terms[0]!.p).toBeGreaterThan(0.9)
  })

  test('leaves out a covariate that repeats others, and says so', () => {
    const data = { ...lung, twice: lung.age.map((age) => 2 * age) }
    const { converged, warning, terms, tests } = regression({ ...bySex, data, terms: ['age', 'twice'] })
    expect({ converged, df: tests.wald.df }).toEqual({ converged: true, df: 1 })
    expect(warning).toContain('“twice”')
    expect(terms[1]).toMatchObject({ coef: null, se: null, hr: null, p: null })
  })

  test.each([
    [{ event: [0, 0, 0] }, 'Nobody had the event'],
    [{ x: [4, 4, 4] }, 'nothing to estimate'],
    [{ event: [0, 0, 1] }, 'nothing to estimate'],
    [{ x: ['a', 'a', 'a'] }, 'only one group'],
    [{ site: [7, 7, 7] }, 'one cluster'],
  ])('says why %j allows no answer', (part, message) => {
    const data = { time: [1, 2, 3], event: [1, 0, 1], x: [1, 2, 4], site: [1, 1, 2], ...part }
    const run = () => regression({ data, time: 'time', event: 'event', terms: ['x'], cluster: 'site' })
    expect(run).toThrow(StatisticsProblem)
    expect(run).toThrow(message)
  })
})
