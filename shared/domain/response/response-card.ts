/**
 * What was measured before and after the start of a drug, side by side. It says what changed, never that the drug did it:
 * others were often started near, and those are named with it.
 */
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { treatmentsByDay, type CurrentTreatment } from '../current-treatment.ts'
import { asOfDay } from '../follow-up.ts'
import { formatNumber } from '../format-number.ts'
import { daysAMonth, firstDay, isoOfDay, type DayNumber, type IsoDay, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { drugStarts, spanInWords, startedNear, type DrugStart, type DrugStarts, type NearStart } from './drug-starts.ts'
import { eventsAround, knownTime, type EventsAround } from './event-rates.ts'
import { readingsOf, responseMeasures, type Reading, type ResponseMeasure } from './readings.ts'
import { slopesAround, type SlopesAround } from './response-slope.ts'
import { steroidCourse, type SteroidCourse } from './steroid-course.ts'
import { drugInSentence, usedDoses } from './used-doses.ts'
import { readingBefore, readingNear, type ResponseWindows, type Start } from './windows.ts'

/** A value that stands in the card, with the records that it comes from. */
export interface ValueAt {
  readonly value: number
  readonly comparator?: '<' | '>'
  readonly date: PartialDate
  readonly day: DayNumber
  readonly inputs: readonly UsedInput[]
}

export interface ResponseRow {
  readonly id: ResponseMeasure | 'prednisone'
  readonly before?: ValueAt
  /** One for each of the chosen months, in their order. */
  readonly after: readonly (ValueAt | undefined)[]
  readonly slopes?: SlopesAround
  /** `FVC 61 → 66 % predicted in 11 months`: to the last of the chosen months with a value; missing without two values. */
  readonly statement?: string
}

export interface Beside {
  /** `prednisone 20 mg daily`. */
  readonly text: string
  readonly inputs: readonly UsedInput[]
}

export interface ResponseCard extends DrugStart {
  readonly near: readonly NearStart[]
  /** Other drugs in force on the day of the start, with their doses in words. */
  readonly beside: readonly Beside[]
  readonly rows: readonly ResponseRow[]
  readonly events: readonly EventsAround[]
}

export interface ResponseCards {
  readonly cards: readonly ResponseCard[]
  readonly unknown: DrugStarts['unknown']
}

const fromReading = ({ value, comparator, date, day, input }: Reading): ValueAt => ({
  value,
  ...(comparator ? { comparator } : {}),
  date,
  day,
  inputs: [input],
})

/** Prednisone-equivalent of a day, 0 off glucocorticoids; undefined where it isn't known. */
function steroidOn(course: SteroidCourse, day: DayNumber): ValueAt | undefined {
  const step = course.steps.find(({ from, to }) => from <= day && day <= to)
  if (course.from === undefined || day > course.to || (step && step.perDay === undefined)) return undefined
  // Before the first dated dose nothing is known of doses that the record holds without a date.
  if (!step && day < course.from && course.notCounted.length > 0) return undefined
  return { value: step?.perDay ?? 0, date: isoOfDay(day), day, inputs: course.inputsBetween(day, day) }
}

function steroidRow(course: SteroidCourse, start: Start, windows: ResponseWindows): ResponseRow {
  const after = windows.afterMonths.map((months) => {
    const aim = Math.round(start.day + months * daysAMonth)
    const day = Math.max(Math.min(aim, course.to), start.last + 1)
    return aim - day > windows.toleranceDays ? undefined : steroidOn(course, day)
  })
  return told({ id: 'prednisone', after, ...withBefore(steroidOn(course, start.first - 1)) })
}

const withBefore = (before: ValueAt | undefined) => (before ? { before } : {})

const shown = ({ value, comparator }: ValueAt, decimals: number) =>
  `${comparator ?? ''}${formatNumber(value, decimals)}`

const words = {
  ck: ['CK', ' U/L', 0],
  fvc: ['FVC', ' % predicted', 0],
  dlco: ['DLCO', ' % predicted', 0],
  mmrc: ['mMRC', '', 0],
  prednisone: ['prednisone', ' mg daily', 2],
} as const

/** The row with its statement. */
function told(row: ResponseRow): ResponseRow {
  const [name, unit, decimals] = words[row.id]
  const { before } = row
  const after = row.after.findLast((value) => value !== undefined)
  if (!before || !after) return row
  const [from, to] = [shown(before, decimals), shown(after, decimals)]
  const change = from === to ? `${name} ${to}${unit} as before` : `${name} ${from} → ${to}${unit}`
  const apart = spanInWords(after.day - before.day)
  const statement = row.id === 'prednisone' ? change : `${change}${from === to ? `, ${apart} on` : ` in ${apart}`}`
  return { ...row, statement }
}

/**
 * What else was taken on the first day that the start can mean; what began on that very day is named as started near.
 * @param taken the treatments in force on that day
 */
function besides(record: CaseRecord, one: DrugStart, taken: readonly CurrentTreatment[]): readonly Beside[] {
  return taken
    .filter(({ treatment, drug }) => treatment.id !== one.recordId && drug !== one.drug)
    .filter(({ drug }) => drugOf(drug)?.drugClass !== 'prophylaxis')
    .filter(({ treatment: { started } }) => started === undefined || firstDay(started) < one.start.first)
    .map(({ treatment, drug, segment }) => ({
      text: `${drugInSentence(drug)}${segment ? ` ${segment.label}` : ''}`,
      inputs: usedDoses(record, [segment?.recordId ?? treatment.id]),
    }))
}

/** The cards of all drugs in order of their starts. */
export function responseCards(
  record: CaseRecord,
  settings: ClinicalSettings,
  windows: ResponseWindows,
  today: IsoDay,
): ResponseCards {
  const asOf = asOfDay(record, today)
  const all = drugStarts(record, asOf)
  const measures = responseMeasures.map((id) => ({ id, readings: readingsOf(id, record, settings) }))
  const known = knownTime(record, today)
  const steroids = steroidCourse(record, today)
  const takenOn = treatmentsByDay(record)
  const cards = all.starts.map((one): ResponseCard => {
    const measured = measures.map(({ id, readings }) => {
      const before = readingBefore(readings, id, one.start, windows)
      const slopes = slopesAround(readings, id, one.start, windows)
      return told({
        id,
        ...withBefore(before && fromReading(before)),
        after: windows.afterMonths.map((months) => {
          const near = readingNear(readings, one.start, months, windows)
          return near && fromReading(near)
        }),
        ...(slopes ? { slopes } : {}),
      })
    })
    return {
      ...one,
      near: startedNear(one, all),
      beside: besides(record, one, takenOn(isoOfDay(one.start.first))),
      rows: [...measured, ...(steroids ? [steroidRow(steroids, one.start, windows)] : [])],
      events: eventsAround(record, one.start, windows, known),
    }
  })
  return { cards, unknown: all.unknown }
}
