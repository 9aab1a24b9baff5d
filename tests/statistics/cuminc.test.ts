import { describe, expect, test } from 'vitest'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { cuminc } from '#shared/statistics/methods/cuminc.ts'
import { km } from '#shared/statistics/methods/km.ts'
import { lung } from '#tests/support/lung.ts'
import { expectNear } from '#tests/support/near.ts'
import { askR, hasR, type Columns } from '#tests/support/r.ts'
import { simulatedFollowUp } from '#tests/support/simulated-follow-up.ts'

const incidence = (input: Readonly<Record<string, unknown>>) => cuminc.run(cuminc.input.parse(input))

interface Case {
  readonly name: string
  /** In R; its times are `t`, its events `e`. */
  readonly data: string
  readonly entry?: string
  readonly strata?: string
  readonly conf?: 'log-log' | 'plain'
}
const cases: readonly Case[] = [
  { name: 'mgus2', data: 'mgus' },
  { name: 'mgus2, by sex, log-log', data: 'mgus', strata: 'sex', conf: 'log-log' },
  { name: 'mgus2 on the scale of age, delayed entry', data: 'mgus', entry: 'late', strata: 'sex' },
  { name: 'simulated, heavy ties', data: 'cohort', strata: 'group' },
  { name: 'simulated, heavy ties, plain', data: 'cohort', conf: 'plain' },
  { name: 'simulated, delayed entry', data: 'cohort', entry: 'entry', strata: 'stratum' },
  {
    name: 'nobody left before the last entry',
    data: 'data.frame(t = c(2, 3, 4, 9), e = c("p", "q", "p", "q"), entry = c(0, 0, 1, 5))',
    entry: 'entry',
  },
]

type Column = 'time' | 'atRisk' | 'events' | 'incidence' | 'se' | 'lower' | 'upper'
interface Answer {
  readonly data: Columns
  readonly curves: readonly {
    readonly level: string
    readonly n: number
    readonly causes: readonly ({ readonly cause: string } & Readonly<Record<Column, number[]>>)[]
  }[]
}
const quoted = (value: string | undefined) => (value ? JSON.stringify(value) : 'NULL')

describe.skipIf(!hasR)('Cumulative incidence as R’s survfit of a factor has it', () => {
  let asked: readonly Answer[] | undefined
  const answers = () =>
    (asked ??= askR<Answer[]>(
      `library(survival)
      mgus <- with(mgus2, data.frame(t = ifelse(pstat == 0, futime, ptime), e = ifelse(pstat == 1, "pcm", ifelse(death == 1, "death", "censored")), sex = as.character(sex), late = 0))
      mgus$late <- ifelse(seq_len(nrow(mgus)) %% 3 == 0, mgus$t / 4, 0); mgus <- subset(mgus, t > 0)
      cohort <- data.frame(t = data$time, e = data$cause, entry = data$entry, group = data$group, stratum = data$stratum)
      answer <- function(d, entry, strata, conf) {
        columns <- lapply(as.list(d[c("t", "e", entry, strata)]), I)
        causes <- setdiff(sort(unique(as.character(d$e))), c("0", "censored"))
        d$f <- factor(as.character(d$e), levels = c(if ("0" %in% d$e) "0" else "censored", causes)); d$id <- seq_len(nrow(d))
        group <- factor(if (is.null(strata)) rep("all", nrow(d)) else as.character(d[[strata]]))
        d$entered <- if (is.null(entry)) 0 else d[[entry]]
        curves <- lapply(levels(group), function(level) {
          own <- d[group == level, ]
          f <- if (is.null(entry)) survfit(Surv(t, f) ~ 1, own, conf.type = conf) else survfit(Surv(entered, t, f) ~ 1, own, id = id, conf.type = conf)
          list(level = level, n = nrow(own), causes = lapply(causes, function(cause) {
            k <- match(cause, f$states)
            list(cause = cause, time = f$time, atRisk = f$n.risk[, 1], events = f$n.event[, k], incidence = f$pstate[, k], se = f$std.err[, k], lower = f$lower[, k], upper = f$upper[, k])
          }))
        })
        list(data = columns, curves = curves)
      }
      list(${cases.map((one) => `answer(${one.data}, ${quoted(one.entry)}, ${quoted(one.strata)}, ${quoted(one.conf ?? 'log')})`).join(',\n')})`,
      simulatedFollowUp(400, 3),
    ))

  test.each(cases.map((one, index) => [one.name, one, index] as const))(
    '%s',
    (_name, { name: _, data: __, ...input }, index) => {
      const theirs = answers()[index]!
      const { strata } = incidence({ ...input, data: theirs.data, time: 't', event: 'e' })
      expect(strata.map(({ level, n }) => ({ level, n }))).toEqual(theirs.curves.map(({ level, n }) => ({ level, n })))
      theirs.curves.forEach(({ level, causes }, group) => {
        for (const curve of causes) {
          const own = strata[group]!.causes.find(({ cause }) => cause === curve.cause)!
          for (const column of ['time', 'atRisk', 'events', 'incidence', 'se', 'lower', 'upper'] as const)
            expectNear(
              own.curve.map((point) => point[column]),
              curve[column],
              1e-7,
              `${level} ${curve.cause} ${column}`,
            )
        }
      })
    },
  )
})

describe('Cumulative incidence', () => {
  const data = { months: [1, 2, 3, 4, 5, null], outcome: ['died', 'censored', 'moved', 'died', 'censored', 'died'] }
  const asked = { data, time: 'months', event: 'outcome' }

  test('shares out, by hand, what the causes take', () => {
    const { strata, dropped } = incidence(asked)
    expect(dropped).toBe(1)
    expect(strata[0]).toMatchObject({ level: 'all', n: 5, censored: 2 })
    const [died, moved] = strata[0]!.causes
    expect(died!.curve.map((point) => point.incidence!.toFixed(4))).toEqual([
      '0.2000',
      '0.2000',
      '0.2000',
      '0.4667',
      '0.4667',
    ])
    expect(moved!.curve.at(-1)!.incidence).toBeCloseTo(0.8 / 3, 12)
    expect([died!.events, moved!.events]).toEqual([2, 1])
  })

  test('is read at chosen times, and not known beyond the last observation', () => {
    const [died] = incidence({ ...asked, times: [0.5, 4.5, 9] }).strata[0]!.causes
    expect(died!.atTimes).toMatchObject([
      { time: 0.5, atRisk: 5, events: 0, incidence: 0 },
      { time: 4.5, atRisk: 1, events: 2, incidence: died!.curve[3]!.incidence },
      { time: 9, atRisk: 0, events: 0, incidence: null, se: null },
    ])
  })

  test('is what survival lacks to 1 where there is one cause', () => {
    const columns = { time: 'time', event: 'died' }
    const died = { time: lung.time, died: lung.status.map((status) => status - 1) }
    const [curve] = km.run(km.input.parse({ ...columns, data: died })).strata
    const [share] = incidence({ ...columns, data: died }).strata
    const points = share!.causes[0]!.curve
    expectNear(
      points.map((point) => 1 - point.incidence!),
      curve!.curve.map(({ survival }) => survival),
      1e-12,
      'survival',
    )
    expectNear(
      points.map(({ se }) => se),
      curve!.curve.map(({ se }) => se),
      1e-9,
      'standard error',
    )
  })

  test('answers the same for causes by number and rows in any order', () => {
    const numbered = {
      months: data.months.toReversed(),
      outcome: data.outcome.map((outcome) => ['censored', 'died', 'moved'].indexOf(outcome)).toReversed(),
    }
    const curves = (input: Readonly<Record<string, unknown>>) =>
      incidence(input).strata[0]!.causes.map(({ curve }) => curve)
    expect(curves({ ...asked, data: numbered })).toEqual(curves(asked))
  })

  test('says so where nobody had an event', () => {
    const none = { months: [1, 2], outcome: [0, 'censored'] }
    expect(() => incidence({ ...asked, data: none })).toThrow(StatisticsProblem)
    expect(() => incidence({ ...asked, data: none })).toThrow('all are censored')
  })
})
