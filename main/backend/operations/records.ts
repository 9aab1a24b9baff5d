/** Changing records: one transaction, one audited operation each. */
import { forms, formOf, isFormId, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { checkRecord, tidyValues } from '#shared/dictionary/record-schema.ts'
import { recordSources } from '#shared/dictionary/record.ts'
import type { MissingReason, RecordSource, RecordValues } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Reader, Writer } from '#main/database/connection.ts'
import { historyOf } from '#main/database/audit.ts'
import { caseIdOfCode, refreshCaseRow } from '#main/database/repositories/cases.ts'
import { countReferences, findRecord, insertRecord, recordsOfCase, setVoided, updateRecord } from '#main/database/repositories/records.ts'
import type { Owned, RecordContent } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Session } from '../session.ts'

type Area = Pick<
  Handlers<'backend'>,
  'cases.create' | 'records.add' | 'records.edit' | 'records.void' | 'records.restore' | 'records.history'
>

export function recordOperations(session: Session): Area {
  const today = () => session.clock.today()
  const refresh = (db: Writer, caseId: string) => refreshCaseRow(db, caseId, today())

  return {
    'cases.create'({ values, missing = {} }, { changed }) {
      const id = uuidV7()
      session.write('cases.create', undefined, (db, at) => {
        const content = contentOf(db, { form: 'case', caseId: id, values, missing, today: today() })
        demandFreeCode(db, content, id)
        insertRecord(db, 'case', { id, caseId: id, at, ...content })
        refresh(db, id)
      })
      changed('cases')
      return { id, version: 1 }
    },

    'records.add'({ form: name, caseId, values, missing = {} }, { changed }) {
      const form = formNamed(name)
      const id = uuidV7()
      session.write('records.add', undefined, (db, at) => {
        if (!findRecord(db, 'case', caseId)) throw new AppError('not-found', 'This case is not in the registry any more.')
        if (form === 'case') throw new AppError('invalid-input', 'A case has one baseline: edit it.')
        if (!formOf(form).repeats && recordsOfCase(db, form, caseId).length > 0)
          throw new AppError('conflict', `This case has its ${formOf(form).label.toLowerCase()} already: edit that one.`)
        insertRecord(db, form, { id, caseId, at, ...contentOf(db, { form, caseId, values, missing, today: today() }) })
        refresh(db, caseId)
      })
      changed('cases', `case:${caseId}`)
      return { id, version: 1 }
    },

    'records.edit'({ form: name, id, version, values, missing = {}, reason }, { changed }) {
      const form = formNamed(name)
      const caseId = session.write('records.edit', reason, (db, at) => {
        const { caseId, record } = existing(db, form, id)
        const content = contentOf(db, { form, caseId, values, missing, today: today(), source: record.source })
        if (form === 'case') demandFreeCode(db, content, id)
        if (!updateRecord(db, form, { id, version, at, ...content })) throw stale()
        refresh(db, caseId)
        return caseId
      })
      changed('cases', `case:${caseId}`)
      return { id, version: version + 1 }
    },

    'records.void'({ form: name, id, version, reason }, { changed }) {
      const form = formNamed(name)
      const caseId = session.write('records.void', reason, (db, at) => {
        const { caseId } = existing(db, form, id)
        demandUnreferenced(db, form, id)
        if (!setVoided(db, form, { id, version, at, reason })) throw stale()
        refresh(db, caseId)
        return caseId
      })
      changed('cases', `case:${caseId}`)
      return { id, version: version + 1 }
    },

    'records.restore'({ form: name, id, version, reason }, { changed }) {
      const form = formNamed(name)
      const caseId = session.write('records.restore', reason, (db, at) => {
        const { caseId, record } = existing(db, form, id)
        demandReferences(db, form, caseId, record as unknown as RecordValues)
        if (!formOf(form).repeats && form !== 'case' && recordsOfCase(db, form, caseId).length > 0)
          throw new AppError('conflict', `This case has its ${formOf(form).label.toLowerCase()} already: void that one first.`)
        if (!setVoided(db, form, { id, version, at, reason: null })) throw stale()
        refresh(db, caseId)
        return caseId
      })
      changed('cases', `case:${caseId}`)
      return { id, version: version + 1 }
    },

    'records.history'({ form: name, id }) {
      const form = formNamed(name)
      if (formOf(form).identifying) session.note('records.history', 'identity', { caseId: existing(session.reader(), form, id).caseId })
      const rows = historyOf(session.reader(), tableOf(form), id)
      return {
        entries: rows.map(({ at, actor, operation, reason, before, after }) => ({
          at,
          actor,
          operation,
          ...(reason !== null && { reason }),
          ...(before !== null && { before: JSON.parse(before) }),
          ...(after !== null && { after: JSON.parse(after) }),
        })),
      }
    },
  }
}

function formNamed(name: string): FormId {
  if (!isFormId(name)) throw new AppError('invalid-input', `There is no form “${name}”.`, { issues: [{ path: 'form', message: 'is not a form' }] })
  return name
}

function existing(db: Reader, form: FormId, id: string): Owned {
  const found = findRecord(db, form, id)
  if (!found) throw new AppError('not-found', 'This record is not in the registry any more.')
  return found
}

const stale = () =>
  new AppError('conflict', 'Somebody saved this record since you opened it. Look at what is saved now; what you typed is kept until you decide.')

interface Typed {
  readonly form: FormId
  readonly caseId: string
  readonly values: RecordValues
  readonly missing: Readonly<Record<string, MissingReason>>
  /** Source of the record that is edited: kept unless another is given. */
  readonly source?: RecordSource
  readonly today: string
}

/**
 * What was typed, checked against the dictionary and the rest of the case, ready to be written.
 * @throws AppError `invalid-input` with one issue for each thing that is refused
 */
function contentOf(db: Reader, { form, caseId, values: typed, missing, today, source: before = 'recorded' }: Typed): RecordContent {
  const { comment = null, source = before, ...values } = typed
  const caseRow = form === 'case' ? undefined : findRecord(db, 'case', caseId)?.record
  const { problems } = checkRecord(form, values, missing, { caseRow, today })
  const refused = problems.filter((problem) => problem.severity === 'refuse')
  if (comment !== null && (typeof comment !== 'string' || comment.length > 20_000))
    refused.push({ path: 'comment', message: 'The comment is longer than 20,000 characters.', severity: 'refuse' })
  if (!isSource(source)) refused.push({ path: 'source', message: 'The source is none that the registry knows.', severity: 'refuse' })
  if (refused.length > 0) {
    const issues = refused.map(({ path, message }) => ({ path, message }))
    throw new AppError('invalid-input', issues[0]!.message, { issues })
  }
  demandReferences(db, form, caseId, values)
  return { values: tidyValues(formOf(form), values), missing, source: source as RecordSource, comment: comment as string | null }
}

const isSource = (value: unknown): value is RecordSource => recordSources.some((source) => source.code === value)

/** A reference leads to a record of the same case that is in use. */
function demandReferences(db: Reader, form: FormId, caseId: string, values: RecordValues): void {
  for (const item of formOf(form).items) {
    const id = values[item.name]
    if (item.type !== 'reference' || typeof id !== 'string') continue
    const found = isFormId(item.form) ? findRecord(db, item.form, id) : undefined
    if (found?.caseId === caseId && found.record.voided_at === undefined) continue
    const message = `${item.label}: choose a record of this case that is in use.`
    throw new AppError('invalid-input', message, { issues: [{ path: item.name, message }] })
  }
}

function demandUnreferenced(db: Reader, form: FormId, id: string): void {
  for (const other of forms) {
    const columns = other.items.filter((item) => item.type === 'reference' && item.form === form).map((item) => item.name)
    const count = countReferences(db, form, id, columns.map((column) => ({ form: other.id, column })))
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
