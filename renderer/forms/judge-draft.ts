/** Holds what stands in a form against the dictionary, and says at which field each finding is shown. */
import type { FormId } from '#shared/dictionary/forms.ts'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { checkRecord } from '#shared/dictionary/record-schema.ts'
import type { RecordContext } from '#shared/domain/validate-record.ts'
import type { Issue } from '#shared/ipc/app-error.ts'
import { columnsOf, itemOfColumn, type Draft, type DraftColumns, type FieldProblem } from './draft.ts'

export interface Judgment {
  readonly columns: DraftColumns
  /** Must be put right, in the order of the form. */
  readonly refused: readonly FieldProblem[]
  /** Unlikely, in the order of the form: saved once somebody says that it is right. */
  readonly doubts: readonly FieldProblem[]
}

/** What of the case bears on a record of it. */
function contextOf(form: Form, draft: Draft, caseRecord: CaseRecord | undefined, today: string): RecordContext {
  const context: RecordContext = form.id === 'case' ? { today } : { today, caseRow: caseRecord?.case }
  const treatmentId = draft['treatment']?.text
  const treatment = caseRecord?.records.treatment.find(({ id }) => id === treatmentId)
  return treatment ? { ...context, treatment: { started: treatment.started, ended: treatment.ended } } : context
}

/** The findings in the order of the form's items; one a field, the first that was found. */
function inOrder(form: Form, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const place = ({ item }: FieldProblem) => (item ? form.items.findIndex(({ name }) => name === item) : -1)
  return problems
    .filter((problem, index) => !problem.item || problems.findIndex(({ item }) => item === problem.item) === index)
    .sort((a, b) => place(a) - place(b))
}

/** What is wrong and what is unlikely about a form as it stands. */
export function judgeDraft(
  form: Form & { readonly id: FormId },
  draft: Draft,
  caseRecord: CaseRecord | undefined,
  today: string,
): Judgment {
  const columns = columnsOf(form, draft, today)
  const misread = new Set(columns.problems.map(({ item }) => item))
  // The comment is the record's, not the form's: the dictionary knows no item of that name.
  const { comment: _, ...values } = columns.values
  const { problems } = checkRecord(form.id, values, columns.missing, contextOf(form, draft, caseRecord, today))
  const found = (wanted: 'refuse' | 'ask') =>
    problems
      .filter(({ severity }) => severity === wanted)
      .map(({ path, message }) => ({ item: itemOfColumn(form, path), message }))
      // What can't be read isn't missing as well.
      .filter(({ item }) => !misread.has(item))
  return {
    columns,
    refused: inOrder(form, [...columns.problems, ...found('refuse')]),
    doubts: inOrder(form, found('ask')),
  }
}

/** What the main side refused, at the fields of the form. */
export const fieldProblemsOf = (form: Form, issues: readonly Issue[]): readonly FieldProblem[] =>
  issues.map(({ path, message }) => ({ item: itemOfColumn(form, path.replace(/^values\./, '')), message }))
