/** The four things that can be done to a record, inside a transaction that is open. Each checks all that it must. */
import { forms, formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord, Confirmed, MissingReason, RecordValues } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Reader, Writer } from '#main/database/connection.ts'
import { mergedInto } from '#main/database/repositories/case-merges.ts'
import { caseIdOfCode } from '#main/database/repositories/cases.ts'
import {
  countReferences,
  findRecord,
  insertRecord,
  recordsOfCase,
  setVoided,
  updateRecord,
} from '#main/database/repositories/records.ts'
import type { NewRecord, Owned, RecordContent } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { heldByJudgment } from './held-by-judgment.ts'
import { contentOf, demandReferences } from './record-content.ts'

/** The transaction that is written in. */
export interface Writing {
  readonly db: Writer
  /** UTC ISO time. */
  readonly at: string
  /** Full ISO date. */
  readonly today: string
  /** Baselines of cases as they were read in this transaction: a visit of many records asks for the same one. */
  readonly baselines: Map<string, AnyRecord>
}

export const writingIn = (db: Writer, at: string, today: string): Writing => ({ db, at, today, baselines: new Map() })

function baselineOf({ db, baselines }: Writing, caseId: string): AnyRecord | undefined {
  const baseline = baselines.get(caseId) ?? findRecord(db, 'case', caseId)?.record
  if (baseline) baselines.set(caseId, baseline)
  return baseline
}

/** What a person typed into a form. */
export interface TypedRecord {
  readonly values: RecordValues
  readonly missing?: Readonly<Record<string, MissingReason>> | undefined
  readonly confirmed?: Confirmed | undefined
}

export interface Saved {
  readonly id: string
  readonly version: number
}

interface Which {
  readonly form: FormId
  readonly id: string
  readonly version: number
}

/** @throws AppError `invalid-input` where something is refused, or the registry code is taken */
export function addCase({ db, at, today }: Writing, typed: TypedRecord): Saved {
  const id = uuidV7()
  const content = contentOf(db, { form: 'case', caseId: id, caseRow: undefined, ...typed, today })
  demandFreeCode(db, content, id)
  insertRecord(db, 'case', { id, caseId: id, at, ...content })
  return { id, version: 1 }
}

/** @throws AppError `invalid-input`, `not-found` for a case that isn't there, `conflict` for a second of what can be but one */
export function addRecord(writing: Writing, caseId: string, form: FormId, typed: TypedRecord): Saved {
  const record = newRecord(writing, caseId, form, typed)
  insertRecord(writing.db, form, record)
  return { id: record.id, version: 1 }
}

/**
 * True where a new record is checked against nothing that the same transaction may have written besides the case's
 * baseline: then several can be checked first and written together.
 */
export function standsAlone(form: FormId, values: RecordValues): boolean {
  const { repeats, items } = formOf(form)
  return repeats && form !== 'judgment' && !items.some(({ type, name }) => type === 'reference' && values[name] != null)
}

/** A record that is to be added, checked and not yet written. @throws as `addRecord` */
export function newRecord(writing: Writing, caseId: string, form: FormId, typed: TypedRecord): NewRecord {
  const { db, at, today } = writing
  const caseRow = baselineOf(writing, caseId)
  if (!caseRow) throw new AppError('not-found', 'This case is not in the registry any more.')
  if (form === 'case') throw new AppError('invalid-input', 'A case has one baseline: edit it.')
  const { addedOnly } = formOf(form)
  if (addedOnly !== undefined) throw new AppError('invalid-input', addedOnly)
  demandRoomFor(db, form, caseId, 'edit that one')
  const id = uuidV7()
  const { values, missing, confirmed } = typed
  const byProgram = form === 'judgment' ? heldByJudgment(db, caseId, values, today) : {}
  return { id, caseId, at, ...contentOf(db, { form, caseId, caseRow, values, missing, confirmed, today, byProgram }) }
}

/** @throws AppError `invalid-input`, `not-found`, `conflict` where `version` is not the newest */
export function editRecord(writing: Writing, { form, id, version }: Which, typed: TypedRecord): Saved {
  const { db, at, today, baselines } = writing
  const { caseId, record } = existing(db, form, id)
  const caseRow = form === 'case' ? undefined : baselineOf(writing, caseId)
  const byProgram = form === 'judgment' ? heldByJudgment(db, caseId, typed.values, today, record) : record
  const content = contentOf(db, { form, caseId, caseRow, ...typed, today, source: record.source, byProgram })
  if (form === 'case') demandFreeCode(db, content, id)
  if (!updateRecord(db, form, { id, version, at, ...content })) throw stale()
  if (form === 'case') baselines.delete(id)
  return { id, version: version + 1 }
}

/** Takes a record out of use. @throws AppError `not-found`, `conflict` where others belong to it or `version` is old */
export function voidRecord({ db, at }: Writing, { form, id, version }: Which, reason: string): Saved {
  existing(db, form, id)
  demandUnreferenced(db, form, id)
  if (!setVoided(db, form, { id, version, at, reason })) throw stale()
  return { id, version: version + 1 }
}

/** Takes a record back into use. @throws AppError as `voidRecord`, and where what it belongs to is not in use */
export function restoreRecord({ db, at }: Writing, { form, id, version }: Which): Saved {
  demandRestorable(db, form, id)
  if (!setVoided(db, form, { id, version, at, reason: null })) throw stale()
  return { id, version: version + 1 }
}

/** @throws AppError where a record can't be in use: what it belongs to isn't, or another one stands in its place */
function demandRestorable(db: Reader, form: FormId, id: string): void {
  const { caseId, record } = existing(db, form, id)
  demandReferences(db, form, caseId, record as unknown as RecordValues)
  if (form !== 'case') return demandRoomFor(db, form, caseId, 'void that one first')
  const into = mergedInto(db, id)
  if (into)
    throw new AppError('conflict', `This case was merged into ${into.code}: take the merge apart to bring it back.`)
}

/**
 * Holds rows against each other after an operation was taken back: those in use must be allowed to be, those out of use
 * may not be needed by others.
 */
export function demandSound(db: Reader, form: FormId, id: string): void {
  const { caseId, record } = existing(db, form, id)
  if (record.voided_at !== undefined) return demandUnreferenced(db, form, id)
  demandReferences(db, form, caseId, record as unknown as RecordValues)
  if (!formOf(form).repeats && form !== 'case' && recordsOfCase(db, form, caseId).length > 1)
    throw new AppError(
      'conflict',
      `This case has its ${formOf(form).label.toLowerCase()} already: void that one first.`,
    )
}

/** @throws AppError `invalid-input` for a name that is no form's */
export function formNamed(name: string): FormId {
  if (!isFormId(name))
    throw new AppError('invalid-input', `There is no form “${name}”.`, {
      issues: [{ path: 'form', message: 'is not a form' }],
    })
  return name
}

/** @throws AppError `not-found` */
export function existing(db: Reader, form: FormId, id: string): Owned {
  const found = findRecord(db, form, id)
  if (!found) throw new AppError('not-found', 'This record is not in the registry any more.')
  return found
}

export const stale = () =>
  new AppError(
    'conflict',
    'Somebody saved this record since you opened it. Look at what is saved now; what you typed is kept until you decide.',
  )

function demandRoomFor(db: Reader, form: FormId, caseId: string, way: string): void {
  const { repeats, label } = formOf(form)
  if (!repeats && recordsOfCase(db, form, caseId).length > 0)
    throw new AppError('conflict', `This case has its ${label.toLowerCase()} already: ${way}.`)
}

function demandUnreferenced(db: Reader, form: FormId, id: string): void {
  for (const other of forms) {
    const columns = other.items
      .filter((item) => item.type === 'reference' && item.form === form)
      .map((item) => item.name)
    const count = countReferences(
      db,
      form,
      id,
      columns.map((column) => ({ form: other.id, column })),
    )
    if (count > 0)
      throw new AppError(
        'conflict',
        count === 1
          ? `One ${other.label.toLowerCase()} belongs to this record: void that first.`
          : `${count} ${other.plural.toLowerCase()} belong to this record: void those first.`,
      )
  }
}

function demandFreeCode(db: Reader, { values }: RecordContent, id: string): void {
  const code = values['code']
  const holder = typeof code === 'string' ? caseIdOfCode(db, code) : undefined
  if (holder === undefined || holder === id) return
  const message = `The code ${code as string} is taken by another case.`
  throw new AppError('invalid-input', message, { issues: [{ path: 'code', message }] })
}
