import type { CoxData, CoxStratum } from './cox-data.ts'
import { stopIfUnwanted } from '../../interruption.ts'

/** What a partial likelihood needs to know of one time with events. Made anew for no visit: copy what must last. */
export interface RiskSet {
  readonly time: number
  readonly stratum: CoxStratum
  /** Places of those whose observation ends at this time. */
  readonly from: number
  readonly to: number
  readonly events: number
  /** Of those with the event: the sum of their linear predictors and of their covariates. */
  readonly predictor: number
  readonly covariates: Float64Array
  /** Sums over those at risk without the event now, and over those with it, weighted by exp of the linear predictor. */
  readonly others: RiskSums
  readonly dying: RiskSums
}

export interface RiskSums {
  risk: number
  /** Of covariates. */
  readonly x: Float64Array
  /** Of products of covariates, row by row; below and on the diagonal. */
  readonly xx: Float64Array
}

/**
 * Visits every time with events, stratum by stratum, each from the last to the first, summing up as people come to be at risk
 * and taking off those who are not yet.
 */
export function visitRiskSets(data: CoxData, beta: Float64Array, visit: (set: RiskSet) => void): void {
  stopIfUnwanted()
  for (const stratum of data.strata) visitStratum(stratum, data.covariates, beta, visit)
}

function visitStratum(stratum: CoxStratum, size: number, beta: Float64Array, visit: (set: RiskSet) => void): void {
  const { time, event, entry, byEntry, x } = stratum
  const sums = () => ({ risk: 0, x: new Float64Array(size), xx: new Float64Array(size * size) })
  const others = sums()
  const dying = sums()
  const covariates = new Float64Array(size)
  const predictorOf = (at: number): number => {
    let sum = 0
    for (let j = 0; j < size; j += 1) sum += beta[j]! * x[at * size + j]!
    return sum
  }
  const add = (to: RiskSums, at: number, risk: number): void => {
    to.risk += risk
    for (let i = 0; i < size; i += 1) {
      const weighted = risk * x[at * size + i]!
      to.x[i]! += weighted
      for (let j = 0; j <= i; j += 1) to.xx[i * size + j]! += weighted * x[at * size + j]!
    }
  }
  let notEntered = byEntry ? byEntry.length - 1 : -1
  let atRisk = 0
  for (let at = time.length - 1; at >= 0;) {
    const now = time[at]!
    const to = at + 1
    let events = 0
    let predictor = 0
    for (; at >= 0 && time[at] === now; at -= 1) {
      const eta = predictorOf(at)
      if (event[at] === 0) {
        add(others, at, Math.exp(eta))
        atRisk += 1
      } else {
        events += 1
        predictor += eta
        add(dying, at, Math.exp(eta))
        for (let j = 0; j < size; j += 1) covariates[j]! += x[at * size + j]!
      }
    }
    if (events === 0) continue
    if (byEntry && entry)
      for (; notEntered >= 0 && entry[byEntry[notEntered]!]! >= now; notEntered -= 1) {
        atRisk -= 1
        // What rounding leaves must not stand for people when there are none.
        if (atRisk === 0) clear(others)
        else add(others, byEntry[notEntered]!, -Math.exp(predictorOf(byEntry[notEntered]!)))
      }
    visit({ time: now, stratum, from: at + 1, to, events, predictor, covariates, others, dying })
    others.risk += dying.risk
    for (let i = 0; i < size; i += 1) others.x[i]! += dying.x[i]!
    for (let i = 0; i < size * size; i += 1) others.xx[i]! += dying.xx[i]!
    atRisk += events
    clear(dying)
    covariates.fill(0)
  }
}

function clear(sums: RiskSums): void {
  sums.risk = 0
  sums.x.fill(0)
  sums.xx.fill(0)
}
