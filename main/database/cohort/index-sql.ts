/** The index date of a case `c` as SQL, the same as `index-date.ts` reads from its record. */
import type { CohortIndex } from '#shared/domain/cohort/cohort-spec.ts'
import { around, sql } from './compile-item.ts'
import type { Sql } from './compile-item.ts'

/** Sorts by the first day that a date can mean, then the more precise first. */
const orderOf = (date: string) => `substr(${date} || '-01-01', 1, 10) || (10 - length(${date}))`

/** SQLite takes the other columns from the row that has the minimum: one walk without sorting. */
const earliest = (table: string, date: string, { only = '1', first = `''` } = {}) =>
  `(SELECT date FROM (SELECT ${date} AS date, min(${first} || ${orderOf(date)}) FROM ${table}
    WHERE case_id = c.id AND voided_at IS NULL AND ${date} IS NOT NULL AND ${only}))`

export function indexSql(index: CohortIndex): Sql {
  switch (index.event) {
    case 'diagnosis':
      return sql(earliest('diagnosis', 'date', { first: `CASE WHEN kind IN ('ild', 'asys') THEN 0 ELSE 1 END` }))
    case 'first-symptom':
      return sql(`coalesce(c.first_symptom_on, ${earliest('manifestation', 'onset', { only: `status = 'present'` })})`)
    case 'first-visit':
      return sql(earliest('visit', 'date'))
    case 'drug-start':
      return sql(
        `(SELECT date FROM (SELECT date, min(${orderOf('date')}) FROM (
          SELECT started AS date FROM treatment WHERE case_id = c.id AND voided_at IS NULL AND drug = ?
          UNION ALL SELECT s.started FROM dose_step s JOIN treatment t ON t.id = s.treatment
            WHERE s.case_id = c.id AND s.voided_at IS NULL AND t.case_id = c.id AND t.voided_at IS NULL AND t.drug = ?
          UNION ALL SELECT date FROM infusion WHERE case_id = c.id AND voided_at IS NULL AND drug = ?
        ) WHERE date IS NOT NULL))`,
        index.drug,
        index.drug,
        index.drug,
      )
    case 'infusion':
      return sql(
        `(SELECT date FROM infusion WHERE case_id = c.id AND voided_at IS NULL AND drug = ? AND date IS NOT NULL
          ORDER BY ${orderOf('date')} LIMIT 1 OFFSET ?)`,
        index.drug,
        index.number - 1,
      )
  }
}

const dated = (table: string, date: string, only = '1') =>
  `EXISTS (SELECT 1 FROM ${table} WHERE case_id = c.id AND voided_at IS NULL AND ${date} IS NOT NULL AND ${only})`

/** Whether it has one, which is found sooner than which it is. */
export function hasIndexSql(index: CohortIndex): Sql {
  switch (index.event) {
    case 'diagnosis':
      return sql(dated('diagnosis', 'date'))
    case 'first-symptom':
      return sql(`(c.first_symptom_on IS NOT NULL OR ${dated('manifestation', 'onset', `status = 'present'`)})`)
    case 'first-visit':
      return sql(dated('visit', 'date'))
    default:
      return around('(', indexSql(index), ') IS NOT NULL')
  }
}
