import { z } from 'zod'
import { attempt, orUnavailable } from '../attempt.ts'
import { countDispersion } from '../counts/count-dispersion.ts'
import { personTimeRows } from '../counts/person-time-rows.ts'
import { countModels, rateModel, type LogEstimate, type RateModel } from '../counts/rate-model.ts'
import { thetaStated } from '../counts/theta-stated.ts'
import { sumOf } from '../describe.ts'
import { normalQuantile, normalTwoSided } from '../distributions.ts'
import { poissonInterval, rateRatioTest } from '../exact/poisson-rate.ts'
import { defineMethod, StatisticsProblem } from '../method.ts'
import { columns, factorOf, levels, type Factor } from '../tidy/columns.ts'
import { groupsOf, valuesByGroup } from '../tidy/groups.ts'

/** Each row is some person-time with the events in it. */
export const rates = defineMethod({
  name: 'rates',
  about:
    'Events in person-time by group: exact Poisson intervals, rate ratios by Poisson or negative binomial (glm, glm.nb of R), robust within patients (Liang and Zeger 1986)',
  example: {
    data: {
      patient: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
      period: ['before', 'after', 'before', 'after', 'before', 'after', 'before', 'after'],
      infections: [3, 1, 0, 1, 5, 2, 2, 0],
      years: [1.5, 2, 1, 1, 2.5, 2, 1, 0.8],
    },
    events: 'infections',
    time: 'years',
    group: 'period',
    patient: 'patient',
    model: 'poisson',
  },
  input: z.object({
    data: columns,
    events: z.string(),
    /** Person-time: rates are per unit of it. */
    time: z.string(),
    group: z.string().optional(),
    /** Rows of one patient, or of any other cluster, may depend on each other. */
    patient: z.string().optional(),
    cluster: z.string().optional(),
    model: z.enum(countModels).default('poisson'),
    levels: levels.optional(),
    confidence: z.number().gt(0).lt(1).default(0.95),
  }),
  run({ data, events, time, group, patient, cluster = patient, model, levels: order, confidence }) {
    const others = [group, cluster].filter((name) => name !== undefined)
    const { rows, dropped, counts, times } = personTimeRows(data, { events, time, others })
    const groups = group === undefined ? wholeOf(rows.length) : groupsOf(data, group, rows, order)
    const clusters = cluster === undefined ? undefined : factorOf(data, cluster, rows)
    const sums = summedByGroup(counts, times, groups)
    const fit = attempt(() => rateModel({ counts, times, groups, clusters }, model))
    const modeled = <T>(log: (fitted: RateModel) => LogEstimate, stated: (log: LogEstimate, confidence: number) => T) =>
      orUnavailable(() => {
        if (!fit.value) throw new StatisticsProblem(fit.why)
        return stated(log(fit.value), confidence)
      })
    const dispersion = countDispersion(
      counts,
      times.map((value, row) => value * rateOf(sums[groups.codes[row]!]!)!),
      rows.length - sums.filter((sum) => sum.rows > 0).length,
    )
    return {
      model,
      rows: rows.length,
      dropped,
      confidence,
      standardErrors: clusters ? `robust, ${clusters.levels.length} clusters` : 'of the model',
      groups: sums.map((sum, at) => ({
        ...sum,
        ...rateWithInterval(sum, confidence),
        ...(model === 'poisson' && !clusters ? {} : { modeled: modeled((it) => it.logRate(at), statedRate) }),
      })),
      ratios: sums.slice(1).map((sum, at) => ({
        level: sum.level,
        reference: sums[0]!.level,
        ...modeled((it) => it.logRatio(at + 1, 0), statedRatio),
        ...(clusters ? {} : { exact: orUnavailable(() => exactRatio(sum, sums[0]!, confidence)) }),
      })),
      dispersion: dispersion ?? { unavailable: 'Each group has one row only.' },
      ...(fit.value?.negativeBinomial ? { theta: thetaStated(fit.value.negativeBinomial) } : {}),
    }
  },
})

const wholeOf = (rows: number): Factor => ({ levels: ['all'], codes: new Int32Array(rows) })

interface GroupSum {
  readonly level: string
  readonly rows: number
  readonly events: number
  readonly time: number
}

function summedByGroup(counts: Float64Array, times: Float64Array, groups: Factor): GroupSum[] {
  const countsIn = valuesByGroup(counts, groups)
  const timesIn = valuesByGroup(times, groups)
  return groups.levels.map((level, at) => ({
    level,
    rows: countsIn[at]!.length,
    events: sumOf(countsIn[at]!),
    time: sumOf(timesIn[at]!),
  }))
}

const rateOf = ({ events, time }: GroupSum): number | null => (time > 0 ? events / time : null)

const rateWithInterval = (sum: GroupSum, confidence: number) => ({
  rate: rateOf(sum),
  ...(sum.time > 0 ? poissonInterval(sum.events, sum.time, confidence) : { low: null, high: null }),
})

/** By Wald’s interval of the log. */
function statedRate({ estimate, error }: LogEstimate, confidence: number) {
  const margin = normalQuantile((1 + confidence) / 2) * error
  return { rate: Math.exp(estimate), low: Math.exp(estimate - margin), high: Math.exp(estimate + margin) }
}

function statedRatio(log: LogEstimate, confidence: number) {
  const { rate: ratio, low, high } = statedRate(log, confidence)
  const z = log.estimate / log.error
  return { ratio, low, high, logError: log.error, z, p: normalTwoSided(z) }
}

function exactRatio(sum: GroupSum, reference: GroupSum, confidence: number) {
  if (sum.events + reference.events === 0) throw new StatisticsProblem('There are no events.')
  if (!(sum.time > 0 && reference.time > 0)) throw new StatisticsProblem('A group has no person-time.')
  const { low, high, p } = rateRatioTest(sum, reference, confidence)
  return {
    ratio: reference.events > 0 ? rateOf(sum)! / rateOf(reference)! : null,
    low,
    /** Null: no upper limit. */
    high: Number.isFinite(high) ? high : null,
    p,
  }
}
