/**
 * A condition as SQL over the tables of the dictionary, where SQL can answer it, and what is made of its answers. Facts are
 * computed from whole records: their parts of a condition are answered outside, and only where the rest leaves them open.
 */
import { formOf, isFormId, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { not } from '#shared/domain/cohort/conditions/compare.ts'
import type { Condition, FactCondition, RecordCondition } from '#shared/domain/cohort/conditions/condition.ts'
import type { DateBound } from '#shared/domain/cohort/cohort-spec.ts'
import { allOf, anyOf } from '#shared/domain/progression/three-valued.ts'
import type { Met } from '#shared/domain/rules/rule-finding.ts'
import { around, compileItem, joined, sql } from './compile-item.ts'
import type { Sql } from './compile-item.ts'

/** Answers of the SQL of one case, in the order of the columns. */
export type Answers = readonly (number | null)[]

export interface CompiledCondition {
  /** Each 1, 0 or NULL, of a case that goes by the name `c`. */
  readonly columns: readonly Sql[]
  /** What its facts are compared with. */
  readonly facts: readonly FactCondition[]
  /** @param fact is asked only where the columns leave the answer open */
  readonly answer: (answers: Answers, fact: (condition: FactCondition) => Met) => Met
}

export function compileCondition(condition: Condition, dates: DateBound): CompiledCondition {
  const columns: Sql[] = []
  const facts: FactCondition[] = []
  type Answer = CompiledCondition['answer']
  const column = (part: Sql): Answer => {
    const at = columns.push(part) - 1
    return (answers) => metOf(answers[at])
  }
  const build = (part: Condition): Answer => {
    const whole = compilePure(part, dates)
    if (whole) return column(whole)
    if ('fact' in part) {
      facts.push(part)
      return (_, fact) => fact(part)
    }
    if ('not' in part) {
      const inner = build(part.not)
      return (answers, fact) => not(inner(answers, fact))
    }
    const parts = 'all' in part ? part.all : 'any' in part ? part.any : []
    const combine = 'all' in part ? allOf : anyOf
    // What SQL answers first: a fact costs a record.
    const inner = parts.toSorted((a, b) => Number(hasFact(a)) - Number(hasFact(b))).map(build)
    const decisive = !('all' in part)
    return (answers, fact) => {
      const met: Met[] = []
      for (const answer of inner) {
        const one = answer(answers, fact)
        if (one === decisive) return decisive
        met.push(one)
      }
      return combine(...met)
    }
  }
  const answer = build(condition)
  return { columns, facts, answer }
}

const metOf = (answer: number | null | undefined): Met =>
  answer === null || answer === undefined ? undefined : answer === 1

function hasFact(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(hasFact)
  if ('any' in condition) return condition.any.some(hasFact)
  if ('not' in condition) return hasFact(condition.not)
  return 'fact' in condition
}

/** The whole condition as one expression; undefined where facts stand in it. */
function compilePure(condition: Condition, dates: DateBound): Sql | undefined {
  if (hasFact(condition)) return undefined
  const inner = (part: Condition) => compilePure(part, dates)!
  if ('all' in condition) return joined(condition.all.map(inner), ' AND ', '1')
  if ('any' in condition) return joined(condition.any.map(inner), ' OR ', '0')
  if ('not' in condition) return around('NOT (', inner(condition.not), ')')
  return 'fact' in condition ? undefined : compileRecord(condition, dates)
}

/** Of the steps of a cohort, those at its beginning that SQL can answer, as one question. */
export interface CompiledSteps {
  /** How many they are. */
  readonly count: number
  /** A number for `outOf`, of a case that goes by the name `c`. */
  readonly out: Sql
}

/** Where a case was left out: at which step, counted from 0, and whether for want of knowledge. Undefined where it was not. */
export const outOf = (out: number): { readonly step: number; readonly unknown: boolean } | undefined =>
  out < 0 ? undefined : { step: out >> 1, unknown: out % 2 === 1 }

/** A later step is only looked at where the ones before it are met, and each case is looked up once. */
export function compileSteps(conditions: readonly Condition[], dates: DateBound): CompiledSteps {
  const firstFact = conditions.findIndex(hasFact)
  const count = firstFact < 0 ? conditions.length : firstFact
  const out = conditions.slice(0, count).reduceRight((then, condition, step): Sql => {
    const met = compilePure(condition, dates)!
    return {
      sql: `CASE (${met.sql}) WHEN 1 THEN ${then.sql} WHEN 0 THEN ${2 * step} ELSE ${2 * step + 1} END`,
      values: [...met.values, ...then.values],
    }
  }, sql('-1'))
  return { count, out }
}

/** Whether it asks for days from the index. */
export function asksForDays(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForDays)
  if ('any' in condition) return condition.any.some(asksForDays)
  if ('not' in condition) return asksForDays(condition.not)
  return 'record' in condition && condition.days !== undefined
}

function compileRecord(condition: RecordCondition, dates: DateBound): Sql {
  const { record, where, count, days } = condition
  if (!isFormId(record)) return sql('NULL')
  const row = record === 'case' ? 'c' : 'r'
  const parts = [...where.map((each) => compileItem(condition, each, row)), ...window(condition, dates, row)]
  const fits = joined(parts, ' AND ', '1')
  const met = record === 'case' && !count ? fits : counted(condition, parts, fits)
  return days ? around('CASE WHEN index_day(c.id) IS NOT NULL THEN ', met, ' END') : met
}

/** A record without a date lies nowhere. */
function window({ record, days }: RecordCondition, dates: DateBound, row: string): readonly Sql[] {
  if (!days || !isFormId(record)) return []
  const { dateItem } = formOf(record)
  if (dateItem === undefined) return [sql('0')]
  const since = `day_of(${row}.${dateItem}, '${dates}') - index_day(c.id)`
  return [
    sql(`${row}.${dateItem} IS NOT NULL`),
    ...(days.from === undefined ? [] : [sql(`${since} >= ${days.from}`)]),
    ...(days.to === undefined ? [] : [sql(`${since} <= ${days.to}`)]),
  ]
}

/** Records that fail one part are no matter: of those that are left, all may fit, and those without an unknown part do. */
function counted({ record, count }: RecordCondition, parts: readonly Sql[], fits: Sql): Sql {
  // The case itself stands outside: an aggregate over its columns alone would be taken for one of the outer question.
  if (record === 'case')
    return around(`(SELECT ${enough(count, 'fits').sql} FROM (SELECT (`, fits, ') AS fits) WHERE fits IS NOT 0)')
  const own = `FROM ${tableOf(formOf(record as FormId))} r WHERE r.case_id = c.id AND r.voided_at IS NULL`
  const possible = parts.map((part) => ` AND (${part.sql}) IS NOT 0`).join('')
  const ofParts = parts.flatMap(({ values }) => values)
  // One that fits for sure is enough: the rest of them is not read.
  if (!count)
    return {
      sql: `CASE WHEN EXISTS (SELECT 1 ${own} AND ${fits.sql}) THEN 1 WHEN NOT EXISTS (SELECT 1 ${own}${possible}) THEN 0 END`,
      values: [...fits.values, ...ofParts],
    }
  const { sql: answer, uses } = enough(count, fits.sql)
  return {
    sql: `(SELECT ${answer} ${own}${possible})`,
    values: [...Array.from({ length: uses }, () => fits.values).flat(), ...ofParts],
  }
}

/** How many fit for sure, and how many may, decide together. @returns how often it says what fits, too */
function enough(count: RecordCondition['count'], fits: string): { readonly sql: string; readonly uses: number } {
  if (!count) return { sql: `CASE WHEN count(*) = 0 THEN 0 WHEN max(${fits}) THEN 1 END`, uses: 1 }
  const sure = `count(*) FILTER (WHERE ${fits})`
  const { atLeast, atMost } = count
  const parts = [
    ...(atLeast === undefined ? [] : [`CASE WHEN ${sure} >= ${atLeast} THEN 1 WHEN count(*) < ${atLeast} THEN 0 END`]),
    ...(atMost === undefined ? [] : [`CASE WHEN count(*) <= ${atMost} THEN 1 WHEN ${sure} > ${atMost} THEN 0 END`]),
  ]
  return {
    sql: parts.length === 0 ? 'count(*) >= 0' : parts.map((part) => `(${part})`).join(' AND '),
    uses: parts.length,
  }
}
