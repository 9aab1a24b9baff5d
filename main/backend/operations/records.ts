/** Changing records: one transaction, one audited operation each. */
import { forms, formOf, isFormId, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Reader, Writer } from '#main/database/connection.ts'
import { historyOf } from '#main/database/audit.ts'
import { caseIdOfCode, refreshCaseRow } from '#main/database/repositories/cases.ts'
import {
  countReferences,
  findRecord,
  insertRecord,
  recordsOfCase,
  setVoided,
  updateRecord,
} from '#main/database/repositories/records.ts'
import type { Owned, RecordContent } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Session } from '../session.ts'
import { contentOf, demandReferences } from './record-content.ts'

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
        if (!findRecord(db, 'case', caseId))
          throw new AppError('not-found', 'This case is not in the registry any more.')
        if (form === 'case') throw new AppError('invalid-input', 'A case has one baseline: edit it.')
        if (form === 'attachment') throw new AppError('invalid-input', 'An attachment is added with its file.')
        if (!formOf(form).repeats && recordsOfCase(db, form, caseId).length > 0)
          throw new AppError(
            'conflict',
            `This case has its ${formOf(form).label.toLowerCase()} already: edit that one.`,
          )
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
        const content = contentOf(db, {
          form,
          caseId,
          values,
          missing,
          today: today(),
          source: record.source,
          byProgram: record,
        })
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
          throw new AppError(
            'conflict',
            `This case has its ${formOf(form).label.toLowerCase()} already: void that one first.`,
          )
        if (!setVoided(db, form, { id, version, at, reason: null })) throw stale()
        refresh(db, caseId)
        return caseId
      })
      changed('cases', `case:${caseId}`)
      return { id, version: version + 1 }
    },

    'records.history'({ form: name, id }) {
      const form = formNamed(name)
      if (formOf(form).identifying)
        session.note('records.history', 'identity', { caseId: existing(session.reader(), form, id).caseId })
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
  if (!isFormId(name))
    throw new AppError('invalid-input', `There is no form “${name}”.`, {
      issues: [{ path: 'form', message: 'is not a form' }],
    })
  return name
}

function existing(db: Reader, form: FormId, id: string): Owned {
  const found = findRecord(db, form, id)
  if (!found) throw new AppError('not-found', 'This record is not in the registry any more.')
  return found
}

const stale = () =>
  new AppError(
    'conflict',
    'Somebody saved this record since you opened it. Look at what is saved now; what you typed is kept until you decide.',
  )

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
