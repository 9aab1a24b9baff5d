/**
 * A record with nothing in it that stays in the registry. Dates, birth date, code and ids are the true ones still: whoever
 * writes from it tells them as the exit tells them, and never prints them as they are.
 */
import type { Item } from '../../dictionary/define-form.ts'
import { formOf, itemOf, type FormId, type RecordTypes } from '../../dictionary/forms.ts'
import { laboratoryTests, type LaboratoryTest } from '../../dictionary/lists/laboratory-tests.ts'
import type { AnyRecord } from '../../dictionary/record.ts'
import { siteItems } from '../../dictionary/site-items.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import type { Measure } from '../measures.ts'
import { isPartialDate } from '../partial-date.ts'
import { isKnownUnit } from '../units.ts'
import { doesLeave, leavingOf } from './leaving.ts'

/** Names of the items of a form that leave. */
export type LeavingItems = (form: FormId) => readonly string[]

/** Those of the white list, and those of its own that the site lets go. */
export const itemsThatLeave: LeavingItems = (form) =>
  formOf(form)
    .items.filter((item) => doesLeave(leavingOf(form, item)))
    .map(({ name }) => name)

const tests: ReadonlyMap<string, LaboratoryTest> = new Map(laboratoryTests.map((test) => [test.code, test]))

const ownMeasure = (test: string) => siteItems().find(({ kind, name }) => kind === 'measure' && name === test)

/** Whether the values of a measure leave: those of one that the site added only where the site says so. */
export function doesMeasureLeave({ form, name }: Pick<Measure, 'form' | 'name'>): boolean {
  if (form === 'laboratory') return ownMeasure(name)?.definition.leaves ?? tests.has(name)
  const item = itemOf(form, name)
  return item !== undefined && doesLeave(leavingOf(form, item))
}

/** Units of a measure that the site added and lets go; undefined for one that stays. */
function unitsOfOwn(test: string): readonly string[] | undefined {
  const own = ownMeasure(test)
  return own?.definition.leaves === true ? (own.definition.units ?? []) : undefined
}

/** Units of antibody levels as laboratories print them; any other word there is text like any other. */
const levelUnits = new Set(['au/ml', 'u/ml', 'iu/ml', 'ru/ml', 'ku/l', 'u/l', 'cu', 'si', 'index', 'ratio', '%'])

/** A value without the unit that was typed for it would mislead: it stays behind with a unit that nobody knows. */
function withKnownUnit(record: AnyRecord, isKnown: (unit: string) => boolean): AnyRecord {
  const { unit, value, value_comparator, ref_low, ref_high, ...rest } = record
  return typeof unit !== 'string' || isKnown(unit) ? record : (rest as AnyRecord)
}

function leavingResult(record: AnyRecord, ownMeasures: boolean): readonly AnyRecord[] {
  const code = isText(record['test']) ? record['test'] : ''
  const units = tests.get(code)?.units ?? (ownMeasures ? unitsOfOwn(code) : undefined)
  return units === undefined ? [] : [withKnownUnit(record, (unit) => units.includes(unit) || isKnownUnit(unit))]
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Whether a value is one that the item can have: what an import may have brought in besides stays. Words are looked at elsewhere. */
function isOfItem(item: Item, value: unknown): boolean {
  switch (item.type) {
    case 'integer':
    case 'number':
    case 'quantity':
      return typeof value === 'number'
    case 'date':
      return isText(value) && isPartialDate(value)
    case 'choice':
      return item.choices.some(({ code }) => code === value)
    case 'choices':
      return Array.isArray(value) && value.every((each) => item.choices.some(({ code }) => code === each))
    case 'text':
    case 'long-text':
    case 'reference':
      return isText(value)
  }
}

/** Only what stands in the columns of these items; of the frame what says when, of what kind and why something is empty. */
function only(record: AnyRecord, form: FormId, items: readonly string[]): AnyRecord {
  const { id, version, source, missing, created_at, updated_at } = record
  const values = items.flatMap((name): readonly (readonly [string, unknown])[] => {
    const item = itemOf(form, name)
    if (!item || !isOfItem(item, record[name])) return []
    const [unit, comparator] = [record[`${name}_unit`], record[`${name}_comparator`]]
    const isUnit = item.type === 'quantity' && isText(unit) && (item.units.includes(unit) || isKnownUnit(unit))
    if (item.type === 'quantity' && unit !== undefined && !isUnit) return []
    return [
      [name, record[name]],
      ...(isUnit ? [[`${name}_unit`, unit] as const] : []),
      ...(comparator === '<' || comparator === '>' ? [[`${name}_comparator`, comparator] as const] : []),
    ]
  })
  const why = Object.entries(missing ?? {}).filter(([item]) => items.includes(item))
  return {
    id,
    version,
    source,
    ...(why.length > 0 && { missing: Object.fromEntries(why) }),
    created_at,
    updated_at,
    ...Object.fromEntries(values),
  }
}

/**
 * The record without anything that stays.
 * @param items which items leave; an exit may let fewer go than `itemsThatLeave`, never others
 * @param ownMeasures whether measures that the site added and lets go leave too
 */
export function leavingRecord(
  record: CaseRecord,
  items: LeavingItems = itemsThatLeave,
  ownMeasures = items === itemsThatLeave,
): CaseRecord {
  const lists = Object.entries(record.records).map(([id, list]) => {
    const form = id as RepeatingFormId
    const names = items(form)
    const kept =
      names.length === 0 ? [] : (list as unknown as readonly AnyRecord[]).map((each) => only(each, form, names))
    if (form === 'laboratory') return [form, kept.flatMap((each) => leavingResult(each, ownMeasures))]
    if (form === 'antibody')
      return [form, kept.map((each) => withKnownUnit(each, (unit) => levelUnits.has(unit.trim().toLowerCase())))]
    return [form, kept]
  })
  return {
    case: only(record.case as unknown as AnyRecord, 'case', items('case')) as unknown as RecordTypes['case'],
    records: Object.fromEntries(lists) as CaseRecord['records'],
  }
}
