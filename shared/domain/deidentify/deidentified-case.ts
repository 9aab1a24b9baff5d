/** One case as it leaves: rows of its tables and of the long table, and the facts by which it could be found again. */
import type { Item } from '../../dictionary/define-form.ts'
import { formOf, type FormId } from '../../dictionary/forms.ts'
import type { AnyRecord } from '../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import { firstContactDay } from '../follow-up.ts'
import { dayNumber, isoOfDay, lastDay, precisionOf, type IsoDay, type PartialDate } from '../partial-date.ts'
import { anchorDate } from './anchor.ts'
import { ageBandYears, antibodyGroup, inDetail, type Detail } from './detail.ts'
import { leavingOf } from './leaving.ts'
import { leavingRecord } from './leaving-record.ts'
import { quasiFactsOf, type QuasiFacts } from './quasi-identifiers.ts'
import type { ShareColumn, ShareTable } from './share-columns.ts'
import { detailOf, type ShareOptions } from './share-options.ts'
import { ageBand, ageToTell, type ToldAge } from './told-age.ts'
import { datesFrom, dayWithin, shiftedDates, shiftOfDigest, type TellDate } from './told-time.ts'

export type Cell = string | number | null

export interface CaseKeys {
  /** The code by which the case goes in this export. */
  readonly code: string
  /** Of the registry's secret and the case, hexadecimal. */
  readonly digest: string
}

/** One value of the long table. */
export interface LongRow {
  readonly form: FormId
  readonly record: number
  readonly item: string
  /** Of the record: shifted date or day; empty where it has none that is known to the day. */
  readonly when: Cell
  readonly span: Cell
  readonly value: Cell
  readonly comparator: Cell
  readonly unit: Cell
  readonly missing: Cell
}

export interface DeidentifiedCase {
  readonly code: string
  /** By form, in the order of its columns. */
  readonly rows: ReadonlyMap<FormId, readonly (readonly Cell[])[]>
  readonly long: readonly LongRow[]
  readonly facts: QuasiFacts
  /** The case has no date of the anchor: in days nothing can be told, and its age neither. */
  readonly withoutAnchor: boolean
  /** Its age, or an age of its course, is over 89: reported percentages of predicted stay behind, for they tell the age. */
  readonly isOld: boolean
}

const recordsOf = (record: CaseRecord, form: FormId): readonly AnyRecord[] =>
  (form === 'case' ? [record.case] : record.records[form as RepeatingFormId]) as unknown as readonly AnyRecord[]

/** All dates that leave. */
function datesIn(record: CaseRecord, forms: readonly FormId[]): readonly PartialDate[] {
  return forms.flatMap((id) => {
    const items = formOf(id).items.filter((item) => leavingOf(id, item) === 'date')
    return recordsOf(record, id).flatMap((each) =>
      items.flatMap(({ name }) => (typeof each[name] === 'string' ? [each[name]] : [])),
    )
  })
}

interface Told {
  readonly tell: TellDate | undefined
  readonly age: ToldAge | undefined
  readonly withoutAnchor: boolean
}

/** How this case tells time, and its age: at the anchor, without one and by a calendar at the first contact. */
function toldOf(
  record: CaseRecord,
  forms: readonly FormId[],
  { dates, anchor }: ShareOptions,
  digest: string,
  today: IsoDay,
): Told {
  const at = anchorDate(record, anchor)
  const contact = firstContactDay(record, today)
  const ageAt = at ?? (dates === 'shift' && contact !== undefined ? isoOfDay(contact) : undefined)
  const birth = record.case.birth_date
  const all = datesIn(record, forms)
  const last = all.reduce<PartialDate | undefined>(
    (latest, date) => (latest === undefined || lastDay(date) > lastDay(latest) ? date : latest),
    ageAt,
  )
  const zero = at === undefined ? undefined : precisionOf(at) === 'day' ? dayNumber(at) : dayWithin(at, digest)
  return {
    tell: dates === 'shift' ? shiftedDates(shiftOfDigest(digest)) : zero === undefined ? undefined : datesFrom(zero),
    age: birth && ageAt ? ageToTell(birth, ageAt, last) : undefined,
    withoutAnchor: at === undefined,
  }
}

/** Percentages of predicted, with value, sex and height, give the age back. */
const tellsAge = (form: FormId, item: Item) => form === 'pft' && item.name.endsWith('_pct')

interface Writing extends Told {
  readonly code: string
  readonly detail: Detail
  readonly isOld: boolean
  readonly antibodies: string
  /** Numbers of records by their ids, by form. */
  readonly numbers: ReadonlyMap<string, number>
}

function cellOf({ role, item }: ShareColumn, form: FormId, record: AnyRecord, number: number, writing: Writing): Cell {
  const value = item && record[item.name]
  switch (role) {
    case 'case':
      return writing.code
    case 'record':
      return number
    case 'source':
      return record.source
    case 'antibody-group':
      return writing.antibodies
    case 'age':
      return writing.age === undefined || writing.detail.age === 'off'
        ? null
        : ageBand(writing.age, ageBandYears[writing.detail.age])
    case 'date':
    case 'span': {
      const told = typeof value === 'string' ? writing.tell?.(value) : undefined
      if (told === undefined) return null
      return 'exact' in told ? (role === 'date' ? told.exact : null) : role === 'span' ? told.span : null
    }
    case 'link':
      return typeof value === 'string'
        ? (writing.numbers.get(`${(item as { form?: string }).form} ${value}`) ?? null)
        : null
    case 'unit':
      return textOf(record[`${item!.name}_unit`])
    case 'comparator':
      return textOf(record[`${item!.name}_comparator`])
    case 'value':
      if (item && writing.isOld && tellsAge(form, item)) return null
      return Array.isArray(value) ? value.join(';') : typeof value === 'number' ? value : textOf(value)
  }
}

const textOf = (value: unknown): Cell => (typeof value === 'string' && value !== '' ? value : null)

/** Items that say what another one is: told beside it, not in rows of their own. */
const besides: Partial<Record<FormId, readonly string[]>> = { laboratory: ['test', 'unit'], antibody: ['unit'] }

/** One row for each item that has a value, or a reason why it has none; a laboratory value goes by the code of its test. */
function longRows({ form, columns }: ShareTable, record: AnyRecord, cells: readonly Cell[]): readonly LongRow[] {
  const cell = (item: Item | undefined, ...roles: readonly ShareColumn['role'][]): Cell => {
    const at = columns.findIndex(
      (column, index) => item && column.item === item && roles.includes(column.role) && cells[index] !== null,
    )
    return at < 0 ? null : cells[at]!
  }
  const itemNamed = (name: string | undefined) => form.items.find((item) => item.name === name)
  const dated = itemNamed(form.dateItem)
  const number = cells[columns.findIndex(({ role }) => role === 'record')]
  const row = {
    form: form.id,
    record: typeof number === 'number' ? number : 1,
    when: cell(dated, 'date'),
    span: cell(dated, 'span'),
  }
  const nameOf = (item: Item) => {
    if (columns.some((column) => column.item === item && column.role === 'age')) return 'age'
    return form.id === 'laboratory' && item.name === 'value' ? String(record['test']) : item.name
  }
  const unitOf = (item: Item): Cell => {
    if (item.name === 'value' && besides[form.id]?.includes('unit')) return cell(itemNamed('unit'), 'value')
    return cell(item, 'unit') ?? ('unit' in item ? (item.unit ?? null) : null)
  }
  const told = [...new Set(columns.flatMap(({ item }) => item ?? []))].filter(
    ({ name }) => !besides[form.id]?.includes(name),
  )
  const group = columns.findIndex(({ role }) => role === 'antibody-group')
  return [
    ...told.flatMap((item): readonly LongRow[] => {
      const value = cell(item, 'value', 'date', 'span', 'link', 'age')
      const missing = record.missing?.[item.name] ?? null
      if (value === null && missing === null) return []
      const unit = value === null ? null : unitOf(item)
      return [{ ...row, item: nameOf(item), value, comparator: cell(item, 'comparator'), unit, missing }]
    }),
    ...(group < 0
      ? []
      : [{ ...row, item: 'antibody_group', value: cells[group]!, comparator: null, unit: null, missing: null }]),
  ]
}

/**
 * The case as it leaves.
 * @param tables as `shareTables` makes them of the same options
 * @param today for what counts as the first contact
 */
export function deidentifiedCase(
  whole: CaseRecord,
  options: ShareOptions,
  tables: readonly ShareTable[],
  { code, digest }: CaseKeys,
  today: IsoDay,
): DeidentifiedCase {
  const detail = detailOf(options)
  const leaving = leavingRecord(whole)
  const record = inDetail(leaving, detail)
  const forms = tables.map(({ form }) => form.id)
  const told = toldOf(leaving, forms, options, digest, today)
  const isOld = told.age !== undefined && 'atLeast' in told.age
  const numbers = new Map(
    forms.flatMap((id) => recordsOf(record, id).map((each, index) => [`${id} ${each.id}`, index + 1] as const)),
  )
  const writing: Writing = { ...told, code, detail, isOld, antibodies: antibodyGroup(leaving), numbers }
  const rows = new Map<FormId, readonly (readonly Cell[])[]>()
  const long: LongRow[] = []
  for (const table of tables) {
    const cells = recordsOf(record, table.form.id).map((each, index) => {
      const row = table.columns.map((column) => cellOf(column, table.form.id, each, index + 1, writing))
      long.push(...longRows(table, each, row))
      return row
    })
    rows.set(table.form.id, cells)
  }
  return {
    code,
    rows,
    long,
    facts: quasiFactsOf(leaving, told.age, options.dates === 'shift' ? told.tell : undefined),
    withoutAnchor: told.withoutAnchor,
    isOld,
  }
}
