/** The comparison of one item as SQL: 1, 0, or NULL where it is not known. The same answers as `compare.ts`. */
import type { Item } from '#shared/dictionary/define-form.ts'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { itemOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { opposites, scalarsOf } from '#shared/domain/cohort/conditions/compare.ts'
import type { Operator, RecordCondition } from '#shared/domain/cohort/conditions/condition.ts'
import { conditionUnit } from '#shared/domain/cohort/conditions/condition-unit.ts'
import { firstDay, isPartialDate, lastDay } from '#shared/domain/partial-date.ts'

/** An expression with what stands for its question marks. */
export interface Sql {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

export const sql = (text: string, ...values: readonly (string | number)[]): Sql => ({ sql: text, values })

export const joined = (parts: readonly Sql[], by: string, none: string): Sql =>
  parts.length === 0
    ? sql(none)
    : { sql: parts.map((part) => `(${part.sql})`).join(by), values: parts.flatMap(({ values }) => values) }

export const around = (before: string, part: Sql, after: string): Sql => ({ ...part, sql: before + part.sql + after })

const unknown = sql('NULL')

/** Stored as one code or text. */
const coded = new Set(['choice', 'text', 'long-text', 'reference'])

const compileAnyOf = (column: string, wanted: readonly unknown[]): Sql =>
  sql(
    `CASE WHEN ${column} IS NOT NULL THEN ${column} IN (SELECT value FROM json_each(?) WHERE type = 'text') END`,
    JSON.stringify(wanted),
  )

/** Nothing that is known fits. */
const never = (column: string) => sql(`CASE WHEN ${column} IS NOT NULL THEN 0 END`)

type Comparison = RecordCondition['where'][number]

/** @param row alias of the table that holds the records */
export function compileItem(condition: RecordCondition, { item: name, op, value }: Comparison, row: string): Sql {
  const form = condition.record as FormId
  const item = itemOf(form, name)
  if (!item) return unknown
  const column = columnReader(form, row)
  const opposite = opposites[op]
  if (opposite) return around('NOT (', compileItem(condition, { item: name, op: opposite, value }, row), ')')
  const read = valueOf(condition, item, column)
  if (op === 'known') return around('(', read, ') IS NOT NULL')
  if (op === 'any-of' && coded.has(item.type)) return compileAnyOf(column(name), scalarsOf(value))
  if (op === 'any-of')
    return joined(
      scalarsOf(value).map((one) => compileItem(condition, { item: name, op: 'is', value: one }, row)),
      ' OR ',
      never(column(name)).sql,
    )
  if (value === undefined || typeof value === 'object') return unknown
  switch (item.type) {
    case 'integer':
    case 'number':
    case 'quantity':
      return typeof value === 'number' ? compileNumber(read, comparatorOf(form, item, column), op, value) : unknown
    case 'date':
      return typeof value === 'string' && isPartialDate(value) ? compileDate(column(name), op, value) : unknown
    case 'choices':
      if (op !== 'is' && op !== 'contains') return unknown
      if (typeof value !== 'string') return never(column(name))
      return sql(
        `CASE WHEN ${column(name)} IS NOT NULL THEN EXISTS (SELECT 1 FROM json_each(${column(name)}) WHERE value = ?) END`,
        value,
      )
    default:
      if (op === 'is') return typeof value === 'string' ? sql(`${column(name)} = ?`, value) : never(column(name))
      return op === 'contains' ? sql(`holds_text(${column(name)}, ?)`, String(value)) : unknown
  }
}

/** Values of the site's own items lie together in one column of JSON. */
function columnReader(form: FormId, row: string): (name: string) => string {
  const own = new Set(columnsOf(form).flatMap(({ site, name }) => (site ? [name] : [])))
  return (name) => (own.has(name) ? `(${row}.site_values ->> '$.${name}')` : `${row}.${name}`)
}

type ColumnReader = ReturnType<typeof columnReader>

function valueOf(condition: RecordCondition, item: Item, column: ColumnReader): Sql {
  const wanted = conditionUnit(condition, item.name)
  if (!wanted) return sql(column(item.name))
  const [value, unit] = [column(item.name), column(wanted.column)]
  return sql(
    `CASE ${unit} WHEN ? THEN ${value} ELSE converted(${value}, ${unit}, ?, ?) END`,
    wanted.unit,
    wanted.unit,
    wanted.analyte,
  )
}

function comparatorOf(form: FormId, item: Item, column: ColumnReader): string | undefined {
  const name = `${item.name}_comparator`
  return columnsOf(form).some((each) => each.name === name) ? column(name) : undefined
}

const signs: Readonly<Partial<Record<Operator, string>>> = {
  is: '=',
  'at-least': '>=',
  over: '>',
  'at-most': '<=',
  under: '<',
}

function compileNumber(read: Sql, comparator: string | undefined, op: Operator, wanted: number): Sql {
  const sign = signs[op]
  if (!sign) return unknown
  // A number is written out: a statement takes only so many values.
  const exact = around('(', read, `) ${sign} ${wanted}`)
  if (comparator === undefined) return exact
  const up = op === 'at-least' || op === 'over' ? 1 : 0
  const down = op === 'at-most' || op === 'under' ? 1 : 0
  return {
    sql: `CASE WHEN ${comparator} IS NULL THEN ${exact.sql}
      WHEN ${comparator} = '<' THEN CASE WHEN (${read.sql}) <= ${wanted} THEN ${down} END
      ELSE CASE WHEN (${read.sql}) >= ${wanted} THEN ${up} END END`,
    values: [...read.values, ...read.values, ...read.values],
  }
}

function compileDate(column: string, op: Operator, wanted: string): Sql {
  const [first, last] = [`day_of(${column}, 'first')`, `day_of(${column}, 'last')`]
  const [from, to] = [firstDay(wanted), lastDay(wanted)]
  const between = (sure: string, never: string) => sql(`CASE WHEN ${sure} THEN 1 WHEN ${never} THEN 0 END`)
  switch (op) {
    case 'is':
      return between(`${first} >= ${from} AND ${last} <= ${to}`, `${last} < ${from} OR ${first} > ${to}`)
    case 'at-least':
      return between(`${first} >= ${from}`, `${last} < ${from}`)
    case 'over':
      return between(`${first} > ${to}`, `${last} <= ${to}`)
    case 'at-most':
      return between(`${last} <= ${to}`, `${first} > ${to}`)
    case 'under':
      return between(`${last} < ${from}`, `${first} >= ${from}`)
    default:
      return unknown
  }
}
