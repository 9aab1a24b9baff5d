/** Rates of events in person-time: exact interval (Garwood, Biometrika 1936;28:437) and comparison, as R’s poisson.test. */
import { gammaQuantile } from '../distributions.ts'
import { binomialTest, type Interval } from './binomial-test.ts'

export function poissonInterval(events: number, time: number, confidence = 0.95): Interval {
  const alpha = (1 - confidence) / 2
  return {
    low: events === 0 ? 0 : gammaQuantile(alpha, events) / time,
    high: gammaQuantile(1 - alpha, events + 1) / time,
  }
}

export interface EventsInTime {
  readonly events: number
  readonly time: number
}

/** The first rate over the second, given the sum of events: the limits may be Infinity. */
export function rateRatioTest(
  first: EventsInTime,
  second: EventsInTime,
  confidence = 0.95,
): Interval & { readonly p: number } {
  const events = first.events + second.events
  const { low, high, p } = binomialTest(first.events, events, first.time / (first.time + second.time), confidence)
  const ratio = (share: number) => ((share / (1 - share)) * second.time) / first.time
  return { low: ratio(low), high: ratio(high), p }
}
