/** Rules between the items of one form. They tell slips of the keyboard; none is a rule of treatment. */
import { ask, isEmpty, outsideRange, refuse, type Problem } from '../dictionary/check-values.ts'
import type { Range } from '../dictionary/define-form.ts'
import type { FormId } from '../dictionary/forms.ts'
import { antibodyOf } from '../dictionary/lists/antibodies.ts'
import { laboratoryTestOf } from '../dictionary/lists/laboratory-tests.ts'
import type { ColumnValue } from '../dictionary/record.ts'
import { convert, unitLabel } from './units.ts'

export type Values = Readonly<Record<string, ColumnValue | null | undefined>>
type Rule = (values: Values) => readonly (Problem | undefined)[]

const numberOf = (values: Values, name: string): number | undefined => {
  const value = values[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
/** The text of a column, or undefined where it is empty or no text. */
export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A quantity in the unit asked for. */
function quantityIn(values: Values, name: string, unit: string): number | undefined {
  const value = numberOf(values, name)
  const given = textOf(values, `${name}_unit`)
  return value === undefined || given === undefined ? undefined : convert(value, given, unit, name)
}

/** Asks when the first number is larger than the second, both in the same unit. */
function askIfLarger(values: Values, name: string, limit: string, message: string, unit?: string): Problem | undefined {
  const read = (item: string) => (unit === undefined ? numberOf(values, item) : quantityIn(values, item, unit))
  const value = read(name)
  const bound = read(limit)
  return value !== undefined && bound !== undefined && value > bound ? ask('out-of-order', name, message) : undefined
}

const laboratoryRule: Rule = (values) => {
  const test = laboratoryTestOf(textOf(values, 'test') ?? '')
  const value = numberOf(values, 'value')
  const unit = textOf(values, 'unit')
  const low = numberOf(values, 'ref_low')
  const high = numberOf(values, 'ref_high')
  const unitIsWrong = test !== undefined && unit !== undefined && !test.units.includes(unit)
  const outside = (range: Range | undefined, verb: 'must be' | 'is usually') =>
    test && value !== undefined && !unitIsWrong
      ? outsideRange(test.label, value, range, verb, unit, test.units[0], test.code)
      : undefined
  const impossible = outside(test?.hard, 'must be')
  const doubt = outside(test?.soft, 'is usually')
  return [
    value !== undefined && unit === undefined
      ? refuse('unit-needed', 'unit', `${test?.label ?? 'The value'} needs a unit.`)
      : undefined,
    unitIsWrong
      ? refuse(
          'unit-of-test',
          'unit',
          `${test.label} can be in ${test.units.map(unitLabel).join(' or ')}, not in ${unitLabel(unit)}.`,
        )
      : undefined,
    low !== undefined && high !== undefined && low > high
      ? refuse('limits-reversed', 'ref_high', 'The upper limit of normal is below the lower one.')
      : undefined,
    impossible !== undefined
      ? refuse('hard-range', 'value', impossible)
      : doubt === undefined
        ? undefined
        : ask('soft-range', 'value', doubt),
  ]
}

const antibodyRule: Rule = (values) => {
  const antibody = antibodyOf(textOf(values, 'specificity') ?? '')
  const result = textOf(values, 'result')
  const measured = ['titre', 'value', 'intensity'].find((name) => !isEmpty(values[name]))
  return [
    antibody && !antibody.titered && numberOf(values, 'titre') !== undefined
      ? ask('seldom-titered', 'titre', `${antibody.label} is seldom reported as a titer.`)
      : undefined,
    antibody && antibody.code !== 'ana' && !isEmpty(values['pattern'])
      ? ask('pattern-of-ana', 'pattern', 'An immunofluorescence pattern belongs to the ANA.')
      : undefined,
    measured !== undefined && (result === 'not-tested' || result === 'not-on-panel')
      ? refuse('not-tested', measured, 'An antibody that was not tested has no titer, level or intensity.')
      : undefined,
  ]
}

const visitRule: Rule = (values) => {
  const mmt8 = numberOf(values, 'mmt8')
  const range = textOf(values, 'mmt8_range')
  const haq = numberOf(values, 'haq_di')
  const most = Number(range?.split('-')[1])
  return [
    askIfLarger(values, 'diastolic', 'systolic', 'The diastolic pressure is above the systolic one.'),
    askIfLarger(values, 'spo2_exertion', 'spo2_rest', 'SpO₂ on exertion is above SpO₂ at rest.'),
    mmt8 !== undefined && range === undefined
      ? refuse(
          'range-needed',
          'mmt8_range',
          'Say which range the muscle sum runs over: 80, 150 and 260 can’t be told apart later.',
        )
      : undefined,
    mmt8 !== undefined && range !== undefined && mmt8 > most
      ? refuse('above-range', 'mmt8', `The muscle sum must be at most ${most}; ${mmt8} was given.`)
      : undefined,
    haq !== undefined && !Number.isInteger(haq * 8)
      ? ask('steps-of-score', 'haq_di', 'HAQ-DI goes in steps of 0.125.')
      : undefined,
  ]
}

const pftRule: Rule = (values) => [
  askIfLarger(values, 'fev1', 'fvc', 'FEV1 is above FVC.', 'L'),
  askIfLarger(values, 'fvc', 'tlc', 'FVC is above TLC.', 'L'),
  askIfLarger(values, 'rv', 'tlc', 'RV is above TLC.', 'L'),
  kcoProblem(values),
]

/** KCO is DLCO/VA: more than 10 % apart, one of the three has a slip or another unit. */
function kcoProblem(values: Values): Problem | undefined {
  const dlco = quantityIn(values, 'dlco', 'mL/min/mm[Hg]')
  const va = quantityIn(values, 'va', 'L')
  const kco = quantityIn(values, 'kco', 'mL/min/mm[Hg]/L')
  if (!dlco || !va || !kco || Math.abs(dlco / va / kco - 1) <= 0.1) return undefined
  return ask(
    'kco-ratio',
    'kco',
    `DLCO divided by VA is ${(dlco / va).toFixed(2)} mL/min/mmHg/L; KCO differs by more than 10 %.`,
  )
}

const walkTestRule: Rule = (values) => [
  askIfLarger(values, 'spo2_nadir', 'spo2_start', 'The lowest SpO₂ is above the one at the start.'),
  askIfLarger(values, 'spo2_nadir', 'spo2_end', 'The lowest SpO₂ is above the one at the end.'),
]

const procedureRule: Rule = (values) => {
  const cells = ['bal_lymphocytes', 'bal_neutrophils', 'bal_eosinophils', 'bal_macrophages']
  const sum = cells.reduce((total, name) => total + (numberOf(values, name) ?? 0), 0)
  return [sum > 101 ? ask('sum-of-cells', 'bal_macrophages', `The cells of the lavage add up to ${sum} %.`) : undefined]
}

const doseStepRule: Rule = (values) => {
  const hasDose = numberOf(values, 'dose') !== undefined
  return [
    hasDose && textOf(values, 'unit') === undefined
      ? refuse('unit-needed', 'unit', 'The dose needs a unit.')
      : undefined,
    hasDose && values['dose'] !== 0 && textOf(values, 'frequency') === undefined
      ? ask('frequency-needed', 'frequency', 'Without a frequency the daily dose is not known.')
      : undefined,
  ]
}

const infusionRule: Rule = (values) => {
  const weight = quantityIn(values, 'weight', 'kg')
  const perKg = quantityIn(values, 'dose_per_kg', 'g/kg')
  const total = quantityIn(values, 'total_dose', 'g')
  if (!weight || !perKg || !total || Math.abs(total / (weight * perKg) - 1) <= 0.1) return []
  return [
    ask(
      'dose-for-weight',
      'total_dose',
      `Weight × dose is ${(weight * perKg).toPrecision(3)} g; the total differs by more than 10 %.`,
    ),
  ]
}

const eventRule: Rule = (values) => {
  const fatal = values['kind'] === 'death' || values['outcome'] === 'fatal' || values['grade'] === 5
  return [
    !isEmpty(values['cause_of_death']) && !fatal
      ? ask('cause-without-death', 'cause_of_death', 'A cause of death is given, but the event was not fatal.')
      : undefined,
  ]
}

const caseRule: Rule = (values) => [
  values['smoking'] === 'never' && (numberOf(values, 'pack_years') ?? 0) > 0
    ? ask('never-smoked', 'pack_years', 'Pack-years are given for someone who never smoked.')
    : undefined,
  values['status'] === 'died' && isEmpty(values['status_on'])
    ? ask('date-of-death', 'status_on', 'The date of death is not given; survival can’t be computed without it.')
    : undefined,
]

/** What the rule said is filled in by the program: on the page, before saving, it isn't known and nothing is asked. */
const judgmentRule: Rule = (values) => {
  const computed = textOf(values, 'computed')
  const verdict = textOf(values, 'verdict')
  const overrules = computed !== undefined && verdict !== undefined && verdict !== computed
  return [
    overrules && isEmpty(values['reason'])
      ? refuse('reason-needed', 'reason', 'You differ from what the rule says: say why.')
      : undefined,
  ]
}

/** Rules by form. A form without any has none here. */
export const recordRules: Partial<Record<FormId, Rule>> = {
  case: caseRule,
  antibody: antibodyRule,
  visit: visitRule,
  laboratory: laboratoryRule,
  pft: pftRule,
  walk_test: walkTestRule,
  procedure: procedureRule,
  dose_step: doseStepRule,
  infusion: infusionRule,
  event: eventRule,
  judgment: judgmentRule,
}
