/** The numbers of one patient that are measured again and again, as one series for each thing measured. */
import { itemOf, type FormId } from '../../dictionary/forms.ts'
import { laboratoryTestOf } from '../../dictionary/lists/laboratory-tests.ts'
import type { CaseRecord } from '../case-record.ts'
import { isPartialDate, middleDay, type DayNumber, type PartialDate } from '../partial-date.ts'
import { textOf, type Values } from '../record-rules.ts'
import { convert, unitLabel } from '../units.ts'
import { recordsOf, shown, type Asked } from './asked.ts'

/** What is measured: an item of a form, and the test or drug that gives it its meaning. */
export interface Subject {
  readonly formId: FormId
  readonly column: string
  readonly variant: string
  readonly label: string
  /** The name that conversions know it by. */
  readonly analyte: string
  /** Units that it may be in; none where it has one unit only. The first is the one that series are in. */
  readonly units: readonly string[]
  /** The disease or its treatment moves it tenfold: only another unit or its limits can tell a slip. */
  readonly swings: boolean
}

/** One measurement of a series. */
export interface Measured {
  readonly id: string
  readonly date: PartialDate
  readonly day: DayNumber
  /** In the first unit of the subject. */
  readonly value: number
  readonly unit: string | undefined
  /** As it was given: `9.2 mL/min/mmHg`. */
  readonly said: string
  /** What the laboratory held it against, in the first unit: the limit of normal, or the predicted value. */
  readonly gauge: number | undefined
}

/** Items that a patient has a series of. Percentages of predicted follow their measurement. */
const followed: Partial<Record<FormId, readonly string[]>> = {
  visit: ['weight'],
  laboratory: ['value'],
  pft: ['fvc', 'fev1', 'tlc', 'rv', 'dlco', 'kco', 'va', 'haemoglobin'],
  walk_test: ['distance'],
  infusion: ['total_dose'],
}

/** Besides those drawn on a logarithmic scale: what a flare, a drug or a broken bone moves tenfold. */
const swinging = new Set([
  'esr',
  'lymphocytes',
  'neutrophils',
  'eosinophils',
  'cd4',
  'cd19',
  'igm',
  'bilirubin',
  'tacrolimus-trough',
  'ciclosporin-trough',
])

function subjectOf(formId: FormId, column: string, values: Values): Subject | undefined {
  if (formId === 'laboratory') {
    const test = laboratoryTestOf(textOf(values, 'test') ?? '')
    if (!test) return undefined
    const { code, label, units, log } = test
    const swings = log || swinging.has(code)
    return { formId, column, variant: code, label, analyte: code, units, swings }
  }
  const item = itemOf(formId, column)
  if (!item) return undefined
  const units = item.type === 'quantity' ? item.units : []
  const variant = formId === 'infusion' ? (textOf(values, 'drug') ?? '') : ''
  // How far somebody walks falls to a third within weeks when the lungs fail.
  const swings = column === 'distance'
  return { formId, column, variant, label: item.label, analyte: column, units, swings }
}

/** What a record measures of the things that are followed. */
export const subjectsOf = (formId: FormId, values: Values): readonly Subject[] =>
  (followed[formId] ?? []).flatMap((column) => {
    const subject = subjectOf(formId, column, values)
    return subject ? [subject] : []
  })

const unitColumn = ({ formId, column }: Subject) => (formId === 'laboratory' ? 'unit' : `${column}_unit`)

/** What the value was held against by the laboratory itself. */
function gaugeOf(subject: Subject, values: Values, inFirstUnit: (value: number) => number | undefined) {
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : undefined)
  if (subject.formId === 'laboratory') {
    const limit = number('ref_high') ?? number('ref_low')
    return limit ? inFirstUnit(limit) : undefined
  }
  const value = number(subject.column)
  const percent = number(`${subject.column}_pct`)
  const measured = value === undefined ? undefined : inFirstUnit(value)
  return measured && percent ? (100 * measured) / percent : undefined
}

/** A value in a unit, as the first unit of the subject counts it. */
export function inFirstUnit(subject: Subject, value: number, unit: string | undefined): number | undefined {
  const first = subject.units[0]
  if (first === undefined) return value
  return unit === undefined ? undefined : convert(value, unit, first, subject.analyte)
}

type Reading = Omit<Measured, 'id' | 'date' | 'day'>

/** What a record says of a subject; undefined where it says nothing, or only that it is below or above a limit. */
export function readingOf(subject: Subject, values: Values): Reading | undefined {
  const given = values[subject.column]
  const unit = textOf(values, unitColumn(subject))
  const limited = textOf(values, `${subject.column}_comparator`) !== undefined
  if (typeof given !== 'number' || !Number.isFinite(given) || given <= 0 || limited) return undefined
  const value = inFirstUnit(subject, given, unit)
  if (value === undefined || value <= 0) return undefined
  const said = unit === undefined ? shown(given) : `${shown(given)} ${unitLabel(unit)}`
  const gauge = gaugeOf(subject, values, (number) => inFirstUnit(subject, number, unit))
  return { value, unit, said, gauge }
}

/** Series are asked for once a record of the case, when a whole registry is gone through. */
const known = new WeakMap<CaseRecord, Map<string, readonly Measured[]>>()

function wholeSeries(caseRecord: CaseRecord, subject: Subject): readonly Measured[] {
  const { formId, column, variant } = subject
  const key = `${formId} ${column} ${variant}`
  const ofCase = known.get(caseRecord) ?? new Map<string, readonly Measured[]>()
  known.set(caseRecord, ofCase)
  const ready = ofCase.get(key)
  if (ready) return ready
  const series = recordsOf(caseRecord, formId).flatMap((record): readonly Measured[] => {
    const values = record as unknown as Values
    const date = textOf(values, 'date')
    if (!date || !isPartialDate(date) || subjectOf(formId, column, values)?.variant !== variant) return []
    const reading = readingOf(subject, values)
    return reading ? [{ id: record.id, date, day: middleDay(date), ...reading }] : []
  })
  ofCase.set(key, series)
  return series
}

/** The patient's other measurements of a subject, in order of date. */
export const othersOf = (subject: Subject, { caseRecord, recordId }: Asked): readonly Measured[] =>
  wholeSeries(caseRecord, subject).filter(({ id }) => id !== recordId)

/** The measurement to quote: the last one before a day, else the first after it. */
export function nearestOf(others: readonly Measured[], day: DayNumber | undefined): Measured | undefined {
  const before = day === undefined ? others : others.filter((other) => other.day <= day)
  return before.at(-1) ?? others[0]
}

/** The day of a record as typed, once its date can be understood. */
export function dayOf(values: Values): DayNumber | undefined {
  const date = textOf(values, 'date')
  return date && isPartialDate(date) ? middleDay(date) : undefined
}
