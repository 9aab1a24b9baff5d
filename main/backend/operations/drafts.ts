/** Keeping what is typed, a user's own. */
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { draftsOf, dropDraft, findDraft, keepDraft } from '#main/database/repositories/drafts.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { noteIdentityView } from '../identity-views.ts'
import type { Session } from '../session.ts'

type Area = Pick<Handlers<'backend'>, 'drafts.keep' | 'drafts.find' | 'drafts.list' | 'drafts.discard'>

export function draftOperations(session: Session): Area {
  const user = () => session.registry().user
  return {
    'drafts.keep'({ place, caseId = null, form = null, title, content, baseVersion = null }, { changed }) {
      const isNew = findDraft(session.reader(), user(), place) === undefined
      const savedAt = session.write('drafts.keep', undefined, (db, at) => {
        if (caseId !== null && !findRecord(db, 'case', caseId))
          throw new AppError('not-found', 'This case is not in the registry any more.')
        keepDraft(db, user(), { place, caseId, form, title, content, baseVersion, savedAt: at })
        return at
      })
      if (isNew) changed('drafts')
      return { savedAt }
    },
    'drafts.find'({ place }) {
      const found = findDraft(session.reader(), user(), place)
      if (!found) return { draft: null }
      const { caseId, form, baseVersion, ...rest } = found
      if (form !== null && isFormId(form) && formOf(form).identifying)
        noteIdentityView(session, 'drafts.find', caseId ?? undefined)
      return {
        draft: {
          ...rest,
          ...(caseId !== null && { caseId }),
          ...(form !== null && { form }),
          ...(baseVersion !== null && { baseVersion }),
        },
      }
    },
    'drafts.list': () => ({
      drafts: draftsOf(session.reader(), user()).map(({ caseId, caseCode, form, ...rest }) => ({
        ...rest,
        ...(caseId !== null && { caseId }),
        ...(caseCode !== null && { caseCode }),
        ...(form !== null && { form }),
      })),
    }),
    'drafts.discard'({ place }, { changed }) {
      session.write('drafts.discard', undefined, (db) => dropDraft(db, user(), place))
      changed('drafts')
      return {}
    },
  }
}
