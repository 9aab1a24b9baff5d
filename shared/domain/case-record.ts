/** The whole record of one case, as the backend hands it out and every rule reads it. */
import type { FormId, RecordTypes } from '#shared/dictionary/forms.ts'

/** Forms of which a case holds any number of records. */
export type RepeatingFormId = Exclude<FormId, 'case' | 'identity'>

export interface CaseRecord {
  readonly case: RecordTypes['case']
  /** Records in use, by form, each list in order of date. Voided ones are left out. */
  readonly records: { readonly [F in RepeatingFormId]: readonly RecordTypes[F][] }
}
