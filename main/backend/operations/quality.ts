/** Data quality: reports, queries, checks against the source, second entries. */
import { formOf, isFormId, itemOf, type FormId } from '#shared/dictionary/forms.ts'
import { compareEntries, keyItemsOf, secondEntryForm } from '#shared/domain/quality/key-items.ts'
import { recordName } from '#shared/domain/record-name.ts'
import { refusalsOf } from '#shared/dictionary/check-values.ts'
import { tidyValues } from '#shared/dictionary/record-schema.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { DataQuery } from '#shared/ipc/areas/quality.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord, casesInUse } from '#main/database/repositories/cases.ts'
import {
  countQueries,
  findQueries,
  findQuery,
  insertMessage,
  insertQuery,
  messagesOf,
  setQueryStatus,
} from '#main/database/repositories/data-queries.ts'
import type { QueryRow } from '#main/database/repositories/data-queries.ts'
import { dropDraft } from '#main/database/repositories/drafts.ts'
import { findRecord, type Owned } from '#main/database/repositories/records.ts'
import { insertSecondEntry, lastSecondEntry } from '#main/database/repositories/second-entries.ts'
import { checksOfCase, insertSourceCheck, takenBack } from '#main/database/repositories/source-checks.ts'
import type { Session } from '../session.ts'
import { lackingRecords, qualityReport } from './quality-report.ts'

type Area = Pick<Handlers<'backend'>, Extract<keyof Handlers<'backend'>, `quality.${string}`>>

/** What a query becomes by what is said to it. */
const statusAfter = { answer: 'answered', closing: 'closed', reopening: 'open' } as const

export function qualityOperations(session: Session): Area {
  const user = () => session.registry().user
  return {
    'quality.report': (_input, context) => qualityReport(session, context),
    'quality.lacking': ({ form, ...wish }) => lackingRecords(session.reader(), countedForm(form), wish),

    'quality.queries'(wish) {
      const db = session.reader()
      const { total, rows } = findQueries(db, wish)
      return { total, queries: rows.map((row) => listed(db, row)) }
    },
    'quality.queryCounts': ({ caseId }) => countQueries(session.reader(), caseId),
    'quality.ask'({ caseId, form: name, recordId, item, text }, { changed }) {
      const form = countedForm(name)
      if (item !== undefined && item !== 'comment' && !itemOf(form, item))
        throw new AppError('invalid-input', `${formOf(form).label} has no item named “${item}”.`)
      const id = session.write('quality.ask', undefined, (db, at) => {
        if (inUse(db, form, recordId).caseId !== caseId)
          throw new AppError('invalid-input', 'This record belongs to another case.')
        return insertQuery(db, { caseId, form, recordId, item, text, at, by: user() })
      })
      changed('quality')
      return { id }
    },
    'quality.reply'({ id, version, kind, text }, { changed }) {
      if (kind !== 'closing' && text === '')
        throw new AppError('invalid-input', 'Write what you answer, or why it is open again.', {
          issues: [{ path: 'text', message: 'is empty' }],
        })
      session.write('quality.reply', undefined, (db, at) => {
        const found = findQuery(db, id)
        if (!found) throw new AppError('not-found', 'This query is not in the registry.')
        const isClosed = found.status === 'closed'
        if ((kind === 'reopening') !== isClosed && kind !== 'answer')
          throw new AppError('conflict', isClosed ? 'This query is closed already.' : 'This query is open already.')
        if (kind === 'answer' && isClosed)
          throw new AppError('conflict', 'This query was closed meanwhile. Reopen it to say more.')
        if (!setQueryStatus(db, { id, version, status: statusAfter[kind], at }))
          throw new AppError(
            'conflict',
            'Somebody wrote to this query since you opened it. Read that first; what you typed is kept.',
          )
        insertMessage(db, { queryId: id, caseId: found.caseId, kind, text, at, by: user() })
      })
      changed('quality')
      return { id, version: version + 1 }
    },

    'quality.verify'({ form: name, recordId, version, note }, { changed }) {
      const form = countedForm(name)
      session.write('quality.verify', undefined, (db, at) => {
        const { caseId, record } = inUse(db, form, recordId)
        if (record.version !== version)
          throw new AppError('conflict', 'This record was changed meanwhile. Look at it again, then mark it.')
        const check = { form, recordId, recordVersion: version, checkedAt: at, checkedBy: user(), note: note || null }
        insertSourceCheck(db, caseId, check)
      })
      changed('quality')
      return {}
    },
    'quality.unverify'({ form: name, recordId }, { changed }) {
      const form = countedForm(name)
      session.write('quality.unverify', undefined, (db, at) => {
        const { caseId } = inUse(db, form, recordId)
        const check = { form, recordId, recordVersion: takenBack, checkedAt: at, checkedBy: user(), note: null }
        insertSourceCheck(db, caseId, check)
      })
      changed('quality')
      return {}
    },
    'quality.checks': ({ caseId }) => ({
      checks: checksOfCase(session.reader(), caseId).map(({ note, ...check }) => ({
        ...check,
        ...(note !== null && { note }),
      })),
    }),

    'quality.enterAgain'({ caseId, answers, draft }, { changed }) {
      const refused = refusalsOf(secondEntryForm, answers)
      if (refused.length > 0)
        throw new AppError('invalid-input', refused[0]!.message, {
          issues: refused.map(({ path, message }) => ({ path, message })),
        })
      const tidy = tidyValues(secondEntryForm, answers)
      const id = session.write('quality.enterAgain', undefined, (db, at) => {
        if (!findRecord(db, 'case', caseId))
          throw new AppError('not-found', 'This case is not in the registry any more.')
        if (draft !== undefined) dropDraft(db, user(), draft)
        return insertSecondEntry(db, { caseId, at, by: user(), answers: tidy })
      })
      changed('quality', ...(draft === undefined ? [] : (['drafts'] as const)))
      return { id }
    },
    'quality.secondEntry'({ caseId }) {
      const found = lastSecondEntry(session.reader(), caseId)
      return { entry: found ? { ...found, answers: JSON.parse(found.answers) } : null }
    },
    'quality.secondEntries'({ search = '', offset, limit }) {
      const db = session.reader()
      const wanted = search.trim().toLowerCase()
      const cases = casesInUse(db).filter(({ code }) => code.toLowerCase().includes(wanted))
      return {
        total: cases.length,
        cases: cases.slice(offset, offset + limit).map(({ id: caseId, code: caseCode }) => {
          const entered = enteredAgain(db, caseId)
          return { caseId, caseCode, ...(entered && { entered }) }
        }),
      }
    },
  }
}

/** Forms that the quality of data is about: identity is looked at with an audit entry only. */
function countedForm(name: string): FormId {
  if (isFormId(name) && !formOf(name).identifying) return name
  const message = isFormId(name) ? 'Nothing is asked about identity here.' : `There is no form “${name}”.`
  throw new AppError('invalid-input', message, { issues: [{ path: 'form', message }] })
}

function inUse(db: Reader, form: FormId, id: string): Owned {
  const found = findRecord(db, form, id)
  if (!found || found.record.voided_at !== undefined)
    throw new AppError('not-found', 'This record is not in use any more.')
  return found
}

function listed(db: Reader, { item, ...row }: QueryRow): DataQuery {
  const record = isFormId(row.form) ? findRecord(db, row.form, row.recordId)?.record : undefined
  const date: unknown = isFormId(row.form) ? record?.[formOf(row.form).dateItem ?? ''] : undefined
  return {
    ...row,
    name: isFormId(row.form) ? recordName(row.form, record ?? {}) : row.form,
    ...(item !== null && { item }),
    ...(typeof date === 'string' && { date }),
    voided: record === undefined || record.voided_at !== undefined,
    messages: messagesOf(db, row.id),
  }
}

/** How the last second entry of a case agrees with its record. */
function enteredAgain(db: Reader, caseId: string) {
  const entry = lastSecondEntry(db, caseId)
  const record = entry && caseRecord(db, caseId)
  if (!entry || !record) return undefined
  const compared = compareEntries(keyItemsOf(record), JSON.parse(entry.answers)).filter(
    ({ agreement }) => agreement !== 'neither',
  )
  const agree = compared.filter(({ agreement }) => agreement === 'agree').length
  return { at: entry.createdAt, by: entry.enteredBy, agree, compared: compared.length }
}
