/** What the site adds to the dictionary. */
import {
  changeRefusals,
  definitionProblems,
  nameOfSiteItem,
  type DefinitionProblem,
} from '#shared/dictionary/site-item-rules.ts'
import { siteItems, type SiteItem, type SiteItemDefinition } from '#shared/dictionary/site-items.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import type { Reader, Writer } from '#main/database/connection.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import {
  casesUsing,
  findSiteItem,
  insertSiteItem,
  setRetired,
  updateSiteItem,
} from '#main/database/repositories/site-items.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { Session } from '../session.ts'

type Area = Pick<
  Handlers<'backend'>,
  | 'dictionary.siteItems'
  | 'dictionary.siteItemUse'
  | 'dictionary.saveSiteItem'
  | 'dictionary.retireSiteItem'
  | 'dictionary.restoreSiteItem'
>

type Write = (db: Writer, at: string) => void

interface Wish {
  readonly verb: 'saveSiteItem' | 'retireSiteItem' | 'restoreSiteItem'
  readonly label: string
  readonly reason?: string | undefined
}

export function dictionaryOperations(session: Session): Area {
  /** One change of the dictionary: can be undone, and holds as soon as it is written. */
  function change({ verb, label, reason }: Wish, changed: CallContext['changed'], write: Write): void {
    const { changeId } = session.change({ operation: `dictionary.${verb}`, label, reason }, (db, at) => {
      write(db, at)
      return {}
    })
    session.undo.push({ changeId, label, caseId: undefined })
    session.readSiteItems()
    changed('dictionary', 'changes')
  }

  return {
    'dictionary.siteItems': () => ({ items: [...siteItems()] }),
    'dictionary.siteItemUse': ({ id }) => ({
      records: casesUsing(session.reader(), existing(session.reader(), id)).length,
    }),

    'dictionary.saveSiteItem'({ existing: known, kind, form, definition }, { changed }) {
      if (!known) {
        const name = nameOfSiteItem(
          definition.label,
          siteItems().map((item) => item.name),
        )
        const id = uuidV7()
        refuse(definitionProblems({ kind, form, definition }))
        change({ verb: 'saveSiteItem', label: `${definition.label} added to the dictionary` }, changed, (db, at) =>
          insertSiteItem(db, { id, at, kind, form, name, definition }),
        )
        return { id, version: 1, name }
      }
      const before = existing(session.reader(), known.id)
      const users = casesUsing(session.reader(), before)
      refuse(definitionProblems({ ...before, definition }))
      if (users.length > 0) refuse(changeRefusals(before.definition, definition))
      change({ verb: 'saveSiteItem', label: `${definition.label} changed in the dictionary` }, changed, (db, at) => {
        if (!updateSiteItem(db, { ...known, at, definition })) throw stale()
        outdateUsers(db, before, definition, session.clock.today())
      })
      if (users.length > 0) changed('cases')
      return { id: known.id, version: known.version + 1, name: before.name }
    },

    'dictionary.retireSiteItem'({ id, version, reason = '' }, { changed }) {
      const { label } = existing(session.reader(), id).definition
      const wish = { verb: 'retireSiteItem', label: `${label} retired`, reason: reason || undefined } as const
      change(wish, changed, (db, at) => {
        if (!setRetired(db, { id, version, at, reason })) throw stale()
      })
      return { id, version: version + 1 }
    },

    'dictionary.restoreSiteItem'({ id, version }, { changed }) {
      const item = existing(session.reader(), id)
      // Another may have come to ask the same meanwhile.
      refuse(definitionProblems(item))
      change({ verb: 'restoreSiteItem', label: `${item.definition.label} asked again` }, changed, (db, at) => {
        if (!setRetired(db, { id, version, at, reason: null })) throw stale()
      })
      return { id, version: version + 1 }
    },
  }
}

/**
 * Holds an item against its values after a change of it was taken back, and before that change is no longer installed.
 * @throws AppError `invalid-input` where values exist that it would not take any more
 */
export function takeBackSiteItem(db: Writer, id: string, today: string): void {
  const left = siteItems().find((item) => item.id === id)
  const restored = existing(db, id)
  if (!left) return
  if (casesUsing(db, restored).length > 0) refuse(changeRefusals(left.definition, restored.definition))
  outdateUsers(db, restored, left.definition, today)
}

function existing(db: Reader, id: string): SiteItem {
  const found = findSiteItem(db, id)
  if (!found) throw new AppError('not-found', 'This item is not in the registry any more.')
  return found
}

const stale = () => new AppError('conflict', 'Somebody changed this item since you opened it. Look at it as it is now.')

function refuse(problems: readonly DefinitionProblem[]): void {
  const [first] = problems
  if (!first) return
  const issues = problems.map(({ path, message }) => ({ path: `definition.${path}`, message }))
  throw new AppError('invalid-input', first.message, { issues })
}

/** Cases are found by the words of answers: those that use an item are indexed anew where these were changed. */
function outdateUsers(db: Writer, item: SiteItem, other: SiteItemDefinition, today: string): void {
  if (JSON.stringify(item.definition.choices) === JSON.stringify(other.choices)) return
  new Set(casesUsing(db, item)).forEach((caseId) => outdateCaseRow(db, caseId, today))
}
