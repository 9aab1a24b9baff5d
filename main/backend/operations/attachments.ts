/** Files kept in the registry. */
import { AppError } from '#shared/ipc/app-error.ts'
import { largestAttachmentBytes } from '#shared/ipc/areas/attachments.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { insertContent, readContent, sha256 } from '#main/database/repositories/attachment-content.ts'
import { refreshCaseRow } from '#main/database/repositories/cases.ts'
import { findRecord, insertRecord } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Session } from '../session.ts'
import { mediaTypeOf } from './media-type.ts'
import { contentOf } from './record-content.ts'

type Area = Pick<Handlers<'backend'>, 'attachments.store' | 'attachments.read'>

export function attachmentOperations(session: Session): Area {
  return {
    'attachments.store'({ caseId, values, missing = {}, fileName, base64 }, { changed }) {
      const content = Buffer.from(base64, 'base64')
      if (content.length > largestAttachmentBytes)
        throw new AppError(
          'invalid-input',
          `${fileName} is larger than ${largestAttachmentBytes / 1024 / 1024} MB. Keep it beside the registry, and say so in a note.`,
        )
      const mediaType = mediaTypeOf(content)
      if (!mediaType)
        throw new AppError(
          'invalid-input',
          `${fileName} is none of the kinds that the registry keeps: PDF, PNG, JPEG, plain text. Save it as a PDF first.`,
        )
      const id = uuidV7()
      const today = session.clock.today()
      const about = { file_name: fileName, media_type: mediaType, size_bytes: content.length, sha256: sha256(content) }
      session.write('attachments.store', undefined, (db, at) => {
        if (!findRecord(db, 'case', caseId))
          throw new AppError('not-found', 'This case is not in the registry any more.')
        insertRecord(db, 'attachment', {
          id,
          caseId,
          at,
          ...contentOf(db, { form: 'attachment', caseId, values, missing, today, byProgram: about }),
        })
        insertContent(db, id, content)
        refreshCaseRow(db, caseId, today)
      })
      changed('cases', `case:${caseId}`)
      return { id, version: 1 }
    },

    'attachments.read'({ id }) {
      const found = findRecord(session.reader(), 'attachment', id)
      const content = found && readContent(session.reader(), id)
      if (!found || !content) throw new AppError('not-found', 'This attachment is not in the registry.')
      session.note('attachments.read', 'export', { caseId: found.caseId, detail: `attachment ${id}` })
      const { file_name: fileName, media_type: mediaType } = found.record
      return { fileName: String(fileName), mediaType: String(mediaType), base64: content.toString('base64') }
    },
  }
}
