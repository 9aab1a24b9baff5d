import { z } from 'zod'
import { attempt, orUnavailable } from '../attempt.ts'
import { mcnemar } from '../comparisons/mcnemar.ts'
import { signedRank } from '../comparisons/signed-rank.ts'
import { pairedTest } from '../comparisons/t-test.ts'
import { meanOf, quantileOf, varianceOf } from '../describe.ts'
import { binomialInterval } from '../exact/binomial-test.ts'
import { defineMethod, StatisticsProblem } from '../method.ts'
import { columns, completeRows, numbersOf, type Columns } from '../tidy/columns.ts'
import { pairsOverTime, type PairNames, type Pairs } from '../tidy/pairs-over-time.ts'

const time = z.union([z.string(), z.number(), z.boolean()])

export const paired = defineMethod({
  name: 'paired',
  about:
    'Change within patients: paired t, Wilcoxon signed-rank with Hodges-Lehmann estimate, McNemar (as R), responders by the least change that matters',
  example: {
    data: { before: [61, 55, 70, 48, null, 66], after: [66, 54, 78, 55, 60, 69] },
    before: 'before',
    after: 'after',
    mcid: 5,
  },
  input: z.object({
    data: columns,
    before: z.string().optional(),
    after: z.string().optional(),
    id: z.string().optional(),
    time: z.string().optional(),
    value: z.string().optional(),
    baseline: time.optional(),
    follow: time.optional(),
    /** The least change that matters: asks for responders. */
    mcid: z.number().positive().optional(),
    better: z.enum(['higher', 'lower']).default('higher'),
    confidence: z.number().gt(0).lt(1).default(0.95),
  }),
  run(input) {
    const { mcid, better, confidence } = input
    const { before, after, dropped } = pairsOf(input)
    const n = before.length
    if (!n) throw new StatisticsProblem('There is no complete pair.')
    const changes = after.map((value, pair) => value - before[pair]!)
    const t = attempt(() => pairedTest(changes, { confidence }))
    const isYesNo = [...before, ...after].every((value) => value === 0 || value === 1)
    return {
      n,
      dropped,
      confidence,
      before: described(before),
      after: described(after),
      change: { ...described(changes), low: t.value?.low ?? null, high: t.value?.high ?? null },
      t: t.value
        ? { name: t.value.name, statistic: t.value.statistic, df: t.value.df, p: t.value.p }
        : { unavailable: t.why },
      wilcoxon: orUnavailable(() => ranked(changes, confidence)),
      ...(isYesNo ? { mcnemar: orUnavailable(() => gainedAndLost(changes)) } : {}),
      ...(mcid === undefined ? {} : { responders: responders(changes, mcid, better, confidence) }),
    }
  },
})

interface Named extends Partial<PairNames> {
  readonly data: Columns
  readonly before?: string | undefined
  readonly after?: string | undefined
}

function pairsOf({ data, before, after, id, time: when, value, baseline, follow }: Named): Pairs {
  if (before !== undefined && after !== undefined) {
    const { rows, dropped } = completeRows(data, [before, after])
    return { before: numbersOf(data, before, rows), after: numbersOf(data, after, rows), dropped }
  }
  if (id === undefined || when === undefined || value === undefined || baseline === undefined || follow === undefined)
    throw new StatisticsProblem('Name “before” and “after”, or “id”, “time”, “value”, “baseline” and “follow”.')
  return pairsOverTime(data, { id, time: when, value, baseline, follow })
}

function described(values: Float64Array) {
  const sorted = values.toSorted()
  return {
    mean: meanOf(values),
    sd: values.length > 1 ? Math.sqrt(varianceOf(values)) : null,
    median: quantileOf(sorted, 0.5),
    q1: quantileOf(sorted, 0.25),
    q3: quantileOf(sorted, 0.75),
  }
}

function ranked(changes: Float64Array, confidence: number) {
  const { shift, ...test } = signedRank(changes, { confidence })
  return { ...test, ...shift }
}

function gainedAndLost(changes: Float64Array) {
  const gained = changes.filter((change) => change > 0).length
  const lost = changes.filter((change) => change < 0).length
  return { gained, lost, ...mcnemar(gained, lost) }
}

/** Who changed by at least the least change that matters, for better or for worse; exact intervals. */
function responders(changes: Float64Array, mcid: number, better: 'higher' | 'lower', confidence: number) {
  // A change of exactly that much counts, however decimals were rounded.
  const least = mcid * (1 - 1e-9)
  const gains = better === 'higher' ? changes : changes.map((change) => -change)
  const share = (meets: (gain: number) => boolean) => {
    const n = gains.filter(meets).length
    return { n, proportion: n / gains.length, ...binomialInterval(n, gains.length, confidence) }
  }
  return {
    mcid,
    improved: share((gain) => gain >= least),
    stable: share((gain) => Math.abs(gain) < least),
    worsened: share((gain) => gain <= -least),
  }
}
