/**
 * A date long before or after everything else of the patient, that another year would bring among it: 2012 typed for 2021.
 * Who enters old results is asked at the first of them only, since from then on they are part of the history.
 */
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { formOf, type FormId } from '../../dictionary/forms.ts'
import type { CaseRecord } from '../case-record.ts'
import {
  firstDay,
  formatPartialDate,
  isPartialDate,
  lastDay,
  middleDay,
  type DayNumber,
  type PartialDate,
} from '../partial-date.ts'
import { textOf } from '../record-rules.ts'
import { recordsOf, type Asked } from './asked.ts'

/** Forms whose records follow each other; a diagnosis or an earlier illness may well stand alone in time. */
const following: readonly FormId[] = ['visit', 'laboratory', 'pft', 'walk_test', 'imaging', 'infusion', 'dose_step']

interface Dated {
  readonly id: string
  readonly date: PartialDate
  readonly day: DayNumber
}

const known = new WeakMap<CaseRecord, readonly Dated[]>()

function datesOf(caseRecord: CaseRecord): readonly Dated[] {
  const ready = known.get(caseRecord)
  if (ready) return ready
  const dates = following
    .flatMap((formId) =>
      recordsOf(caseRecord, formId).flatMap((record): readonly Dated[] => {
        const date: unknown = record[formOf(formId).dateItem ?? '']
        return typeof date === 'string' && isPartialDate(date) ? [{ id: record.id, date, day: middleDay(date) }] : []
      }),
    )
    .sort((a, b) => a.day - b.day)
  known.set(caseRecord, dates)
  return dates
}

/** Farther than this from everything else is far: two years without any entry are rare in somebody who is followed. */
const farDays = 730
/** Days that a date may lie outside of the rest and still fit. */
const fitDays = 120
/** Fewer other days than this tell nothing about where the patient's history lies. */
const fewestDays = 3

/** Years that a slip turns into the one given, the likeliest first: two digits the other way round, then one digit. */
function likelyYears(year: string): readonly string[] {
  const [century, tens, ones] = [year.slice(0, 2), year[2]!, year[3]!]
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
  return [
    `${century}${ones}${tens}`,
    ...digits.map((digit) => `${century}${tens}${digit}`),
    ...digits.map((digit) => `${century}${digit}${ones}`),
  ].filter((likely) => likely !== year)
}

function farDate({ formId, values, caseRecord, recordId, today }: Asked): Problem | undefined {
  const name = formOf(formId).dateItem
  const date = name === undefined ? undefined : textOf(values, name)
  if (!following.includes(formId) || name === undefined || !date || !isPartialDate(date)) return undefined
  const day = middleDay(date)
  // Results of one sample share their slip: what else has the same date is no second witness.
  const others = datesOf(caseRecord).filter((other) => other.id !== recordId && other.day !== day)
  const [first, last] = [others[0], others.at(-1)]
  if (!first || !last || new Set(others.map((other) => other.day)).size < fewestDays) return undefined
  const isBefore = first.day - lastDay(date) > farDays
  const isAfter = firstDay(date) - last.day > farDays
  if (!isBefore && !isAfter) return undefined
  const latest = today === undefined ? last.day : Math.max(last.day, firstDay(today))
  // Somebody who comes back after years is no slip, unless the digits say so.
  const years = likelyYears(date.slice(0, 4)).slice(0, isAfter ? 1 : undefined)
  const fitting = years
    .map((year) => `${year}${date.slice(4)}`)
    .find(
      (likely) =>
        isPartialDate(likely) &&
        middleDay(likely) >= first.day - fitDays &&
        middleDay(likely) <= Math.min(latest, last.day + fitDays),
    )
  if (!fitting) return undefined
  const nearest = isBefore ? first : last
  const said = `${formatPartialDate(date)} is far from everything else: the ${isBefore ? 'first' : 'last'} entry besides is of ${formatPartialDate(nearest.date)}.`
  return ask('year-slip', name, `${said} ${formatPartialDate(fitting)} would fit.`)
}

export const dateSlips = (asked: Asked): readonly (Problem | undefined)[] => [farDate(asked)]
