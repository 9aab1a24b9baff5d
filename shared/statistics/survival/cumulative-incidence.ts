import { stopIfUnwanted } from '../interruption.ts'
import { confidenceLimits, usualLimits, type LimitOptions } from './confidence-limits.ts'
import type { FollowUp } from './follow-up.ts'
import { distinctIn } from './kaplan-meier.ts'
import { sortOrder } from './sort-order.ts'

/** One place for each distinct time of an end of observation, upward. NaN where a value has no meaning. */
export interface IncidenceCurve {
  readonly time: Float64Array
  readonly atRisk: Int32Array
  /** Of this cause. */
  readonly events: Int32Array
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
  return Array.from({ length: causes }, (_, index) => incidenceOf(followUp, index + 1, options))
}

function incidenceOf(followUp: FollowUp, cause: number, options: LimitOptions): IncidenceCurve {
  const { time: ends, event, entry } = followUp
  const n = ends.length
  const points = distinctIn(ends)
  const [time, incidence, se] = [new Float64Array(points), new Float64Array(points), new Float64Array(points)]
  const [atRisk, events] = [new Int32Array(points), new Int32Array(points)]
  const byEntry = entry && sortOrder(entry)
  const own = { a: new Float64Array(n), b: new Float64Array(n) }
  const present = noSums(byEntry ? 0 : n)
  const gone = noSums(0)
  let entered = byEntry ? 0 : n
  let alive = 1
  let greenwood = 0
  let share = 0
  let shared = 0
  let squares = 0
  for (let point = 0, at = 0; at < n; point += 1) {
    stopIfUnwanted()
    const now = ends[at]!
    if (byEntry && entry)
      for (; entered < n && entry[byEntry[entered]!]! < now; entered += 1) {
        const person = byEntry[entered]!
        own.a[person] = greenwood * share - shared
        own.b[person] = -greenwood
        addTo(present, own.a[person]!, own.b[person]!, 1)
      }
    const from = at
    const risk = entered - from
    let ofAny = 0
    let ofCause = 0
    for (; at < n && ends[at] === now; at += 1) {
      if (event[at] !== 0) ofAny += 1
      if (event[at] === cause) ofCause += 1
    }
    // Once nobody is left without an event, nothing can be added any more, whoever comes late.
    if (alive > 0) {
      const step = (alive * ofCause) / risk
      const greenwoodBefore = greenwood
      share += step
      shared += step * (greenwood - 1 / risk)
      if (ofAny < risk) greenwood += ofAny / (risk * (risk - ofAny))
      for (let person = from; person < at; person += 1) {
        const [a, b] = [own.a[person]!, own.b[person]!]
        const influence = a + b * share + shared + (event[person] === cause ? alive / risk : 0)
        const onSurvival = b + (event[person] === 0 ? greenwood : greenwoodBefore - 1 / risk)
        addTo(present, a, b, -1)
        addTo(gone, influence - onSurvival * share, onSurvival, 1)
      }
      alive *= (risk - ofAny) / risk
      squares = sumOfSquares(present, share, shared) + sumOfSquares(gone, share, 0)
    }
    time[point] = now
    atRisk[point] = risk
    events[point] = ofCause
    incidence[point] = share
    se[point] = Math.sqrt(Math.max(squares, 0))
  }
  return { time, atRisk, events, incidence, se, ...confidenceLimits(incidence, se, options) }
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

/** Of a + b × share + shared. */
const sumOfSquares = ({ people, a, b, aa, ab, bb }: Sums, share: number, shared: number): number =>
  aa + 2 * share * ab + share ** 2 * bb + shared * (2 * (a + share * b) + people * shared)
