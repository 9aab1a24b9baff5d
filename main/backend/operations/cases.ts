/** Reading cases: the table, whole records, identity. */
import { forms } from '#shared/dictionary/forms.ts'
import { nextDueOf } from '#shared/domain/monitoring/next-due.ts'
import { schedulesOf } from '#shared/domain/monitoring/schedules.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { caseCourses } from '#main/database/repositories/case-courses.ts'
import { caseFacets, caseIdOfCode, caseRecord, findCases, nextCode } from '#main/database/repositories/cases.ts'
import { defineNextDue } from '#main/database/repositories/monitoring.ts'
import { findRecord, recordsOfCase } from '#main/database/repositories/records.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'
import { noteIdentityView } from '../identity-views.ts'
import type { Session } from '../session.ts'

/** Voided identities are shown to nobody here: viewing identity has its own, audited operation. */
const voidableForms = forms.filter((form) => !form.identifying)

type Area = Pick<
  Handlers<'backend'>,
  | 'cases.find'
  | 'cases.courses'
  | 'cases.facets'
  | 'cases.get'
  | 'cases.nextCode'
  | 'cases.viewIdentity'
  | 'records.voided'
>

export function caseOperations(session: Session): Area {
  const looking = () => ({ today: session.clock.today(), withNames: session.has('identity') })
  return {
    'cases.find'(wish) {
      const db = session.readerOfRows()
      const today = session.clock.today()
      const schedules = schedulesOf(registrySettings(db).monitoring)
      defineNextDue(db, schedules, today)
      const { total, rows } = findCases(db, wish, looking())
      return {
        total,
        rows: rows.map(({ monitoring, ...row }) => ({
          ...row,
          due: monitoring && nextDueOf(monitoring, schedules, today),
        })),
      }
    },
    'cases.courses'(wish) {
      const db = session.readerOfRows()
      // Cases may be sorted by what is due next.
      defineNextDue(db, schedulesOf(registrySettings(db).monitoring), session.clock.today())
      return caseCourses(db, wish, looking())
    },
    'cases.facets': () => caseFacets(session.readerOfRows()),
    'cases.get'(which) {
      const db = session.reader()
      const caseId = 'caseId' in which ? which.caseId : caseIdOfCode(db, which.code)
      const record = caseId === undefined ? undefined : caseRecord(db, caseId)
      if (!record)
        throw new AppError(
          'not-found',
          'code' in which ? `There is no case ${which.code} in this registry.` : 'This case is not in the registry.',
        )
      return record
    },
    'cases.nextCode': () => ({ code: nextCode(session.reader()) }),
    'cases.viewIdentity'({ caseId }) {
      const db = session.reader()
      if (!findRecord(db, 'case', caseId)) throw new AppError('not-found', 'This case is not in the registry.')
      noteIdentityView(session, 'cases.viewIdentity', caseId)
      return { record: recordsOfCase(db, 'identity', caseId)[0] ?? null }
    },
    'records.voided'({ caseId }) {
      const db = session.reader()
      const records = voidableForms.map(
        (form) => [form.id, recordsOfCase(db, form.id, caseId, { voided: true })] as const,
      )
      return { records: Object.fromEntries(records.filter(([, voided]) => voided.length > 0)) }
    },
  }
}
