import { forms, tableOf } from '#shared/dictionary/forms.ts'

/** All that a case page shows of a case, as raw SQL, table by table. */
export const queriesFor = (caseId: string) =>
  forms
    .filter((form) => !form.identifying)
    .map((form) => ({
      sql: `SELECT * FROM ${tableOf(form)} WHERE ${form.id === 'case' ? 'id' : 'case_id'} = ?`,
      values: [caseId],
    }))
