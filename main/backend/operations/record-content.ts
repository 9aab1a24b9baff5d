/** What a person typed, made ready to be written. */
import { refuse } from '#shared/dictionary/check-values.ts'
import { standingAnswers } from '#shared/dictionary/confirmations.ts'
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { checkRecord, tidyValues } from '#shared/dictionary/record-schema.ts'
import { recordSources } from '#shared/dictionary/record.ts'
import type {
  AnyRecord,
  ColumnValue,
  Confirmed,
  MissingReason,
  RecordSource,
  RecordValues,
} from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Reader } from '#main/database/connection.ts'
import { mergedInto } from '#main/database/repositories/case-merges.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import type { RecordContent } from '#main/database/repositories/records.ts'

interface Typed {
  readonly form: FormId
  readonly caseId: string
  /** The baseline of the case. Nothing is held against it where it is missing, as of a new case. */
  readonly caseRow: AnyRecord | undefined
  readonly values: RecordValues
  readonly missing?: Readonly<Record<string, MissingReason>> | undefined
  readonly confirmed?: Confirmed | undefined
  /** Source of the record that is edited: kept unless another is given. */
  readonly source?: RecordSource
  readonly today: string
  /** Values of the items that only the program sets. What a person sends of them is not taken. */
  readonly byProgram?: Readonly<Record<string, unknown>>
}

/**
 * What was typed, checked against the dictionary and the rest of the case, ready to be written.
 * @throws AppError `invalid-input` with one issue for each thing that is refused, or where the case is out of use
 */
export function contentOf(
  db: Reader,
  {
    form,
    caseId,
    caseRow,
    values: typed,
    missing = {},
    confirmed = {},
    today,
    source: before = 'recorded',
    byProgram = {},
  }: Typed,
): RecordContent {
  if (caseRow) demandInUse(db, caseRow)
  const { comment = null, source = before, ...rest } = typed
  const values: Record<string, ColumnValue | null> = rest
  for (const { byProgram: isOwn, name } of formOf(form).items)
    if (isOwn) values[name] = (byProgram[name] ?? null) as ColumnValue | null
  const { problems } = checkRecord(form, values, missing, { caseRow, today })
  const refused = problems.filter((problem) => problem.severity === 'refuse')
  if (comment !== null && (typeof comment !== 'string' || comment.length > 20_000))
    refused.push(refuse('too-long', 'comment', 'The comment is longer than 20,000 characters.'))
  if (!isSource(source)) refused.push(refuse('not-an-answer', 'source', 'The source is none that the registry knows.'))
  if (refused.length > 0) {
    const issues = refused.map(({ path, message }) => ({ path, message }))
    throw new AppError('invalid-input', issues[0]!.message, { issues })
  }
  demandReferences(db, form, caseId, values)
  const tidy = tidyValues(formOf(form), values)
  return {
    values: tidy,
    missing,
    confirmed: standingAnswers(tidy, confirmed),
    source: source as RecordSource,
    comment: comment as string | null,
  }
}

const isSource = (value: unknown): value is RecordSource => recordSources.some((source) => source.code === value)

/** Nobody would look for it in a case that is out of use: a draft can outlast a merge. */
function demandInUse(db: Reader, caseRow: AnyRecord): void {
  if (caseRow.voided_at === undefined) return
  const into = mergedInto(db, caseRow.id)
  throw new AppError(
    'invalid-input',
    into
      ? `This case was merged into ${into.code}: enter it there. What you typed is still here.`
      : 'This case is voided: restore it before you change its records. What you typed is still here.',
  )
}

/** A reference leads to a record of the same case that is in use. */
export function demandReferences(db: Reader, form: FormId, caseId: string, values: RecordValues): void {
  for (const item of formOf(form).items) {
    if (item.type !== 'reference') continue
    const id = values[item.name]
    if (typeof id !== 'string') continue
    const found = isFormId(item.form) ? findRecord(db, item.form, id) : undefined
    if (found?.caseId === caseId && found.record.voided_at === undefined) continue
    const message = `${item.label}: choose a record of this case that is in use.`
    throw new AppError('invalid-input', message, { issues: [{ path: item.name, message }] })
  }
}
