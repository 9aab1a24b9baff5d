/** What was changed, and the way back. */
import { formOfTable } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import { changeSetsOfCase, labelOfOperation } from '#main/database/repositories/change-sets.ts'
import { canRevert, revertOperation } from '#main/database/revert.ts'
import type { TouchedRow } from '#main/database/revert.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import type { Session } from '../session.ts'
import { takeBackSiteItem } from './dictionary.ts'
import { demandSound } from './record-writes.ts'

type Area = Pick<
  Handlers<'backend'>,
  'changes.undoable' | 'changes.undo' | 'changes.redo' | 'changes.ofCase' | 'changes.revert'
>

/**
 * Taking back is no way around the rights: who may change records may not give back what an administrator took, nor say who a
 * patient is. Thrown inside the transaction, so nothing of it stays.
 * @throws AppError `forbidden`, `conflict`
 */
function demandRightsTo(touched: readonly TouchedRow[], session: Session): void {
  for (const { table, caseId } of touched) {
    if (table === 'registry_user')
      throw new AppError('conflict', 'Users and their rights are changed under Registry users, not taken back here.')
    if (formOfTable(table)?.identifying) session.demand('identity')
    if (caseId === null) session.demand('administer')
  }
}

export function changeOperations(session: Session): Area {
  interface Wish {
    readonly operation: string
    readonly label: string
    readonly reason: string
  }

  function takeBack(changeId: string, wish: Wish, { changed }: Pick<CallContext, 'changed'>): string {
    const today = session.clock.today()
    const {
      caseIds,
      reached,
      changeId: own,
    } = session.change(wish, (db, at) => {
      const touched = revertOperation(db, changeId, { at, reason: wish.reason })
      demandRightsTo(touched, session)
      for (const { table, rowId } of touched) {
        const form = formOfTable(table)
        if (form) demandSound(db, form.id, rowId)
        if (table === 'site_item') takeBackSiteItem(db, rowId, today)
      }
      const caseIds = [...new Set(touched.flatMap(({ caseId }) => caseId ?? []))]
      caseIds.forEach((caseId) => outdateCaseRow(db, caseId, today))
      return { caseIds, reached: touched.map(({ table }) => table) }
    })
    if (reached.includes('site_item')) {
      session.readSiteItems()
      changed('dictionary')
    }
    changed('cases', 'changes', 'registry', ...caseIds.map((caseId): Topic => `case:${caseId}`))
    return own
  }

  const told = ({ label, caseId }: { label: string; caseId: string | undefined }) => ({
    label,
    ...(caseId !== undefined && { caseId }),
  })

  return {
    'changes.undoable'() {
      const [undo, redo] = [session.undo.next(), session.undo.nextRedo()]
      return {
        ...(undo && { undo: { changeId: undo.changeId, ...told(undo) } }),
        ...(redo && { redo: { changeId: redo.changeId, ...told(redo) } }),
      }
    },
    'changes.undo'(_input, context) {
      const step = session.undo.next()
      if (!step) throw new AppError('not-found', 'There is nothing to undo since the registry was opened.')
      const wish = { operation: 'changes.undo', label: `Undone: ${step.label}`, reason: `Undone: ${step.label}` }
      session.undo.undone(takeBack(step.changeId, wish, context))
      return told(step)
    },
    'changes.redo'(_input, context) {
      const step = session.undo.nextRedo()
      if (!step) throw new AppError('not-found', 'There is nothing to redo.')
      const wish = { operation: 'changes.redo', label: `Redone: ${step.label}`, reason: `Redone: ${step.label}` }
      session.undo.redone(takeBack(step.changeId, wish, context))
      return told(step)
    },
    'changes.ofCase'({ caseId, before, limit }) {
      const db = session.reader()
      const sets = changeSetsOfCase(db, caseId, { before, limit: limit + 1 })
      return {
        sets: sets.slice(0, limit).map((set) => ({
          ...set,
          // The demo was made in one go: nobody's change, and thousands of rows to look at.
          canRevert: set.operation !== 'registry.createDemo' && canRevert(db, set.changeId),
        })),
        more: sets.length > limit,
      }
    },
    'changes.revert'({ changeId, reason }, context) {
      const label = labelOfOperation(session.reader(), changeId) ?? 'an earlier change'
      const wish = { operation: 'changes.revert', label: `Taken back: ${label}`, reason }
      const own = takeBack(changeId, wish, context)
      session.undo.push({ changeId: own, label: wish.label, caseId: undefined })
      return { label }
    },
  }
}
