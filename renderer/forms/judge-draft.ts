/** Holds what stands in a form against the dictionary, and says at which field each finding is shown. */
import { formOf, type FormId } from '#shared/dictionary/forms.ts'
import { openDoubts, standingAnswers, type Doubt } from '#shared/dictionary/confirmations.ts'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { Confirmed, RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { checkRecord } from '#shared/dictionary/record-schema.ts'
import type { RecordContext } from '#shared/domain/validate-record.ts'
import type { Issue } from '#shared/ipc/app-error.ts'
import { columnsOf, itemOfColumn, type Draft, type DraftColumns, type FieldProblem } from './draft.ts'

export interface Judgment {
  readonly columns: DraftColumns
  /** Must be put right, in the order of the form. */
  readonly refused: readonly FieldProblem[]
  /** Unlikely and not answered yet, in the order of the form: saved once somebody says why it is right. */
  readonly doubts: readonly Doubt[]
  /** Earlier answers to doubts that still hold. */
  readonly confirmed: Confirmed
}

/** What is known about a form besides what is typed. */
export interface JudgedIn {
  readonly caseRecord: CaseRecord | undefined
  /** Full ISO date. */
  readonly today: string
  /** The record that is edited. */
  readonly recordId?: string | undefined
  /** Answers to doubts so far. */
  readonly confirmed?: Confirmed
}

/** What of the case bears on a record of it. */
function contextOf(form: Form, draft: Draft, { caseRecord, today, recordId }: JudgedIn): RecordContext {
  const history = { today, ...(caseRecord && { caseRecord }), ...(recordId !== undefined && { recordId }) }
  const context: RecordContext = form.id === 'case' ? history : { ...history, caseRow: caseRecord?.case }
  const treatmentId = draft['treatment']?.text
  const treatment = caseRecord?.records.treatment.find(({ id }) => id === treatmentId)
  return treatment ? { ...context, treatment: { started: treatment.started, ended: treatment.ended } } : context
}

/**
 * Without what the dictionary asks elsewhere: the comment that every record can have, and who the patient is where that
 * is typed beside the baseline.
 */
function ownValues({ id }: Form, values: RecordValues): RecordValues {
  const guests = new Set(['comment', ...(id === 'identity' ? [] : formOf('identity').items.map(({ name }) => name))])
  return Object.fromEntries(Object.entries(values).filter(([name]) => !guests.has(name)))
}

const placeIn = (form: Form, item: string | undefined) =>
  item ? form.items.findIndex(({ name }) => name === item) : -1

/** The findings in the order of the form's items; one a field, the first that was found. */
function inOrder(form: Form, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems
    .filter((problem, index) => !problem.item || problems.findIndex(({ item }) => item === problem.item) === index)
    .sort((a, b) => placeIn(form, a.item) - placeIn(form, b.item))
}

/** What is wrong and what is unlikely about a form as it stands. */
export function judgeDraft(form: Form & { readonly id: FormId }, draft: Draft, known: JudgedIn): Judgment {
  const columns = columnsOf(form, draft, known.today)
  const misread = new Set(columns.problems.map(({ item }) => item))
  const values = ownValues(form, columns.values)
  const { problems } = checkRecord(form.id, values, columns.missing, contextOf(form, draft, known))
  const refused = problems
    .filter(({ severity }) => severity === 'refuse')
    .map(({ path, message }) => ({ item: itemOfColumn(form, path), message }))
    // What can't be read isn't missing as well.
    .filter(({ item }) => !misread.has(item))
  const doubts = openDoubts(form, values, problems, known.confirmed).filter(({ item }) => !misread.has(item))
  return {
    columns,
    refused: inOrder(form, [...columns.problems, ...refused]),
    doubts: doubts.toSorted((a, b) => placeIn(form, a.item) - placeIn(form, b.item)),
    confirmed: standingAnswers(values, known.confirmed),
  }
}

/** What the main side refused, at the fields of the form. */
export const fieldProblemsOf = (form: Form, issues: readonly Issue[]): readonly FieldProblem[] =>
  issues.map(({ path, message }) => ({ item: itemOfColumn(form, path.replace(/^values\./, '')), message }))
