/** Files kept in the registry. */
import { mediaTypeOf } from '#shared/domain/media-type.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { refusalOfFile } from '#shared/domain/refusal-of-file.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { insertContent, readContent, sha256 } from '#main/database/repositories/attachment-content.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import { dropDraft } from '#main/database/repositories/drafts.ts'
import { findRecord, insertRecord } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Session } from '../session.ts'
import { contentOf } from './record-content.ts'

type Area = Pick<Handlers<'backend'>, 'attachments.store' | 'attachments.read' | 'attachments.view'>

export function attachmentOperations(session: Session): Area {
  return {
    'attachments.store'({ caseId, values, missing, confirmed, draft, fileName, base64 }, { changed }) {
      const content = Buffer.from(base64, 'base64')
      const refused = refusalOfFile(fileName, content)
      if (refused) throw new AppError('invalid-input', refused)
      const mediaType = mediaTypeOf(content)
      const id = uuidV7()
      const today = session.clock.today()
      const about = { file_name: fileName, media_type: mediaType, size_bytes: content.length, sha256: sha256(content) }
      const label = `File ${fileName} added`.slice(0, 120)
      const { changeId } = session.change({ operation: 'attachments.store', reason: undefined, label }, (db, at) => {
        const caseRow = findRecord(db, 'case', caseId)?.record
        if (!caseRow) throw new AppError('not-found', 'This case is not in the registry any more.')
        insertRecord(db, 'attachment', {
          id,
          caseId,
          at,
          ...contentOf(db, {
            form: 'attachment',
            caseId,
            caseRow,
            values,
            missing,
            confirmed,
            today,
            byProgram: about,
          }),
        })
        insertContent(db, id, content)
        outdateCaseRow(db, caseId, today)
        if (draft !== undefined) dropDraft(db, session.registry().user, draft)
        return {}
      })
      session.undo.push({ changeId, label, caseId })
      changed('cases', 'changes', 'drafts', `case:${caseId}`)
      return { id, version: 1 }
    },

    'attachments.read': ({ id }) => fileOf(session, id, 'attachments.read', 'export'),
    'attachments.view': ({ id }) => fileOf(session, id, 'attachments.view', 'view'),
  }
}

/** The file of an attachment, and in the audit chain that it was taken. */
function fileOf(session: Session, id: string, operation: string, kind: 'export' | 'view') {
  const found = findRecord(session.reader(), 'attachment', id)
  const content = found && readContent(session.reader(), id)
  if (!found || !content) throw new AppError('not-found', 'This attachment is not in the registry.')
  if (sha256(content) !== found.record['sha256'])
    throw new AppError(
      'corrupt',
      'This file is not what was stored: it was changed in the registry by another program. Take it from a backup.',
    )
  session.note(operation, kind, { caseId: found.caseId, detail: `attachment ${id}` })
  const { file_name: fileName, media_type: mediaType } = found.record
  return { fileName: String(fileName), mediaType: String(mediaType), base64: content.toString('base64') }
}
