/** The index date of a case `c` as SQL, the same as `index-date.ts` reads from its record. */
import type { CohortIndex } from '#shared/domain/cohort/cohort-spec.ts'
import { sql } from './compile-item.ts'
import type { Sql } from './compile-item.ts'

/** By the first day that a date can mean, then the more precise first. */
const inOrder = (date: string) => `substr(${date} || '-01-01', 1, 10), length(${date}) DESC`

const earliest = (table: string, date: string, more = '1') =>
  `(SELECT ${date} FROM ${table} WHERE case_id = c.id AND voided_at IS NULL AND ${date} IS NOT NULL AND ${more} ORDER BY ${inOrder(date)} LIMIT 1)`

export function indexSql(index: CohortIndex): Sql {
  switch (index.event) {
    case 'diagnosis':
      return sql(
        `coalesce(${earliest('diagnosis', 'date', `kind IN ('ild', 'asys')`)}, ${earliest('diagnosis', 'date')})`,
      )
    case 'first-symptom':
      return sql(`coalesce(c.first_symptom_on, ${earliest('manifestation', 'onset', `status = 'present'`)})`)
    case 'first-visit':
      return sql(earliest('visit', 'date'))
    case 'drug-start':
      return sql(
        `(SELECT date FROM (
          SELECT started AS date FROM treatment WHERE case_id = c.id AND voided_at IS NULL AND drug = ?
          UNION ALL SELECT s.started FROM dose_step s JOIN treatment t ON t.id = s.treatment
            WHERE s.case_id = c.id AND s.voided_at IS NULL AND t.case_id = c.id AND t.voided_at IS NULL AND t.drug = ?
          UNION ALL SELECT date FROM infusion WHERE case_id = c.id AND voided_at IS NULL AND drug = ?
        ) WHERE date IS NOT NULL ORDER BY ${inOrder('date')} LIMIT 1)`,
        index.drug,
        index.drug,
        index.drug,
      )
    case 'infusion':
      return sql(
        `(SELECT date FROM infusion WHERE case_id = c.id AND voided_at IS NULL AND drug = ? AND date IS NOT NULL
          ORDER BY ${inOrder('date')} LIMIT 1 OFFSET ?)`,
        index.drug,
        index.number - 1,
      )
  }
}
