/**
 * Slips of the unit and of the decimal point. A value is asked about when it lies outside of everything the patient ever
 * had, by more than half of the way (on a logarithmic scale) that another unit or another place of the point would move
 * it, and so moved would fit. Where the laboratory's own limit or the percentage of predicted stands beside it, that
 * decides: it moves with a slip, and stays with a true change.
 *
 * The limits are the patient's own range and the factor itself; no published ones exist. They were set so that the
 * plausible courses of the demo raise hardly any question.
 */
import { medianOf } from '#shared/statistics/median.ts'
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { unitLabel } from '../units.ts'
import { onDate } from '../partial-date.ts'
import { shown, type Asked } from './asked.ts'
import { dayOf, inFirstUnit, nearestOf, othersOf, readingOf, subjectsOf } from './series.ts'
import type { Measured, Subject } from './series.ts'

interface Candidate {
  readonly rule: 'unit-slip' | 'decimal-shift'
  /** In the first unit of the subject. */
  readonly value: number
  /** What would fit, as it would be typed. */
  readonly said: string
  readonly unit: string | undefined
}

/** How far a value lies outside of a range, as the logarithm of a factor. */
function outside(value: number, others: readonly Measured[]): number {
  const values = others.map((other) => other.value)
  const low = Math.log(Math.min(...values) / value)
  const high = Math.log(value / Math.max(...values))
  return Math.max(0, low, high)
}

/** Limits and predicted values of one laboratory differ by less from time to time, and between laboratories by little more. */
const sameGauge = Math.log(1.3)

type Verdict = 'slip' | 'true-change' | 'unknown'

/** What the limit of normal, or the predicted value, says about a candidate. */
function gaugeVerdict(
  subject: Subject,
  { rule, value: fits }: Candidate,
  { value, gauge }: Pick<Measured, 'value' | 'gauge'>,
  others: readonly Measured[],
): Verdict {
  // A limit is printed in the unit of the result: it doesn't move with the decimal point of the result.
  if (subject.formId === 'laboratory' && rule === 'decimal-shift') return 'unknown'
  const usual = medianOf(others.flatMap((other) => other.gauge ?? []))
  if (gauge === undefined || usual === undefined) return 'unknown'
  const off = Math.log(gauge / usual)
  if (Math.abs(off) < sameGauge) return 'true-change'
  return Math.abs(off + Math.log(fits / value)) < sameGauge ? 'slip' : 'unknown'
}

/** Below this factor, or where the disease moves a value that far, the range alone can't tell a slip. */
const clearFactor = 2
const clearFactorWhenSwinging = 20

function fits(
  subject: Subject,
  candidate: Candidate,
  given: Omit<Measured, 'id' | 'date' | 'day'>,
  others: readonly Measured[],
): boolean {
  const verdict = gaugeVerdict(subject, candidate, given, others)
  if (verdict === 'true-change') return false
  const now = outside(given.value, others)
  const then = outside(candidate.value, others)
  if (verdict === 'slip') return then < now
  const factor = Math.abs(Math.log(candidate.value / given.value))
  if (now <= factor / 2 || then > factor / 4) return false
  if (candidate.rule === 'decimal-shift') return !subject.swings && others.length >= 2
  const unitIsNew =
    others.every(({ unit }) => unit !== given.unit) && others.some(({ unit }) => unit === candidate.unit)
  const clear = Math.log(subject.swings ? clearFactorWhenSwinging : clearFactor)
  return unitIsNew || (factor > clear && others.length >= 2)
}

function candidatesOf(subject: Subject, given: number, unit: string | undefined): readonly Candidate[] {
  const suffix = unit === undefined ? '' : ` ${unitLabel(unit)}`
  const otherUnits = subject.units.flatMap((other): readonly Candidate[] => {
    const value = other === unit ? undefined : inFirstUnit(subject, given, other)
    return value === undefined || value <= 0
      ? []
      : [{ rule: 'unit-slip', value, unit: other, said: `${shown(given)} ${unitLabel(other)}` }]
  })
  const otherPlaces = [0.1, 10, 0.01, 100].flatMap((factor): readonly Candidate[] => {
    const value = inFirstUnit(subject, given * factor, unit)
    return value === undefined
      ? []
      : [{ rule: 'decimal-shift', value, unit, said: `${shown(given * factor)}${suffix}` }]
  })
  return [...otherUnits, ...otherPlaces]
}

function slipOf(subject: Subject, asked: Asked): Problem | undefined {
  const given = readingOf(subject, asked.values)
  const others = othersOf(subject, asked)
  const quoted = nearestOf(others, dayOf(asked.values))
  if (!given || !quoted) return undefined
  const typed = asked.values[subject.column] as number
  const found = candidatesOf(subject, typed, given.unit)
    // A unit of the same size is no slip that could be seen.
    .filter(({ value }) => Math.abs(Math.log(value / given.value)) > 0.01)
    .find((candidate) => fits(subject, candidate, given, others))
  if (!found) return undefined
  const said = `${subject.label} is ${given.said} here, and ${quoted.said} ${onDate(quoted.date)}. ${found.said} would fit.`
  return ask(found.rule, subject.column, said)
}

/** Values that would fit the patient's history in another unit, or with the decimal point elsewhere. */
export const valueSlips = (asked: Asked): readonly (Problem | undefined)[] =>
  subjectsOf(asked.formId, asked.values).map((subject) => slipOf(subject, asked))
