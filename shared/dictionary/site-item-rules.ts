/** What a site may say about an item of its own, and what it may still change once values exist. */
import type { Range } from './define-form.ts'
import type { SiteItem, SiteItemDefinition, SiteItemType } from './site-items.ts'
import { forms, formOf, isFormId } from './forms.ts'
import { allLaboratoryTests } from './lists/laboratory-tests.ts'
import { convert, isKnownUnit, unitLabel } from '../domain/units.ts'

/** Something that must be put right, at the part of the definition that `path` names. */
export interface DefinitionProblem {
  readonly path: string
  readonly message: string
}

const longestLabel = 80
const longestName = 26
const mostChoices = 60
const mostUnits = 8

export const isNumeric = (type: SiteItemType): type is 'integer' | 'number' | 'quantity' =>
  type === 'integer' || type === 'number' || type === 'quantity'

export const hasChoices = (type: SiteItemType): type is 'choice' | 'choices' => type === 'choice' || type === 'choices'

/** Of these kinds of answer a site may say that they leave the registry de-identified: nobody can type a name into them. */
export const canLeave = (type: SiteItemType): boolean => isNumeric(type) || hasChoices(type) || type === 'date'

/** Letters and digits of a label with a sign between its words. Letters that Latin lacks are left out. */
function slugOf(label: string, between: string): string {
  return label
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[µμ]/g, 'u')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(between)
}

/** The first of `base`, `base_2`, `base_3`, … that is free, none longer than allowed. */
function firstFree(base: string, between: string, longest: number, isFree: (name: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `${between}${number}`
    const cut = base.slice(0, longest - suffix.length)
    const name = `${cut.endsWith(between) ? cut.slice(0, -1) : cut}${suffix}`
    if (isFree(name)) return name
  }
}

/** Every column that an item of a name can ever have. */
const columnNames = (name: string) => [name, `${name}_unit`, `${name}_comparator`]

/** A column name made of a label: `x_grip_left`. None of its columns is one that is taken. */
export function nameOfSiteItem(label: string, taken: readonly string[]): string {
  const columns = new Set(taken.flatMap(columnNames))
  return firstFree(`x_${slugOf(label, '_') || 'item'}`, '_', longestName, (name) =>
    columnNames(name).every((column) => !columns.has(column)),
  )
}

/** A code for an answer, made of its label: `no-change`. */
export function codeOfAnswer(label: string, taken: readonly string[]): string {
  return firstFree(slugOf(label, '-') || 'answer', '-', 40, (code) => !taken.includes(code))
}

/** An item that may have no name yet. */
type Described = Pick<SiteItem, 'kind' | 'form' | 'definition'> & { readonly name?: string | undefined }

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** What a form, or the catalog, already asks under that label. */
function labelProblem({ kind, form, name, definition: { label } }: Described): string | undefined {
  if (!label.trim()) return 'Give it a label: what stands above the field.'
  if (label.length > longestLabel)
    return `The label can have at most ${longestLabel} characters; it has ${label.length}.`
  const isTaken =
    kind === 'measure'
      ? allLaboratoryTests().some((test) => test.code !== name && !test.retired && same(test.label, label))
      : isFormId(form) &&
        formOf(form).items.some((item) => item.name !== name && !item.retired && same(item.label, label))
  if (!isTaken) return undefined
  return kind === 'measure'
    ? `The laboratory catalog has “${label.trim()}” already.`
    : `“${label.trim()}” is asked in this form already. Say what is different about this one.`
}

function rangeProblems({ hard = {}, soft = {} }: SiteItemDefinition): readonly DefinitionProblem[] {
  const upsideDown = (path: string, { min, max }: Range) =>
    min !== undefined && max !== undefined && min >= max
      ? [{ path, message: `The upper limit (${max}) must be above the lower one (${min}).` }]
      : []
  const own = [...upsideDown('hard', hard), ...upsideDown('soft', soft)]
  if (own.length > 0) return own
  const outside =
    (soft.min ?? soft.max ?? Infinity) < (hard.min ?? -Infinity) ||
    (soft.max ?? soft.min ?? -Infinity) > (hard.max ?? Infinity)
  return outside ? [{ path: 'soft', message: 'The usual range reaches beyond what is possible.' }] : []
}

function unitProblems({ kind, definition: { type, units = [] } }: Described): readonly DefinitionProblem[] {
  const needsUnit = kind === 'measure' || type === 'quantity'
  const problem = (message: string) => [{ path: 'units', message }]
  if (needsUnit && units.length === 0)
    return problem('Give the unit that it is reported in; for a ratio or an index, write that word.')
  if (units.some((unit) => !unit.trim() || unit.length > 20)) return problem('A unit has between 1 and 20 characters.')
  if (new Set(units).size < units.length) return problem('The same unit stands there twice.')
  if (units.length > mostUnits) return problem(`There can be at most ${mostUnits} units.`)
  return !needsUnit && units.length > 1
    ? problem('A number has one unit. Make it a quantity to let people choose among several.')
    : []
}

function choiceProblems({ type, choices = [] }: SiteItemDefinition): readonly DefinitionProblem[] {
  if (!hasChoices(type)) return []
  const problem = (path: string, message: string) => ({ path, message })
  if (choices.length < 2) return [problem('choices', 'Give at least two answers to choose from.')]
  if (choices.length > mostChoices) return [problem('choices', `There can be at most ${mostChoices} answers.`)]
  return choices.flatMap(({ code, label }, index) => {
    const path = `choices.${index}`
    if (!label.trim()) return [problem(path, `Answer ${index + 1} has no words.`)]
    if (label.length > longestLabel)
      return [problem(path, `Answer ${index + 1} has more than ${longestLabel} characters.`)]
    const before = choices.slice(0, index)
    if (before.some((other) => same(other.label, label))) return [problem(path, `“${label}” stands there twice.`)]
    return before.some((other) => other.code === code) || !/^[A-Za-z0-9]+([-/][A-Za-z0-9]+)*$/.test(code)
      ? [problem(path, `The code of “${label}” is taken or no code.`)]
      : []
  })
}

/** What is wrong with a definition. `name` is that of the item it belongs to, once it has one. */
export function definitionProblems(site: Described): readonly DefinitionProblem[] {
  const { kind, form, definition } = site
  const { type, decimals } = definition
  const about = labelProblem(site)
  return [
    ...(forms.some(({ id }) => id === form) && (kind === 'item' || form === 'laboratory')
      ? []
      : [{ path: 'form', message: 'Choose the form that it belongs to.' }]),
    ...(about === undefined ? [] : [{ path: 'label', message: about }]),
    ...(kind === 'measure' && type !== 'number' ? [{ path: 'type', message: 'A measure is a number.' }] : []),
    ...(isNumeric(type) ? [...unitProblems(site), ...rangeProblems(definition)] : []),
    ...(decimals !== undefined && (!Number.isInteger(decimals) || decimals < 0 || decimals > 6)
      ? [{ path: 'decimals', message: 'Between 0 and 6 digits after the point can be shown.' }]
      : []),
    ...choiceProblems(definition),
    ...(definition.leaves && !canLeave(type)
      ? [{ path: 'leaves', message: 'Text never leaves the registry de-identified: a name could stand in it.' }]
      : []),
  ]
}

/** True where everything in the old range lies in the new one. */
const widens = (before: Range = {}, after: Range = {}) =>
  (after.min ?? -Infinity) <= (before.min ?? -Infinity) && (after.max ?? Infinity) >= (before.max ?? Infinity)

function unitRefusal(before: SiteItemDefinition, after: SiteItemDefinition): string | undefined {
  const [first, ...rest] = before.units ?? []
  const units = after.units ?? []
  if (units[0] !== first)
    return first === undefined
      ? 'The values that exist have no unit, so none can be given to them now.'
      : `Values exist, so the first unit stays ${unitLabel(first)}.`
  const gone = rest.find((unit) => !units.includes(unit))
  if (gone !== undefined) return `Values exist, so ${unitLabel(gone)} stays among the units.`
  const foreign = units.find(
    (unit) =>
      first !== undefined &&
      ![first, ...rest].includes(unit) &&
      (!isKnownUnit(unit) || convert(1, unit, first) === undefined),
  )
  return foreign === undefined
    ? undefined
    : `Values in ${unitLabel(first ?? '')} exist, and ${unitLabel(foreign)} can’t be converted to it. Add another item for it.`
}

/**
 * What can't be changed about an item of which values exist: its kind of answer and its unit, since those say what the
 * values mean; ranges and answers only widen, so that every value stays one that the form takes.
 */
export function changeRefusals(before: SiteItemDefinition, after: SiteItemDefinition): readonly DefinitionProblem[] {
  if (before.type !== after.type)
    return [{ path: 'type', message: 'Values exist, so the kind of answer stays as it is. Add another item instead.' }]
  const unit = isNumeric(after.type) ? unitRefusal(before, after) : undefined
  const gone = before.choices?.find(({ code }) => !after.choices?.some((choice) => choice.code === code))
  return [
    ...(unit === undefined ? [] : [{ path: 'units', message: unit }]),
    ...(widens(before.hard, after.hard)
      ? []
      : [{ path: 'hard', message: 'Values exist, so what is possible can only be made wider.' }]),
    ...(before.comparator && !after.comparator
      ? [{ path: 'comparator', message: 'Values exist, so < and > stay allowed.' }]
      : []),
    ...(gone
      ? [{ path: 'choices', message: `Values exist, so the answer “${gone.label}” stays. It can be renamed.` }]
      : []),
  ]
}
