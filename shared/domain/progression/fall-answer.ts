/** Falls in words, and whether they reach a threshold. */
import { formatNumber } from '../format-number.ts'
import {
  daysAMonth,
  formatPartialDate,
  middleDay,
  precisionOf,
  comparePartialDates,
  type IsoDay,
} from '../partial-date.ts'
import type { Met } from '../rules/rule-finding.ts'
import type { Answer } from './answer.ts'
import type { Evidence, MeasuredIndex, Measurement } from './evidence.ts'
import { decidingFall, fallsIn, fellBy, type Fall, type FallKind, type FallWindow } from './falls.ts'

/** Time between two tests: `9 months`, `5 days`, `about 9 months` where a date is partial. */
export function intervalWords({ baseline, followUp }: Pick<Fall, 'baseline' | 'followUp'>): string {
  const days = middleDay(followUp.date) - middleDay(baseline.date)
  const exact = [baseline, followUp].every(({ date }) => precisionOf(date) === 'day')
  const months = Math.round(days / daysAMonth)
  const [count, unit] = days < 2 * daysAMonth ? [days, 'day'] : [months, 'month']
  return `${exact ? '' : 'about '}${count} ${unit}${count === 1 ? '' : 's'}`
}

/** With as many digits as it needs to stand on its side of the threshold. */
function toldApart(value: number, threshold: number): string {
  const decimals = [1, 2, 3, 4, 5, 6, 7, 8].find(
    (digits) => Number(value.toFixed(digits)) >= threshold === value >= threshold,
  )
  return formatNumber(Math.abs(value), decimals ?? 9)
}

/** `FVC 61 → 55 % (−6 points) in 9 months`; a relative one says what it is a part of. */
function fallWords(fall: Fall, threshold: number): string {
  const { kind, baseline, followUp } = fall
  const sign = fall.fall > 0 ? '−' : fall.fall < 0 ? '+' : '±'
  const amount = `${sign}${toldApart(fall.fall, threshold)}`
  const values = `${baseline.index} ${formatNumber(baseline.percent, 1)} → ${formatNumber(followUp.percent, 1)} %`
  return `${values} (${amount}${kind === 'absolute' ? ' points' : ' % of the baseline'}) in ${intervalWords(fall)}`
}

const inputsOf = (fall: Fall | undefined) =>
  fall ? [fall.baseline.from, fall.followUp.from].filter((input) => input !== undefined) : []

export interface FallQuestion {
  readonly index: MeasuredIndex
  readonly kind: FallKind
  /** Points or percent; reaching it counts. */
  readonly threshold: number
  readonly window: FallWindow
  /** Of DLCO: pairs on one of these bases count; of others it can’t be told whether it fell. */
  readonly bases?: readonly NonNullable<Measurement['hemoglobin']>[]
}

const basisOf = ({ hemoglobin }: Measurement) => hemoglobin ?? 'unknown'

const idOf = ({ index, from }: Measurement): readonly string[] => (from ? [`${index} ${from.recordId}`] : [])

/** Whether an index fell by the threshold, looking back from a day. */
export function askFall(evidence: Evidence, asOf: IsoDay, question: FallQuestion): Answer {
  const { index, kind, threshold, window, bases } = question
  const falls = fallsIn(evidence, index, kind, asOf, window)
  const counts = ({ baseline, followUp }: Fall) =>
    bases === undefined || (bases.includes(basisOf(baseline)) && basisOf(baseline) === basisOf(followUp))
  const counted = falls.filter(counts)
  // A test that has a value on a basis that counts is told by that one.
  const told = new Set(evidence.measurements.flatMap((test) => (bases?.includes(basisOf(test)) ? idOf(test) : [])))
  const isTold = (test: Measurement) => idOf(test).some((id) => told.has(id))
  const others = falls.filter((fall) => !counts(fall) && !(isTold(fall.baseline) && isTold(fall.followUp)))
  const met = fellBy(counted, threshold)
  if (met === true) return answerOf(evidence, met, decidingFall(counted, threshold)!, threshold, asOf)
  const doubted = others.find(({ fall }) => fall >= threshold) ?? (met === undefined ? others[0] : undefined)
  if (doubted) return basisNotKnown(doubted, threshold, bases)
  if (met === false) return answerOf(evidence, met, decidingFall(counted, threshold)!, threshold, asOf)
  return counted[0] ? datesNotKnown(counted[0], threshold, window) : noPair(evidence, asOf, question)
}

function answerOf(evidence: Evidence, met: Met, fall: Fall, threshold: number, asOf: IsoDay): Answer {
  const { index } = fall.followUp
  const later = evidence.measurements
    .filter((test) => test.index === index && comparePartialDates(test.date, fall.followUp.date) > 0)
    .filter(({ date }) => comparePartialDates(date, asOf) <= 0)
    .toSorted((a, b) => comparePartialDates(a.date, b.date))
    .at(-1)
  const since =
    met === true && later && later.percent > fall.followUp.percent
      ? `, since then ${formatNumber(later.percent, 1)} % on ${formatPartialDate(later.date)}`
      : ''
  return { met, because: `${fallWords(fall, threshold)}${since}`, inputs: inputsOf(fall), missing: [] }
}

function basisNotKnown(fall: Fall, threshold: number, bases: FallQuestion['bases']): Answer {
  const demandsCorrected = bases?.length === 1
  return {
    met: undefined,
    because: `${fallWords(fall, threshold)}: ${demandsCorrected ? 'Hb not available, so not corrected for it' : 'it is not known that both have one basis of hemoglobin'}`,
    inputs: inputsOf(fall),
    missing: ['hemoglobin at the DLCO tests'],
  }
}

function datesNotKnown(fall: Fall, threshold: number, { months }: FallWindow): Answer {
  const partial = [fall.baseline, fall.followUp].filter(({ date }) => precisionOf(date) !== 'day')
  const dates = partial.map(({ date }) => formatPartialDate(date))
  return {
    met: undefined,
    because: `${fallWords(fall, threshold)}: because the dates (${dates.join(', ')}) are not known to the day, it is open whether that is within ${months} months`,
    inputs: inputsOf(fall),
    missing: partial.map(
      ({ index, percent, date }) => `the day of ${index} ${formatNumber(percent, 1)} % (${formatPartialDate(date)})`,
    ),
  }
}

function noPair({ measurements }: Evidence, asOf: IsoDay, { index, window, bases }: FallQuestion): Answer {
  const before = measurements.filter((test) => test.index === index && comparePartialDates(test.date, asOf) <= 0)
  const last = before.toSorted((a, b) => comparePartialDates(a.date, b.date)).at(-1)
  const because = last
    ? `no two ${index} values${bases ? ' of one basis of hemoglobin' : ''} lie within ${window.months} months (last: ${formatNumber(last.percent, 1)} % on ${formatPartialDate(last.date)})`
    : `no ${index} is recorded`
  return {
    met: undefined,
    because,
    inputs: last?.from ? [last.from] : [],
    missing: [`two ${index} values within ${window.months} months`],
  }
}
