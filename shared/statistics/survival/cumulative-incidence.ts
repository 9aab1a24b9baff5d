import { limitsBy, usualLimits, type LimitOptions, type Limits } from './confidence-limits.ts'
import type { FollowUp } from './follow-up.ts'
import { distinctIn } from './kaplan-meier.ts'
import { sortOrder } from './sort-order.ts'

/** One place for each distinct time of an end of observation, upward. NaN where a value has no meaning. */
export interface IncidenceCurve {
  readonly time: Float64Array
  readonly atRisk: Float64Array
  /** Of this cause. */
  readonly events: Float64Array
  readonly incidence: Float64Array
  readonly se: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * The probability of having had each cause’s event by each time, where causes compete: Aalen and Johansen’s estimate, with the
 * standard error of the infinitesimal jackknife, as R’s survfit of a factor.
 *
 * That takes the sum of squares of everybody’s influence U on the incidence F. With S for survival, G for Greenwood’s sum, n at
 * risk, dF the step of F, and A for somebody’s influence on survival, relative to S:
 * - at risk, A is what G gained since entry; U gains A dF − dF/n at every step, and S/n at an own event of this cause;
 * - an own event takes 1/n from A; afterwards A stays, and U gains A dF.
 * So U is a + b F + Q at risk and a + b F afterwards, with Q the sum of (G − 1/n) dF and a, b fixed for each person: sums over
 * people of a², ab, b², a and b give the sum of squares at every time in one pass.
 * SOURCE: Aalen OO, Johansen S. Scand J Stat 1978;5:141-50; survival package, vignette “survival”, 2.2.
 * @param followUp events numbered from 1 to `causes`
 * @returns a curve for each cause
 */
export function cumulativeIncidence(
  followUp: FollowUp,
  causes: number,
  options: LimitOptions = usualLimits,
): IncidenceCurve[] {
  const limits = limitsBy(options)
  return Array.from({ length: causes }, (_, index) => incidenceOf(followUp, index + 1, limits))
}

function incidenceOf(followUp: FollowUp, cause: number, limits: Limits): IncidenceCurve {
  const { time, event, entry } = followUp
  const n = time.length
  const column = () => new Float64Array(distinctIn(time))
  const curve: IncidenceCurve = {
    time: column(),
    atRisk: column(),
    events: column(),
    incidence: column(),
    se: column(),
    lower: column(),
    upper: column(),
  }
  const byEntry = entry && sortOrder(entry)
  const own = { a: new Float64Array(n), b: new Float64Array(n) }
  const atRisk = noSums(byEntry ? 0 : n)
  const gone = noSums(0)
  let entered = byEntry ? 0 : n
  let alive = 1
  let greenwood = 0
  let incidence = 0
  let shared = 0
  let squares = 0
  for (let point = 0, at = 0; at < n; point += 1) {
    const now = time[at]!
    if (byEntry && entry)
      for (; entered < n && entry[byEntry[entered]!]! < now; entered += 1) {
        const person = byEntry[entered]!
        own.a[person] = greenwood * incidence - shared
        own.b[person] = -greenwood
        addTo(atRisk, own.a[person]!, own.b[person]!, 1)
      }
    const from = at
    const risk = entered - from
    let events = 0
    let ofCause = 0
    for (; at < n && time[at] === now; at += 1) {
      if (event[at] !== 0) events += 1
      if (event[at] === cause) ofCause += 1
    }
    // Once nobody is left event-free, nothing can be added any more, whoever comes late.
    if (alive > 0) {
      const step = (alive * ofCause) / risk
      const before = greenwood
      incidence += step
      shared += step * (greenwood - 1 / risk)
      if (events < risk) greenwood += events / (risk * (risk - events))
      for (let person = from; person < at; person += 1) {
        const [a, b] = [own.a[person]!, own.b[person]!]
        const influence = a + b * incidence + shared + (event[person] === cause ? alive / risk : 0)
        const onSurvival = b + (event[person] === 0 ? greenwood : before - 1 / risk)
        addTo(atRisk, a, b, -1)
        addTo(gone, influence - onSurvival * incidence, onSurvival, 1)
      }
      alive *= (risk - events) / risk
      squares = sumOfSquares(atRisk, incidence, shared) + sumOfSquares(gone, incidence, 0)
    }
    const se = Math.sqrt(Math.max(squares, 0))
    const [lower, upper] = limits(incidence, se)
    curve.time[point] = now
    curve.atRisk[point] = risk
    curve.events[point] = ofCause
    curve.incidence[point] = incidence
    curve.se[point] = se
    curve.lower[point] = lower
    curve.upper[point] = upper
  }
  return curve
}

/** Sums over people of their a and b and of the products of these. */
interface Sums {
  people: number
  a: number
  b: number
  aa: number
  ab: number
  bb: number
}

const noSums = (people: number): Sums => ({ people, a: 0, b: 0, aa: 0, ab: 0, bb: 0 })

function addTo(sums: Sums, a: number, b: number, by: 1 | -1): void {
  sums.people += by
  sums.a += by * a
  sums.b += by * b
  sums.aa += by * a * a
  sums.ab += by * a * b
  sums.bb += by * b * b
}

/** Of a + b × incidence + shared. */
const sumOfSquares = ({ people, a, b, aa, ab, bb }: Sums, incidence: number, shared: number): number =>
  aa + 2 * incidence * ab + incidence ** 2 * bb + shared * (2 * (a + incidence * b) + people * shared)
