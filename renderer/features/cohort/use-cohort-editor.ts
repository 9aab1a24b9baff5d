import { useEffect, useMemo, useRef, useState } from 'react'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { notify } from '#renderer/app/notices.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useDraft, type DraftState } from '#renderer/forms/use-draft.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { isComplete } from './compared.ts'

interface Saved {
  readonly id: string
  readonly version: number
}

export interface CohortEditor {
  readonly spec: CohortSpec
  readonly change: (change: Partial<CohortSpec>) => void
  /** Takes another one as a whole: an earlier version, or the saved one. */
  readonly take: (spec: CohortSpec) => void
  readonly isChanged: boolean
  /** What stands there was typed before and not saved. */
  readonly isFromBefore: boolean
  readonly startAnew: () => void
  readonly draft: DraftState
  readonly keepNow: () => Promise<boolean>
  /** Goes on from a version that somebody else saved meanwhile. */
  readonly adopt: (newest: SavedCohort) => void
  /** @returns what was saved, or undefined where it could not be */
  readonly save: (over?: number) => Promise<Saved | undefined>
  readonly isSaving: boolean
  readonly error: AppError | null
  /** Somebody else saved a version since this one was opened. */
  readonly isConflict: boolean
  /** What must be put right before it can be saved. */
  readonly problem: string | undefined
}

/** A cohort while it is changed: kept as a draft with every keystroke, saved as a version of its own. */
export function useCohortEditor(
  saved: SavedCohort | undefined,
  start: CohortSpec,
  /** Draft of a new one: which ready start it began with. */
  newPlace: string,
): CohortEditor {
  const [spec, setSpec] = useState(start)
  const [isFromBefore, setIsFromBefore] = useState(false)
  const base = saved?.spec ?? start
  const isChanged = useMemo(() => !isSame(spec, base), [spec, base])
  const { canWrite } = useRights()
  const command = useCommand('cohorts.save')
  const [version, setVersion] = useState(saved?.version)
  const kept = useDraft({
    place: `cohort/${saved?.id ?? newPlace}`,
    title: saved ? `Cohort ${saved.spec.name}` : 'New cohort',
    baseVersion: saved?.version,
  })
  useEffect(() => {
    if (!kept.found) return
    setSpec(JSON.parse(kept.found.content) as CohortSpec)
    // Saved over what was typed from, not over what came since.
    if (kept.found.baseVersion !== undefined) setVersion(kept.found.baseVersion)
    setIsFromBefore(true)
    kept.taken()
  }, [kept])

  const latest = useRef(spec)
  latest.current = spec
  const take = (next: CohortSpec) => {
    latest.current = next
    setSpec(next)
    if (canWrite) kept.keep(next)
  }
  const problem =
    spec.name.trim() === ''
      ? 'Give the cohort a name.'
      : spec.steps.some(({ condition }) => !isComplete(condition))
        ? 'A step is not complete yet: finish it or remove it.'
        : undefined
  return {
    spec,
    take,
    change: (change) => take({ ...latest.current, ...change }),
    isChanged,
    isFromBefore,
    startAnew: () => {
      setSpec(base)
      setVersion(saved?.version)
      setIsFromBefore(false)
      void kept.discard()
    },
    draft: kept.state,
    keepNow: kept.flush,
    adopt(newest) {
      latest.current = newest.spec
      setSpec(newest.spec)
      setVersion(newest.version)
      setIsFromBefore(false)
      command.reset()
      void kept.discard()
    },
    async save(over) {
      const target = saved && { id: saved.id, version: over ?? version ?? saved.version }
      try {
        const result = await command.mutateAsync({ ...target, spec: latest.current as never })
        await kept.discard()
        setVersion(result.version)
        setIsFromBefore(false)
        notify(`Saved: ${latest.current.name.trim()}, version ${result.version}`)
        return result
      } catch {
        return undefined
      }
    },
    isSaving: command.isPending,
    error: command.error,
    isConflict: command.error instanceof AppError && command.error.kind === 'conflict',
    problem,
  }
}

/** Whether two say the same, in whatever order their properties stand. */
const isSame = (a: CohortSpec, b: CohortSpec): boolean => inOrder(a) === inOrder(b)

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
