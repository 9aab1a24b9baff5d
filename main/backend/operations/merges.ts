/** Two cases made one, and taken apart again. */
import { formOfTable, forms, repeatingForms, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { UnmergePlan } from '#shared/ipc/areas/duplicates.ts'
import type { ParsedInputOf, Topic } from '#shared/ipc/contract.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import {
  casesMergedInto,
  mergeOperation,
  mergedInto,
  moveIdentity,
  moveRecords,
  repoint,
  setMergedInto,
} from '#main/database/repositories/case-merges.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import { findRecord, recordsOfCase, setVoided } from '#main/database/repositories/records.ts'
import type { TouchedRow } from '#main/database/revert.ts'
import { planUnmerge, unmerge } from '#main/database/unmerge.ts'
import type { Unmerging } from '#main/database/unmerge.ts'
import type { Session } from '../session.ts'
import { demandSound, editRecord, existing, formNamed, stale, writingIn } from './record-writes.ts'
import type { Writing } from './record-writes.ts'

type Area = Pick<Handlers<'backend'>, 'cases.merge' | 'cases.merges' | 'cases.unmergePlan' | 'cases.unmerge'>
type Merge = ParsedInputOf<'cases.merge'>

export function mergeOperations(session: Session): Area {
  const today = () => session.clock.today()

  return {
    'cases.merge'(wish, { changed }) {
      session.demand('write')
      const [kept, other] = [wish.kept, wish.other].map(({ id }) => codeOf(session, id)) as [string, string]
      const label = `${other} merged into ${kept}`
      const { changeId, moved } = session.change({ operation: 'cases.merge', reason: wish.reason, label }, (db, at) => {
        const moved = merge(writingIn(db, at, today()), wish, kept)
        for (const { id } of [wish.kept, wish.other]) outdateCaseRow(db, id, today())
        return { moved }
      })
      session.undo.push({ changeId, label, caseId: wish.kept.id })
      changed('cases', 'changes', `case:${wish.kept.id}`, `case:${wish.other.id}`)
      return { changeId, moved }
    },

    'cases.merges'({ caseId }) {
      const db = session.reader()
      const into = mergedInto(db, caseId)
      const merged = casesMergedInto(db, caseId).map((name) => {
        const { at = '', actor = '' } = mergeOperation(db, name.caseId) ?? {}
        return { ...name, at, actor }
      })
      return { ...(into && { into }), merged }
    },

    'cases.unmergePlan': ({ caseId }) => planOf(planUnmerge(session.reader(), caseId)),

    'cases.unmerge'({ caseId, reason }, { changed }) {
      session.demand('write')
      const { case: own, into } = planUnmerge(session.reader(), caseId)
      const label = `${own.code} taken apart from ${into.code}`
      const { changeId, plan } = session.change({ operation: 'cases.unmerge', reason, label }, (db, at) => {
        const unmerging = planUnmerge(db, caseId)
        const touched = unmerge(db, unmerging, at)
        for (const { table, rowId } of touched) {
          const form = formOfTable(table)
          if (form) demandSound(db, form.id, rowId)
        }
        for (const id of [own.caseId, into.caseId]) outdateCaseRow(db, id, today())
        return { plan: planOf(unmerging) }
      })
      session.undo.push({ changeId, label, caseId })
      const topics: Topic[] = ['cases', 'changes', `case:${own.caseId}`, `case:${into.caseId}`]
      changed(...topics)
      return { changeId, plan }
    },
  }
}

function codeOf(session: Session, caseId: string): string {
  return String(existing(session.reader(), 'case', caseId).record['code'])
}

/** @returns how many records in use moved */
function merge(writing: Writing, { kept, other, baseline, identity, leave }: Merge, keptCode: string): number {
  const { db, at } = writing
  if (kept.id === other.id) throw new AppError('invalid-input', 'A case can’t be merged with itself.')
  for (const { id } of [kept, other]) {
    const { record } = existing(db, 'case', id)
    if (record.voided_at !== undefined)
      throw new AppError('conflict', `${String(record['code'])} is voided: restore it before it is merged.`)
  }
  const reason = `Merged into ${keptCode}`
  const moved = moveRecords(db, other.id, kept.id)
  leaveDoubles(writing, kept.id, leave, `The same as another record of ${keptCode}`)
  mergeIdentity(writing, { kept: kept.id, other: other.id, identity, reason })
  // The code stays: the other one is taken by the case that is merged, and found by it.
  editRecord(writing, { form: 'case', ...kept }, { ...baseline, values: { ...baseline.values, code: keptCode } })
  if (!setVoided(db, 'case', { ...other, at, reason })) throw stale()
  setMergedInto(db, other.id, kept.id)
  return moved
}

/** What belongs to a double goes to its twin; then the double is voided. */
function leaveDoubles({ db, at }: Writing, caseId: string, leave: Merge['leave'], reason: string): void {
  const left = new Set(leave.map(({ id }) => id))
  for (const { form: name, id, twin } of leave) {
    const form = formNamed(name)
    const [double, other] = [findRecord(db, form, id), findRecord(db, form, twin)]
    const isPair = [double, other].every((each) => each?.caseId === caseId && each.record.voided_at === undefined)
    if (!double || !isPair || left.has(twin))
      throw new AppError('conflict', 'One of the double records was changed meanwhile. Look at the merge again.')
    if (!setVoided(db, form, { id, version: double.record.version, at, reason })) throw stale()
  }
  for (const { form: name, id, twin } of leave)
    for (const reference of referencesTo(formNamed(name))) repoint(db, reference, { from: id, to: twin, at })
}

function referencesTo(form: FormId): readonly { form: FormId; column: string }[] {
  return forms.flatMap(({ id, items }) =>
    items.flatMap((item) => (item.type === 'reference' && item.form === form ? [{ form: id, column: item.name }] : [])),
  )
}

interface Identities {
  readonly kept: string
  readonly other: string
  readonly identity: Merge['identity']
  readonly reason: string
}

/** One identity stays, with what was decided on; where only the other case had one, it becomes the kept one's. */
function mergeIdentity(writing: Writing, { kept, other, identity, reason }: Identities): void {
  const { db, at } = writing
  const [own] = recordsOfCase(db, 'identity', kept)
  const [others] = recordsOfCase(db, 'identity', other)
  if (others && own) setVoided(db, 'identity', { id: others.id, version: others.version, at, reason })
  else if (others) moveIdentity(db, others.id, kept)
  const stays = own ?? others
  if (stays && identity) editRecord(writing, { form: 'identity', id: stays.id, version: stays.version }, identity)
}

function planOf({ case: own, into, back, edited, along }: Unmerging): UnmergePlan {
  return { case: own, into, records: countsOf(back), editedSince: countsOf(edited), goAlong: countsOf(along) }
}

/** By form, in the order of the forms. */
function countsOf(rows: readonly TouchedRow[]): Record<string, number> {
  const counts = repeatingForms.map(({ id }) => [id, rows.filter(({ table }) => table === tableOf(id)).length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
