/** Keeping what is typed, a user's own. */
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { draftsOf, dropDraft, findDraft, keepDraft } from '#main/database/repositories/drafts.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { noteIdentityView } from '../identity-views.ts'
import type { Session } from '../session.ts'

type Area = Pick<Handlers<'backend'>, 'drafts.keep' | 'drafts.find' | 'drafts.list' | 'drafts.discard'>

/** Where names, record numbers and contacts are typed, among other things. */
const mayNameSomebody = ({
  place,
  form,
}: {
  readonly place: string
  readonly form?: string | null | undefined
}): boolean =>
  place === 'new-case' ||
  place.split('/')[1] === 'identity' ||
  (form != null && isFormId(form) && formOf(form).identifying === true)

export function draftOperations(session: Session): Area {
  const user = () => session.registry().user
  /** What was typed while one might see identities is kept, but not shown to who may no more. */
  const isHidden = (draft: Parameters<typeof mayNameSomebody>[0]) => mayNameSomebody(draft) && !session.has('identity')
  return {
    'drafts.keep'({ place, caseId = null, form = null, title, content, baseVersion = null }, { changed }) {
      if (mayNameSomebody({ place, form })) session.demand('identity')
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
      if (!found || isHidden(found)) return { draft: null }
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
      drafts: draftsOf(session.reader(), user())
        .filter((draft) => !isHidden(draft))
        .map(({ caseId, caseCode, form, ...rest }) => ({
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
