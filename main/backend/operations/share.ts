/** De-identified data: looked at, written, and found again by code. */
import { classOfCase } from '#shared/domain/deidentify/class-of-case.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { auditHead } from '#main/database/audit.ts'
import { caseRows } from '#main/database/repositories/cases.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { sharesOf } from '#main/database/repositories/shares.ts'
import { gatherShare } from '../share/gather-share.ts'
import { writeShare } from '../share/write-share.ts'
import type { Analyst } from '../cohort/analyst.ts'
import type { Session } from '../session.ts'

type Area = Pick<
  Handlers<'backend'>,
  'share.report' | 'share.write' | 'share.writeTables' | 'share.exports' | 'share.caseOf' | 'share.classOf'
>

export function shareOperations(session: Session, analyst: Analyst, appVersion: string): Area {
  return {
    'share.report': async (wish, context) => (await gatherShare(session, wish, context)).report,
    async 'share.write'(wish, context) {
      const written = await writeShare(session, wish, context, appVersion)
      context.changed('registry')
      return written
    },
    async 'share.writeTables'({ folder, format }, context) {
      // Names stay behind, but registry codes, birth dates and free text do not: enough to see who the patients are.
      session.demand('identity')
      // Before anything leaves: what can't be noted does not.
      session.note('share.writeTables', 'export', { detail: `whole tables, ${format}, not de-identified` })
      const { head } = auditHead(session.reader())
      const today = session.clock.today()
      const about = `${session.status().name ?? 'Registry'}, ${today}, head of the audit chain ${head}`
      const wish = { folder, format, madeBy: `AS-ILD Registry ${appVersion}`, about }
      const written = await analyst.ask({ kind: 'write-tables', wish, today }, context)
      context.changed('registry')
      return { ...written, tables: [...written.tables], auditHead: head }
    },
    'share.exports': () => ({
      exports: sharesOf(session.reader()).map(({ at, by, codes, recipient, dates, smallest }) => {
        return { at, by, cases: Object.keys(codes).length, ...(recipient && { recipient }), dates, smallest }
      }),
    }),
    'share.caseOf'({ code: typed }) {
      const code = typed.toUpperCase()
      session.note('share.caseOf', 'look-up', { detail: `the case behind the code ${code} of an export` })
      for (const { at, recipient, codes } of sharesOf(session.reader())) {
        const [caseId] = Object.entries(codes).find(([, given]) => given === code) ?? []
        const found = caseId && findRecord(session.reader(), 'case', caseId)
        if (caseId && found)
          return { found: { caseId, code: String(found.record['code']), at, ...(recipient && { recipient }) } }
      }
      return { found: null }
    },
    'share.classOf'({ caseId }) {
      const found = classOfCase(caseRows(session.readerOfRows()), caseId)
      if (!found) throw new AppError('not-found', 'This case is not in the registry any more.')
      return found
    },
  }
}
