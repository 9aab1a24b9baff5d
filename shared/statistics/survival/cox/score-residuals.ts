import { lastAtMost } from '../even-out.ts'
import type { CoxData, CoxStratum, Ties } from './cox-data.ts'
import { visitRiskSets, type RiskSet } from './risk-sets.ts'

/**
 * What each row contributes to the score, in units of the scaled covariates: one row of the data after another.
 * SOURCE: Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-8; with Efron’s ties: Therneau T, Grambsch P. Modeling survival data.
 * 2000, 4.3.
 */
export function scoreResiduals(data: CoxData, beta: Float64Array, ties: Ties): Float64Array {
  const jumps = new Map<CoxStratum, HazardJump[]>(data.strata.map((stratum) => [stratum, []]))
  visitRiskSets(data, beta, (set) => jumps.get(set.stratum)!.push(jumpAt(set, ties)))
  const residuals = new Float64Array(data.rows * data.covariates)
  for (const [stratum, own] of jumps) addStratum(residuals, stratum, own.toReversed(), beta)
  return residuals
}

/** The step of the cumulative hazard at one time with events. */
interface HazardJump {
  readonly time: number
  readonly hazard: number
  /** Of the mean covariates times the hazard. */
  readonly means: Float64Array
  /** What of both those with the event do not bear: they are there in part only. */
  readonly sparedHazard: number
  readonly sparedMeans: Float64Array
  /** The mean covariates that an event is compared with. */
  readonly expected: Float64Array
}

function jumpAt({ time, events, others, dying }: RiskSet, ties: Ties): HazardJump {
  const size = others.x.length
  const steps = ties === 'efron' ? events : 1
  const weight = events / steps
  const [means, sparedMeans, expected] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  let hazard = 0
  let sparedHazard = 0
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps
    const risk = others.risk + part * dying.risk
    const jump = weight / risk
    hazard += jump
    sparedHazard += jump * (1 - part)
    for (let i = 0; i < size; i += 1) {
      const mean = (others.x[i]! + part * dying.x[i]!) / risk
      means[i]! += mean * jump
      sparedMeans[i]! += mean * jump * (1 - part)
      expected[i]! += mean / steps
    }
  }
  return { time, hazard, means, sparedHazard, sparedMeans, expected }
}

/** @param jumps upward in time */
function addStratum(
  residuals: Float64Array,
  { time, event, entry, rows, x }: CoxStratum,
  jumps: readonly HazardJump[],
  beta: Float64Array,
): void {
  const size = beta.length
  const times = Float64Array.from(jumps, (jump) => jump.time)
  // Cumulative sums: in place k what has come about by the k-th time with events.
  const hazard = new Float64Array(jumps.length + 1)
  const means = new Float64Array((jumps.length + 1) * size)
  jumps.forEach((jump, at) => {
    hazard[at + 1] = hazard[at]! + jump.hazard
    for (let i = 0; i < size; i += 1) means[(at + 1) * size + i] = means[at * size + i]! + jump.means[i]!
  })
  rows.forEach((row, at) => {
    const until = lastAtMost(times, time[at]!) + 1
    const since = entry ? lastAtMost(times, entry[at]!) + 1 : 0
    const own = event[at] === 0 ? undefined : jumps[until - 1]!
    let predictor = 0
    for (let i = 0; i < size; i += 1) predictor += beta[i]! * x[at * size + i]!
    const risk = Math.exp(predictor)
    for (let i = 0; i < size; i += 1) {
      const value = x[at * size + i]!
      const borne = hazard[until]! - hazard[since]! - (own?.sparedHazard ?? 0)
      const meansBorne = means[until * size + i]! - means[since * size + i]! - (own?.sparedMeans[i] ?? 0)
      residuals[row * size + i] = (own ? value - own.expected[i]! : 0) - risk * (value * borne - meansBorne)
    }
  })
}
