/** The courses as they would be, what of them is not saved yet, and the way to and from the registry. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import {
  changesOf,
  countStaged,
  isNothing,
  marksOf,
  nothingStaged,
  overtaken,
  rebased,
  stage,
  without,
  withStaged,
  type Edit,
  type Mark,
  type Staged,
} from '#shared/domain/staged-records.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { useDraft, type DraftState } from '../../forms/use-draft.ts'
import { useRights } from '../../app/use-rights.ts'
import { useCommand } from '../../ipc/use-contract.ts'
import type { Opened } from './open-panel.tsx'
import type { Typed } from './typed-panel.ts'

export interface TreatmentEdits {
  /** The case with what is staged. */
  readonly record: CaseRecord
  readonly staged: Staged
  readonly marks: ReadonlyMap<string, Mark>
  readonly count: number
  readonly draft: DraftState
  /** The panel that was open with something typed in it when the draft was kept. */
  readonly restoredPanel: OpenTyping | undefined
  /** What stands in the panel that is open; nothing once it is closed. */
  readonly keepTyping: (open: OpenTyping | undefined) => void
  /** When the changes that were found here had last been kept; they are back on the lanes. */
  readonly restoredFrom: string | undefined
  /** False for who may only look: nothing that is done counts. */
  readonly canEdit: boolean
  readonly edit: (edits: readonly Edit[]) => void
  /** Keeps what is staged as a draft at once. @returns false where it could not be kept */
  readonly keepNow: () => Promise<boolean>
  /** An id for a record that is not saved yet. */
  readonly newId: () => string
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undo: () => void
  readonly redo: () => void
  readonly discardAll: () => void
  /** Saves everything in one change, `more` edits with it. False where it was refused; it stays staged. */
  readonly save: (more?: readonly Edit[], reason?: string) => Promise<boolean>
  readonly isSaving: boolean
  readonly error: AppError | undefined
  /** Which records the registry refused, and why. */
  readonly refused: readonly { readonly id: string; readonly message: string }[]
  /** Somebody saved some of the same records meanwhile: keep mine on top, or let mine of them go. */
  readonly conflict: { readonly count: number; readonly keepMine: () => void; readonly letGo: () => void } | undefined
}

/** What the draft holds: the changes, and what stands in the panel that is open. */
interface Kept {
  readonly staged: Staged
  readonly open?: OpenTyping
}

interface OpenTyping {
  readonly opened: Opened
  readonly typed: Typed
}

interface Steps {
  readonly past: readonly Staged[]
  readonly now: Staged
  readonly future: readonly Staged[]
}

const noSteps: Steps = { past: [], now: nothingStaged, future: [] }

/** The next free number among the ids of records that are not saved yet. */
function highestOf({ added }: Staged): number {
  return Math.max(0, ...added.map(({ id }) => Number(/^new:(\d+)$/.exec(id)?.[1] ?? 0)))
}

export function useTreatmentEdits(saved: CaseRecord): TreatmentEdits {
  const caseId = saved.case.id
  const [steps, setSteps] = useState(noSteps)
  const [error, setError] = useState<AppError>()
  const [refused, setRefused] = useState<TreatmentEdits['refused']>([])
  const [restoredFrom, setRestoredFrom] = useState<string>()
  const change = useCommand('records.change')
  const { canWrite } = useRights()
  const place = `${caseId}/treatments`
  const { found, state, keep, flush, taken, discard, settle } = useDraft({ place, caseId, title: 'Treatments' })
  const lastId = useRef(0)
  const [restoredPanel, setRestoredPanel] = useState<OpenTyping>()
  const typing = useRef<OpenTyping>(undefined)

  useEffect(() => {
    if (!found) return
    const { staged: kept, open } = JSON.parse(found.content) as Kept
    lastId.current = highestOf(kept)
    typing.current = open
    setRestoredPanel(open)
    setSteps({ ...noSteps, now: kept })
    setRestoredFrom(found.savedAt)
    taken()
  }, [found, taken])

  const staged = steps.now
  const record = useMemo(() => withStaged(saved, staged), [saved, staged])
  const marks = useMemo(() => marksOf(staged), [staged])
  const late = useMemo(() => overtaken(staged, saved), [staged, saved])

  const keepAll = useCallback(
    (now: Staged) => {
      const open = typing.current
      if (isNothing(now) && !open) void discard()
      else keep({ staged: now, ...(open ? { open } : {}) } satisfies Kept)
    },
    [discard, keep],
  )
  const keepTyping = useCallback(
    (open: OpenTyping | undefined) => {
      if (open === undefined && typing.current === undefined) return
      typing.current = open
      keepAll(staged)
    },
    [keepAll, staged],
  )
  const replace = useCallback(
    (next: Steps) => {
      setSteps(next)
      setError(undefined)
      setRefused([])
      keepAll(next.now)
    },
    [keepAll],
  )
  const edit = useCallback(
    (edits: readonly Edit[]) => {
      if (!canWrite) return
      const now = stage(steps.now, saved, edits)
      if (now !== steps.now) replace({ past: [...steps.past, steps.now], now, future: [] })
    },
    [canWrite, steps, saved, replace],
  )
  const undo = useCallback(() => {
    const before = steps.past.at(-1) ?? (isNothing(steps.now) ? undefined : nothingStaged)
    if (before) replace({ past: steps.past.slice(0, -1), now: before, future: [steps.now, ...steps.future] })
  }, [steps, replace])
  const redo = useCallback(() => {
    const [next, ...future] = steps.future
    if (next) replace({ past: [...steps.past, steps.now], now: next, future })
  }, [steps, replace])
  const discardAll = useCallback(
    () => replace({ past: [...steps.past, steps.now], now: nothingStaged, future: [] }),
    [steps, replace],
  )
  const newId = useCallback(() => `new:${(lastId.current += 1)}`, [])

  const { mutateAsync, isPending } = change
  const save = useCallback(
    async (more: readonly Edit[] = [], reason?: string) => {
      const all = stage(staged, saved, more)
      const changes = [...changesOf(saved, all)]
      if (changes.length === 0) return true
      setError(undefined)
      setRefused([])
      await settle()
      try {
        const label = changes.length === 1 ? 'Treatments' : `Treatments (${changes.length} changes)`
        await mutateAsync({ caseId, label, changes, draft: place, ...(reason ? { reason } : {}) })
        setSteps(noSteps)
        setRestoredFrom(undefined)
        return true
      } catch (thrown) {
        setSteps((known) => ({ ...known, now: all }))
        keepAll(all)
        const failure =
          thrown instanceof AppError ? thrown : new AppError('internal', 'It could not be saved. Try again.')
        const about = (failure.issues ?? []).flatMap(({ path, message }) => {
          const change = changes[Number(/^changes\.(\d+)/.exec(path)?.[1])]
          return change ? [{ id: change.do === 'add' ? change.key : change.id, message }] : []
        })
        setRefused(about)
        setError(about.length > 0 ? undefined : failure)
        return false
      }
    },
    [saved, staged, settle, mutateAsync, caseId, place, keepAll],
  )

  return {
    record,
    staged,
    marks,
    count: countStaged(staged),
    draft: state,
    restoredPanel,
    keepTyping,
    restoredFrom,
    canEdit: canWrite,
    edit,
    keepNow: flush,
    newId,
    canUndo: steps.past.length > 0 || !isNothing(staged),
    canRedo: steps.future.length > 0,
    undo,
    redo,
    discardAll,
    save,
    isSaving: isPending,
    error,
    refused,
    conflict:
      late.length === 0
        ? undefined
        : {
            count: late.length,
            keepMine: () => replace({ ...steps, now: rebased(staged, saved) }),
            letGo: () => replace({ ...steps, now: without(staged, late) }),
          },
  }
}
