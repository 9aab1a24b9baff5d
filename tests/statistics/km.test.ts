import { describe, expect, test } from 'vitest'
import { km } from '#shared/statistics/methods/km.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { expectNear } from '#tests/support/near.ts'
import { askR, hasR, type Columns } from '#tests/support/r.ts'
import { simulatedFollowUp } from '#tests/support/simulated-follow-up.ts'

const kaplanMeier = (input: Readonly<Record<string, unknown>>) => km.run(km.input.parse(input))

interface Case {
  readonly name: string
  /** In R. */
  readonly data: string
  readonly time: string
  readonly event: string
  readonly entry?: string
  readonly strata?: string
  readonly stratify?: string
  readonly conf?: 'log' | 'log-log' | 'plain'
  readonly level?: number
}

const cases: readonly Case[] = [
  { name: 'lung', data: 'transform(lung, status = status == 2)', time: 'time', event: 'status' },
  { name: 'lung, by sex', data: 'lung', time: 'time', event: 'status', strata: 'sex' },
  {
    name: 'lung, by ECOG within sex, log-log',
    data: 'lung',
    time: 'time',
    event: 'status',
    strata: 'ph.ecog',
    stratify: 'sex',
    conf: 'log-log',
  },
  {
    name: 'veteran, by cell type, plain, 90 %',
    data: 'veteran',
    time: 'time',
    event: 'status',
    strata: 'celltype',
    conf: 'plain',
    level: 0.9,
  },
  { name: 'ovarian, by treatment', data: 'ovarian', time: 'futime', event: 'fustat', strata: 'rx' },
  { name: 'pbcseq, delayed entry by sex', data: 'pbc', time: 'tstop', event: 'death', entry: 'tstart', strata: 'sex' },
  { name: 'simulated, five groups', data: 'data', time: 'time', event: 'event', strata: 'group' },
  {
    name: 'simulated, five groups within strata',
    data: 'data',
    time: 'time',
    event: 'event',
    strata: 'group',
    stratify: 'stratum',
  },
  { name: 'simulated, delayed entry', data: 'data', time: 'time', event: 'event', entry: 'entry', strata: 'stratum' },
  {
    name: 'simulated, delayed entry within strata',
    data: 'subset(data, group %in% c("a", "b", "c"))',
    time: 'time',
    event: 'event',
    entry: 'entry',
    strata: 'group',
    stratify: 'stratum',
  },
  { name: 'half for a while', data: 'data.frame(t = c(1, 2, 4, 7), e = 1)', time: 't', event: 'e' },
  {
    name: 'nearly tied',
    data: 'data.frame(t = c(0.1 * 3, 0.3, 1.1 - 0.2, 0.9, 2), e = c(1, 1, 0, 1, 1))',
    time: 't',
    event: 'e',
  },
  { name: 'time zero', data: 'data.frame(t = c(0, 0, 3, 5), e = c(1, 0, 1, 0))', time: 't', event: 'e' },
]
const times = [2, 5.5, 10, 365, 800]

interface Curve {
  readonly level: string
  readonly n: number
  readonly fit: Readonly<
    Record<'time' | 'atRisk' | 'events' | 'censored' | 'survival' | 'se' | 'lower' | 'upper', number[]>
  >
  readonly median: readonly (number | null)[]
  readonly followUp: readonly (number | null)[]
  readonly at: Readonly<Record<'time' | 'atRisk' | 'events' | 'survival' | 'se' | 'lower' | 'upper', number[]>>
}
interface Answer {
  readonly data: Columns
  readonly curves: readonly Curve[]
  readonly test: { readonly chisq: number; readonly df: number } | null
}

const quoted = (value: string | undefined) => (value ? JSON.stringify(value) : 'NULL')

describe.skipIf(!hasR)('Kaplan–Meier as R’s survival package has it', () => {
  let asked: readonly Answer[] | undefined
  const answers = () =>
    (asked ??= askR<Answer[]>(
      `library(survival)
        pbc <- local({
          d <- pbcseq; last <- c(d$id[-1] != d$id[-nrow(d)], TRUE)
          d$tstart <- d$day; d$tstop <- ifelse(last, d$futime, c(d$day[-1], NA)); d$death <- as.integer(last & d$status == 2)
          subset(d, tstop > tstart, c(id, tstart, tstop, death, sex))
        })
        answer <- function(d, time, event, entry, strata, stratify, conf, level) {
          columns <- lapply(as.list(d[c(time, event, entry, strata, stratify)]), function(x) I(if (is.factor(x)) as.character(x) else x))
          d <- d[complete.cases(d[c(time, event, entry, strata, stratify)]), ]
          y <- if (is.null(entry)) Surv(d[[time]], d[[event]]) else Surv(d[[entry]], d[[time]], d[[event]])
          group <- factor(if (is.null(strata)) rep("all", nrow(d)) else as.character(d[[strata]]))
          within <- if (is.null(stratify)) rep(1, nrow(d)) else d[[stratify]]
          fit <- survfit(y ~ group, conf.type = conf, conf.int = level)
          reversed <- y; reversed[, ncol(y)] <- 1 - y[, ncol(y)]
          back <- survfit(reversed ~ group, conf.type = conf, conf.int = level)
          middle <- function(f) unname(summary(f)$table[c("median", paste0(level, c("LCL", "UCL")))])
          curves <- lapply(seq_len(nlevels(group)), function(i) {
            f <- if (nlevels(group) > 1) fit[i] else fit; b <- if (nlevels(group) > 1) back[i] else back
            s <- summary(f, censored = TRUE); a <- summary(f, times = c(${times.join()}), extend = TRUE)
            list(level = levels(group)[i], n = f$n, median = middle(f), followUp = middle(b),
              fit = list(time = f$time, atRisk = f$n.risk, events = f$n.event, censored = f$n.censor, survival = f$surv, se = s$std.err, lower = f$lower, upper = f$upper),
              at = list(time = a$time, atRisk = a$n.risk, events = a$n.event, survival = a$surv, se = a$std.err, lower = a$lower, upper = a$upper))
          })
          test <- if (nlevels(group) < 2) NULL
            else if (is.null(entry)) { s <- survdiff(y ~ group + strata(within)); list(chisq = s$chisq, df = sum(rowSums(as.matrix(s$exp)) > 0) - 1) }
            else { s <- coxph(y ~ group + strata(within)); list(chisq = s$score, df = sum(!is.na(coef(s)))) }
          list(data = columns, curves = curves, test = test)
        }
        list(${cases
          .map(
            (one) =>
              `answer(${one.data}, ${quoted(one.time)}, ${quoted(one.event)}, ${quoted(one.entry)}, ${quoted(one.strata)}, ${quoted(one.stratify)}, ${quoted(one.conf ?? 'log')}, ${one.level ?? 0.95})`,
          )
          .join(',\n')})`,
      simulatedFollowUp(400, 11),
    ))

  test.each(cases.map((one, index) => [one.name, one, index] as const))(
    '%s',
    (_name, { name: _, data: __, ...input }, index) => {
      const { data, curves, test: logRank } = answers()[index]!
      const ours = kaplanMeier({ ...input, data, times })
      expect(ours.strata.map(({ level }) => level).toSorted()).toEqual(curves.map(({ level }) => level).toSorted())
      for (const theirs of curves) {
        const own = ours.strata.find(({ level }) => level === theirs.level)!
        expect(own.n).toBe(theirs.n)
        for (const key of ['time', 'atRisk', 'events', 'censored', 'survival', 'se', 'lower', 'upper'] as const)
          expectNear(
            own.curve.map((point) => point[key]),
            theirs.fit[key],
            1e-9,
            `${theirs.level} ${key}`,
          )
        expectNear([own.median, own.lower, own.upper], theirs.median, 1e-9, `median of ${theirs.level}`)
        expectNear(Object.values(own.followUp), theirs.followUp, 1e-9, `median follow-up of ${theirs.level}`)
        // R goes on with the last value where nobody is left under observation.
        const last = own.curve.at(-1)!
        const known = [theirs.at.time].flat().map((time) => time <= last.time || last.survival === 0)
        for (const key of ['time', 'atRisk', 'events', 'survival', 'se', 'lower', 'upper'] as const) {
          const chosen = (values: unknown) => [values].flat().filter((_value, at) => known[at])
          expectNear(
            chosen(own.atTimes!.map((point) => point[key])),
            chosen(theirs.at[key]),
            1e-9,
            `${theirs.level} ${key} at times`,
          )
        }
      }
      expectNear(
        ours.logrank && [ours.logrank.chisq, ours.logrank.df],
        logRank && [logRank.chisq, logRank.df],
        1e-8,
        'log-rank',
      )
    },
  )
})

describe('Kaplan–Meier', () => {
  const data = {
    time: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    event: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
  }
  const [all] = kaplanMeier({ data, time: 'time', event: 'event' }).strata

  test('agrees with the remission times of 6-mercaptopurine as published (Freireich 1963)', () => {
    const survivals = all!.curve.filter(({ events }) => events > 0).map(({ survival }) => survival!.toFixed(3))
    expect(survivals).toEqual(['0.857', '0.807', '0.753', '0.690', '0.627', '0.538', '0.448'])
    expect(all!.curve.find(({ time }) => time === 6)!.se).toBeCloseTo(0.0764, 4)
    expect([all!.median, all!.lower, all!.upper]).toEqual([23, 16, null])
  })

  test('answers the same for true and false, for 1 and 2, and for rows in any order', () => {
    const reversed = { time: data.time.toReversed(), event: data.event.map((event) => event + 1).toReversed() }
    expect(kaplanMeier({ data: reversed, time: 'time', event: 'event' }).strata).toEqual([all])
    const said = { ...data, event: data.event.map((event) => event === 1) }
    expect(kaplanMeier({ data: said, time: 'time', event: 'event' }).strata).toEqual([all])
  })

  test('leaves rows with a missing value out and counts them', () => {
    const gaps = {
      time: [...data.time, null, 5, 6],
      event: [...data.event, 1, null, 1],
      group: [...data.time.map(() => 1), 1, 1, null],
    }
    const { strata, dropped } = kaplanMeier({ data: gaps, time: 'time', event: 'event', strata: 'group' })
    expect(dropped).toBe(3)
    expect(strata).toEqual([{ ...all, level: '1' }])
  })

  test('knows nothing beyond the last observation, unless nobody survived it', () => {
    expect(kaplanMeier({ data, time: 'time', event: 'event', times: [40, 35] }).strata[0]!.atTimes).toMatchObject([
      { time: 35, atRisk: 1 },
      { time: 40, atRisk: 0, survival: null, lower: null },
    ])
    const dead = { data: { time: [1, 2], event: [1, 1] }, time: 'time', event: 'event', times: [3] }
    expect(kaplanMeier(dead).strata[0]!.atTimes).toMatchObject([{ survival: 0, se: null }])
  })

  test('has no log-rank test where groups are never at risk together, and none for one group', () => {
    const apart = { time: [5, 6, 15, 16], entry: [0, 0, 10, 10], event: [1, 1, 1, 1], group: ['a', 'a', 'b', 'b'] }
    expect(
      kaplanMeier({ data: apart, time: 'time', entry: 'entry', event: 'event', strata: 'group' }).logrank,
    ).toBeNull()
    expect(kaplanMeier({ data, time: 'time', event: 'event' }).logrank).toBeNull()
  })

  test.each([
    [{ time: [1, 2], event: [0, 3] }, 'it holds “3”'],
    [{ time: [1, 2], event: ['yes', 'no'] }, 'it holds “yes”'],
    [{ time: [1, 2], event: [0, 2] }, 'it holds “2”'],
    [{ time: ['soon', 2], event: [0, 1] }, 'must hold numbers'],
    [{ time: [null, null], event: [0, 1] }, 'No row has all'],
    [{ time: [1, 2] }, 'There is no column “event”'],
  ])('says what is wrong with %j', (wrong, message) => {
    expect(() => kaplanMeier({ data: wrong, time: 'time', event: 'event' })).toThrow(StatisticsProblem)
    expect(() => kaplanMeier({ data: wrong, time: 'time', event: 'event' })).toThrow(message)
  })

  test('names the rows, as they were given, whose entry is not before their end', () => {
    const late = { time: [9, null, 3, 5, 4], entry: [1, 0, 3, 0, 7], event: [1, 1, 1, 1, 1] }
    expect(() => kaplanMeier({ data: late, time: 'time', event: 'event', entry: 'entry' })).toThrow('in rows 3, 5.')
  })
})
