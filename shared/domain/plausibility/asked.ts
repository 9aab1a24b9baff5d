/** What a plausibility rule is given: the record as typed, and the patient's own history to hold it against. */
import type { FormId } from '../../dictionary/forms.ts'
import type { AnyRecord } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { Values } from '../record-rules.ts'

export interface Asked {
  readonly formId: FormId
  readonly values: Values
  readonly caseRecord: CaseRecord
  /** The record that is edited: it is no history of itself. */
  readonly recordId: string | undefined
  /** Full ISO date. */
  readonly today: string | undefined
}

/** The records of a form in use, whatever its columns. */
export const recordsOf = (caseRecord: CaseRecord, formId: FormId): readonly AnyRecord[] =>
  (caseRecord.records as unknown as Readonly<Record<string, readonly AnyRecord[]>>)[formId] ?? []

/** At most four significant digits, without the noise of binary fractions. */
export const shown = (value: number): string => String(Number(value.toPrecision(4)))
