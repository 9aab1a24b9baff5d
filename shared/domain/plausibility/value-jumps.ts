/**
 * Jumps that a body seldom makes. There are no verified limits of repeatability to lean on: what counts is how much the
 * same patient varied from one measurement to the next, and never less than the floors below, which were set so that the
 * plausible courses of the demo, exacerbations among them, raise hardly any question.
 */
import { medianOf } from '#shared/statistics/median.ts'
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { ageInYears, type DayNumber, formatPartialDate, isPartialDate, onDate } from '../partial-date.ts'
import { textOf, type Values } from '../record-rules.ts'
import { convert, unitLabel } from '../units.ts'
import { shown, type Asked } from './asked.ts'
import { dayOf, inFirstUnit, nearestOf, othersOf, readingOf, subjectsOf } from './series.ts'
import type { Measured, Subject } from './series.ts'

interface Limits {
  /** Share of the value that is never called a jump. */
  readonly floor: number
  /** Days around the measurement within which another one says how large it should be. */
  readonly within: number
}

const jumping: Readonly<Record<string, Limits>> = {
  weight: { floor: 0.12, within: 200 },
  fvc: { floor: 0.25, within: 150 },
  dlco: { floor: 0.35, within: 150 },
}

/** How many times its usual step a patient's value may move before somebody asks. */
const usualSteps = 4

/** The typical step from one measurement to the next, as the logarithm of a factor. */
function usualStep(others: readonly Measured[]): number {
  const steps = others.slice(1).map((other, index) => Math.abs(Math.log(other.value / others[index]!.value)))
  return medianOf(steps) ?? 0
}

/** The value as typed, with two neighboring digits the other way round. */
function swappedDigits(typed: number): readonly number[] {
  const text = String(typed)
  return Array.from({ length: text.length - 1 }, (_, at) => {
    const [before, one, other, after] = [text.slice(0, at), text[at]!, text[at + 1]!, text.slice(at + 2)]
    return one === '.' || other === '.' || one === other ? Number.NaN : Number(`${before}${other}${one}${after}`)
  }).filter(Number.isFinite)
}

function jumpOf(subject: Subject, asked: Asked): Problem | undefined {
  const limits = jumping[subject.column]
  const given = readingOf(subject, asked.values)
  const day = dayOf(asked.values)
  if (!limits || !given || day === undefined) return undefined
  const others = othersOf(subject, asked)
  const near = others.filter((other) => Math.abs(other.day - day) <= limits.within)
  if (others.length < 3 || near.length === 0) return undefined
  const allowed = Math.max(Math.log(1 + limits.floor), usualSteps * usualStep(others))
  const isFar = (value: number) =>
    neighborsOf(near, day).every((other) => Math.abs(Math.log(value / other.value)) > allowed)
  if (!isFar(given.value)) return undefined
  const quoted = nearestOf(near, day)!
  const typed = asked.values[subject.column] as number
  const swapped = swappedDigits(typed).find((number) => {
    const value = inFirstUnit(subject, number, given.unit)
    return (
      value !== undefined &&
      value > 0 &&
      neighborsOf(near, day).some((other) => Math.abs(Math.log(value / other.value)) < allowed / 3)
    )
  })
  const unit = given.unit === undefined ? '' : ` ${unitLabel(given.unit)}`
  const usual = `It usually changes by about ${Math.max(1, Math.round(100 * usualStep(others)))} % from one time to the next.`
  const said = `${subject.label} is ${given.said} here, and ${quoted.said} ${onDate(quoted.date)}.`
  return ask(
    `${subject.column}-jump`,
    subject.column,
    `${said} ${swapped === undefined ? usual : `${shown(swapped)}${unit} would fit.`}`,
  )
}

/** The measurement before a day and the one after it: what is far from one but near the other is a change, no slip. */
function neighborsOf(near: readonly Measured[], day: DayNumber): readonly Measured[] {
  const before = near.findLast((other) => other.day <= day)
  const after = near.find((other) => other.day > day)
  return [before, after].filter((other) => other !== undefined)
}

/** Reference sets differ by less: a measurement and its percentage make the predicted value, which hardly changes. */
const predictedTolerance = Math.log(1.25)

function percentOf(subject: Subject, asked: Asked): Problem | undefined {
  const name = `${subject.column}_pct`
  const percent = asked.values[name]
  const given = readingOf(subject, asked.values)
  if (subject.formId !== 'pft' || typeof percent !== 'number' || percent <= 0 || given?.gauge === undefined)
    return undefined
  const others = othersOf(subject, asked).filter(({ gauge }) => gauge !== undefined)
  const usual = medianOf(others.map(({ gauge }) => gauge!))
  if (others.length < 2 || usual === undefined || Math.abs(Math.log(given.gauge / usual)) <= predictedTolerance)
    return undefined
  const quoted = nearestOf(others, dayOf(asked.values))!
  const quotedPercent = Math.round((100 * quoted.value) / quoted.gauge!)
  const fitting = Math.round((100 * given.value) / usual)
  return ask(
    'percent-mismatch',
    name,
    `${given.said} doesn’t go with ${shown(percent)} %: ${onDate(quoted.date)} ${quoted.said} was ${quotedPercent} %. About ${fitting} % would fit.`,
  )
}

/** An adult's height stays; loss by fractures of the spine takes years and seldom exceeds this between two entries. */
const heightToleranceCm = 3

function heightJump({ formId, values, caseRecord, today }: Asked): Problem | undefined {
  if (formId !== 'case') return undefined
  const before = caseRecord.case as unknown as Values
  const cm = (of: Values) => {
    const height = of['height']
    const unit = textOf(of, 'height_unit')
    return typeof height === 'number' && unit !== undefined ? convert(height, unit, 'cm', 'height') : undefined
  }
  const [now, then] = [cm(values), cm(before)]
  const birth = textOf(values, 'birth_date')
  const isGrowing = birth && isPartialDate(birth) && today !== undefined && ageInYears(birth, today).max < 20
  if (now === undefined || then === undefined || isGrowing || Math.abs(now - then) <= heightToleranceCm)
    return undefined
  const said = (of: Values) => `${shown(of['height'] as number)} ${unitLabel(textOf(of, 'height_unit') ?? '')}`
  const entered = formatPartialDate(caseRecord.case.updated_at.slice(0, 10))
  return ask(
    'height-jump',
    'height',
    `Height is ${said(values)} here; entered on ${entered} it was ${said(before)}. An adult’s height hardly changes.`,
  )
}

/** Values that jump by more than the patient's own changes, and percentages that don't go with their measurement. */
export const valueJumps = (asked: Asked): readonly (Problem | undefined)[] => [
  ...subjectsOf(asked.formId, asked.values).flatMap((subject) => [jumpOf(subject, asked), percentOf(subject, asked)]),
  heightJump(asked),
]
