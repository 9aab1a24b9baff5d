/** An infusion against the patient's weight and against its plan. Grams against weight × dose stand in `record-rules.ts`. */
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { intakesPerDay } from '../../dictionary/lists/dosing.ts'
import { type DayNumber, isPartialDate, middleDay, onDate, precisionOf } from '../partial-date.ts'
import { textOf, type Values } from '../record-rules.ts'
import { convert } from '../units.ts'
import { recordsOf, shown, type Asked } from './asked.ts'

const kilograms = (values: Values): number | undefined => {
  const weight = values['weight']
  const unit = textOf(values, 'weight_unit')
  return typeof weight === 'number' && unit !== undefined ? convert(weight, unit, 'kg', 'weight') : undefined
}

const fullDay = (values: Values, name: string): DayNumber | undefined => {
  const date = textOf(values, name)
  return date && isPartialDate(date) && precisionOf(date) === 'day' ? middleDay(date) : undefined
}

/** As for grams against weight × dose: within this, no dose is another one. */
const weightTolerance = 0.1
/** A weight older than this says little about today's. */
const weightDays = 365

/** The actual weight that was used, against the one last measured. */
function weightUsed({ formId, values, caseRecord }: Asked): Problem | undefined {
  const used = kilograms(values)
  const day = fullDay(values, 'date')
  const basis = textOf(values, 'weight_basis')
  if (formId !== 'infusion' || !used || day === undefined || (basis !== undefined && basis !== 'actual'))
    return undefined
  const last = recordsOf(caseRecord, 'visit').findLast((visit) => {
    const on = fullDay(visit as unknown as Values, 'date')
    return on !== undefined && on <= day && day - on <= weightDays && kilograms(visit as unknown as Values)
  }) as unknown as Values | undefined
  const measured = last && kilograms(last)
  if (!last || !measured || Math.abs(used / measured - 1) <= weightTolerance) return undefined
  const said = `The weight used is ${shown(used)} kg; at the visit ${onDate(textOf(last, 'date')!)} it was ${shown(measured)} kg.`
  return ask('infusion-weight', 'weight', `${said} An ideal or adjusted weight is marked as such beside it.`)
}

/** Chairs and approvals move infusions about: only less than half of the planned interval, or more than three of them, is odd. */
const shortest = 0.5
const longest = 3

/** The interval to the infusion before, against the frequency that the treatment plans. */
function interval({ formId, values, caseRecord, recordId }: Asked): Problem | undefined {
  const day = fullDay(values, 'date')
  const treatment = textOf(values, 'treatment')
  if (formId !== 'infusion' || day === undefined || treatment === undefined) return undefined
  const step = recordsOf(caseRecord, 'dose_step').findLast((record) => {
    const from = fullDay(record as unknown as Values, 'started')
    return record['treatment'] === treatment && (from === undefined || from <= day) && record['frequency'] !== undefined
  })
  const perDay = intakesPerDay(String(step?.['frequency']))
  // A plan of daily intakes is none of infusions.
  if (perDay === undefined || perDay > 1 / 7) return undefined
  const planned = Math.round(1 / perDay)
  const before = recordsOf(caseRecord, 'infusion').findLast((record) => {
    const on = fullDay(record as unknown as Values, 'date')
    return record.id !== recordId && record['treatment'] === treatment && on !== undefined && on <= day
  })
  const last = before && fullDay(before as unknown as Values, 'date')
  if (!before || last === undefined) return undefined
  const days = day - last
  if (days >= shortest * planned && days <= longest * planned) return undefined
  const said = `The infusion before is of ${onDate(String(before['date'])).slice(3)}, ${days === 1 ? '1 day' : `${days} days`} earlier; the plan is every ${planned} days.`
  return ask('infusion-interval', 'date', days < planned ? said : `${said} Are some not entered?`)
}

export const infusionFit = (asked: Asked): readonly (Problem | undefined)[] => [weightUsed(asked), interval(asked)]
