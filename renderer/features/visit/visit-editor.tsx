import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { CancelDialog } from '#renderer/forms/leave-guard.tsx'
import { focusControl } from '#renderer/forms/form-field.tsx'
import { FormNotices } from '#renderer/forms/form-notices.tsx'
import type { ListedProblem } from '#renderer/forms/problem-list.tsx'
import { moveOn } from '#renderer/forms/move-on.ts'
import { useReasonForChange, type GivenReason } from '#renderer/forms/reason-for-change.tsx'
import type { DraftKeeper } from '#renderer/forms/use-draft.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import {
  answered,
  judgePage,
  pageProblemsOf,
  type PageAnswers,
  type PageDoubt,
  type PageProblem,
} from './judge-page.ts'
import { moveToSection } from './move-to-section.ts'
import { useVisitForm } from './use-visit-form.ts'
import type { VisitContent } from './visit-content.ts'
import '#renderer/forms/record-form.css'
import { VisitColumns } from './visit-columns.tsx'
import { VisitFooter } from './visit-footer.tsx'
import { VisitHeader } from './visit-header.tsx'
import { VisitLeaveGuard } from './visit-leave-guard.tsx'
import { pageId, VisitPageProvider, type VisitPageContext } from './visit-page-context.ts'
import type { VisitBase } from './visit-start.ts'

interface VisitEditorProps extends VisitBase {
  readonly today: string
  /** A kept draft to go on with. */
  readonly kept: VisitContent | undefined
  readonly draft: Pick<DraftKeeper, 'keep' | 'flush' | 'settle' | 'discard'>
  /** Where the draft is kept; it goes with the saving. */
  readonly place: string
  /** Another visit of the same day is to be looked at instead. */
  readonly onOpen: (visitId: string) => void
  readonly onSaved: (title: string, count: number) => void
  readonly onLeave: () => void
}

/** One visit, typed from top to bottom. */
export const VisitEditor = memo(function VisitEditor(props: VisitEditorProps) {
  const { today, draft, place, onOpen, onSaved, onLeave } = props
  const form = useVisitForm({ ...props, keep: draft.keep })
  const { store, base, parts, date, refused, doubts, onAnswer: answer } = form
  const client = useClient()
  const { mutateAsync: change, isPending } = useCommand('records.change')
  const reasonForChange = useReasonForChange()
  const [failure, setFailure] = useState<AppError>()
  const [attempt, setAttempt] = useState(0)
  const [savedNow, setSavedNow] = useState<Readonly<Record<string, AnyRecord>>>()
  const [asksToCancel, setAsksToCancel] = useState(false)
  /** Something stands here that is saved nowhere but in the draft. */
  const unsaved = useRef(props.kept !== undefined)
  const columns = useRef<HTMLDivElement>(null)
  const [answers, setAnswers] = useState<PageAnswers>({})
  const sameDay = base.visit
    ? undefined
    : base.caseRecord.records.visit.find((visit) => date !== undefined && visit.date === date)

  useEffect(() => {
    store.recount()
    focusControl(`${pageId}-visit-date`)
    return () => {
      if (unsaved.current) notify('Kept as a draft. Unfinished, on the case page and in the list of cases.')
    }
  }, [store])

  const refuse = (problems: { readonly refused?: readonly PageProblem[]; readonly doubts?: readonly PageDoubt[] }) => {
    form.show({ refused: problems.refused ?? [], doubts: problems.doubts ?? [] })
    setAttempt((count) => count + 1)
  }
  const save = async (given: PageAnswers = answers) => {
    // The dialog takes its own keys.
    if (isPending || asksToCancel) return
    const judged = judgePage(form.page(), { caseRecord: base.caseRecord, today, answers: given })
    setFailure(undefined)
    if (judged.refused.length > 0) return refuse(judged)
    if (judged.doubts.length > 0) return refuse({ doubts: judged.doubts })
    form.show({ refused: [], doubts: [] })
    const title = `Visit ${formatPartialDate(date!)}`
    if (judged.changes.length === 0) {
      unsaved.current = false
      await draft.discard()
      return onSaved(title, 0)
    }
    const isEditing = judged.changes.some((one) => one.do !== 'add')
    const changes = judged.changes.map((one) =>
      one.do === 'add' ? one : { ...one, version: form.versions.current[one.id] ?? one.version },
    )
    try {
      const saveWith = async (given: GivenReason) => {
        await draft.settle()
        unsaved.current = false
        await change({ caseId: base.caseRecord.case.id, label: title, changes, draft: place, ...given })
      }
      const asked = { what: base.visit ? 'visit' : 'record', of: `change/visit-page/${base.visit?.id ?? 'new'}` }
      if (!isEditing) await saveWith({})
      else if (!(await reasonForChange.saveWith(asked, saveWith))) return
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : new AppError('internal', 'It could not be saved. Try again.')
      const problems = pageProblemsOf(error.issues ?? [], judged)
      unsaved.current = true
      draft.keep(form.content())
      setFailure(problems.length > 0 ? undefined : error)
      return refuse({ refused: problems })
    }
    onSaved(title, changes.length)
  }
  const showSaved = async () => {
    const saved = await client.call('cases.get', { caseId: base.caseRecord.case.id })
    setSavedNow(form.rebase(saved))
    setFailure(undefined)
  }
  const cancel = () => {
    if (unsaved.current) setAsksToCancel(true)
    else onLeave()
  }
  const discard = async () => {
    unsaved.current = false
    await draft.discard()
    onLeave()
  }

  // From within a field the page itself hears these keys; here for when the keyboard is elsewhere, and for the list of keys.
  useShortcut('form-save', () => void save())
  useShortcut('form-save-enter', () => void save())
  useShortcut('form-cancel', cancel)
  useShortcutNote('visit-sections')
  const onKeyDown = (event: KeyboardEvent) => {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      // After a list that was typed into has taken its answer.
      setTimeout(() => void save())
    } else if (event.key === 'Escape' && !event.defaultPrevented && !isInOpenList(event.target)) {
      event.preventDefault()
      cancel()
    } else if ((event.key === 'PageDown' || event.key === 'PageUp') && columns.current) {
      moveToSection(event, columns.current)
    } else if (columns.current) moveOn(event, columns.current)
  }

  const context: VisitPageContext = useMemo(
    () => ({
      store,
      caseRecord: base.caseRecord,
      today,
      start: form.start,
      doubts,
      confirmed: Object.fromEntries(parts.map(({ key, record }) => [key, record?.confirmed ?? {}])),
      savedNow: savedNow ?? {},
      onAnswer(part, field) {
        unsaved.current = true
        answer(part, field)
      },
      keepAsDraft: draft.flush,
    }),
    [store, base.caseRecord, today, form.start, parts, doubts, savedNow, answer, draft.flush],
  )
  return (
    <>
      {reasonForChange.dialog}
      <form
        className="visit-page"
        noValidate
        aria-label={base.visit ? 'Visit' : 'New visit'}
        onKeyDown={onKeyDown}
        onSubmit={(event) => event.preventDefault()}
      >
        <VisitLeaveGuard keepNow={draft.flush} />
        {asksToCancel && (
          <CancelDialog onKeep={onLeave} onDiscard={() => void discard()} onGoOn={() => setAsksToCancel(false)} />
        )}
        <VisitPageProvider value={context}>
          <VisitHeader
            isNew={base.visit === undefined}
            date={date}
            isSaving={isPending}
            onSave={() => void save()}
            onCancel={cancel}
          />
          <div className="visit-notices">
            <FormNotices
              what="visit"
              attempt={attempt}
              refused={refused.map(listed)}
              doubts={doubts.map(listed)}
              failure={failure}
              showsSaved={savedNow !== undefined}
              onConfirm={(reasons) => {
                const all = answered(answers, doubts, reasons)
                setAnswers(all)
                void save(all)
              }}
              onShowSaved={() => void showSaved()}
            />
            {sameDay && (
              <p className="visit-same-day" role="status">
                A visit of {formatPartialDate(sameDay.date!)} is recorded already.{' '}
                <button type="button" className="text-button" onClick={() => onOpen(sameDay.id)}>
                  Open that one
                </button>
              </p>
            )}
          </div>
          <div className="visit-columns" ref={columns}>
            <VisitColumns form={form} />
          </div>
          <VisitFooter page={columns} />
        </VisitPageProvider>
      </form>
    </>
  )
})

const listed = ({ part, field, label, message }: PageProblem): ListedProblem => ({
  message,
  label,
  target: field && `${pageId}-${part}-${field}`,
})

/** Escape closes an open list first. */
const isInOpenList = (target: EventTarget) =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true' && target.tagName === 'INPUT'
