/** Electronic signatures. */
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { insertSignature, signaturesOfCase } from '#main/database/repositories/signatures.ts'
import { checkOwnPassphrase } from '../keys/own-passphrase.ts'
import type { Session } from '../session.ts'
import { signatureState } from '../signatures/signature-state.ts'
import { signedContent } from '../signatures/signed-content.ts'

type Area = Pick<Handlers<'backend'>, 'signatures.ofCase' | 'signatures.sign'>

const meaning = 'reviewed and complete'

export function signatureOperations(session: Session): Area {
  return {
    'signatures.ofCase'({ caseId }) {
      const db = session.reader()
      return { signatures: signaturesOfCase(db, caseId).map((signature) => signatureState(db, signature)) }
    },

    async 'signatures.sign'({ caseId, visitId, passphrase }, { changed }) {
      const registry = session.registry()
      // Refused before the passphrase is asked for in vain.
      demandSignable(session.reader(), caseId, visitId)
      await checkOwnPassphrase(session, passphrase, 'signatures.sign')
      const { user: userName, userId } = session.registry()
      if (session.registry() !== registry || userId === undefined)
        throw new AppError('locked', 'The registry was locked meanwhile. Nothing was signed.')
      const visit = visitId === undefined ? undefined : findRecord(session.reader(), 'visit', visitId)?.record
      const label = visitId === undefined ? `Case signed as ${meaning}` : `${nameOf(visit)} signed as ${meaning}`
      const { id } = session.change({ operation: 'signatures.sign', reason: undefined, label }, (db, at) => {
        const { record, visit } = demandSignable(db, caseId, visitId)
        const { digest, records: content } = signedContent(record, visit)
        const signed = { caseId, visitId, userId, userName, meaning, digest, content, signedAt: at }
        return { id: insertSignature(db, signed) }
      })
      changed('changes', `case:${caseId}`)
      return { id }
    },
  }
}

/** @throws AppError `not-found`, `conflict` */
function demandSignable(db: Reader, caseId: string, visitId: string | undefined) {
  const record = caseRecord(db, caseId)
  if (!record) throw new AppError('not-found', 'This case is not in the registry.')
  if (record.case.voided_at !== undefined)
    throw new AppError('conflict', 'This case is voided. Restore it before it is signed.')
  if (visitId === undefined) return { record, visit: undefined }
  const visit = findRecord(db, 'visit', visitId)
  if (!visit || visit.caseId !== caseId || visit.record.voided_at !== undefined)
    throw new AppError('not-found', 'This visit is not in the record of the case. It may have been voided.')
  return { record, visit: visit.record }
}

function nameOf(visit: AnyRecord | undefined): string {
  const date = visit?.['date']
  return typeof date === 'string' ? `Visit ${formatPartialDate(date)}` : 'Visit'
}
