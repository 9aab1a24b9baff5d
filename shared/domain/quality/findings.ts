/** What the rules say about a whole case: refusals, and questions that nobody has answered. */
import { openDoubts } from '../../dictionary/confirmations.ts'
import { columnsOf } from '../../dictionary/columns.ts'
import { formOf, forms, type FormId } from '../../dictionary/forms.ts'
import { checkRecord } from '../../dictionary/record-schema.ts'
import type { AnyRecord, RecordValues } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { PartialDate } from '../partial-date.ts'
import { recordsOfForm } from './completeness.ts'

export interface Finding {
  readonly form: FormId
  readonly recordId: string
  /** The record's own date, where it has one. */
  readonly date: PartialDate | undefined
  readonly item: string
  readonly rule: string
  readonly severity: 'refuse' | 'ask'
  readonly message: string
}

/** The columns of a record without its frame: what the rules are about. */
function valuesOf(formId: FormId, record: AnyRecord): RecordValues {
  const given = columnsOf(formId).flatMap(({ name }) => (record[name] === undefined ? [] : [[name, record[name]]]))
  return Object.fromEntries(given) as RecordValues
}

function findingsOfRecord(
  formId: FormId,
  record: AnyRecord,
  caseRecord: CaseRecord,
  today: string,
): readonly Finding[] {
  const form = formOf(formId)
  const values = valuesOf(formId, record)
  const treatment = caseRecord.records.treatment.find(({ id }) => id === record['treatment'])
  const { problems } = checkRecord(formId, values, record.missing, {
    today,
    caseRecord,
    recordId: record.id,
    ...(formId !== 'case' && { caseRow: caseRecord.case }),
    ...(treatment && { treatment: { started: treatment.started, ended: treatment.ended } }),
  })
  const date = form.dateItem === undefined ? undefined : (record[form.dateItem] as PartialDate | undefined)
  const about = { form: formId, recordId: record.id, date }
  const refused = problems.flatMap(({ rule, path, message, severity }): readonly Finding[] =>
    severity === 'refuse'
      ? [{ ...about, item: columnsOf(form).find(({ name }) => name === path)?.item ?? path, rule, severity, message }]
      : [],
  )
  const asked = openDoubts(form, values, problems, record.confirmed).map(({ item, rule, message }): Finding => ({
    ...about,
    item,
    rule,
    severity: 'ask',
    message,
  }))
  return [...refused, ...asked]
}

/** Every finding of a case, in the order of the forms. Identity is left out: it is read with an audit entry only. */
export const findingsOf = (caseRecord: CaseRecord, today: string): readonly Finding[] =>
  forms
    .filter(({ identifying }) => !identifying)
    .flatMap(({ id }) =>
      recordsOfForm(caseRecord, id).flatMap((record) => findingsOfRecord(id, record, caseRecord, today)),
    )
