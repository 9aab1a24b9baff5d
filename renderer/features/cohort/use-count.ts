import { useEffect, useMemo } from 'react'
import type { CohortFlow, CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { Progress } from '#shared/ipc/wire.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { isComplete } from './compared.ts'
import { useLast } from './use-last.ts'

const pauseMs = 300

/** A cohort as it can be counted: steps that are being built are left out, and a name is not needed. */
export function countable(spec: CohortSpec): CohortSpec {
  return {
    ...spec,
    name: spec.name.trim() || 'Not named yet',
    steps: spec.steps.filter(({ condition }) => isComplete(condition)),
  }
}

export interface Count {
  /** Of the cohort as it was last counted; stays while the next one is counted. */
  readonly flow: CohortFlow | undefined
  readonly isRunning: boolean
  readonly progress: Progress | undefined
  readonly error: AppError | undefined
  readonly again: () => void
}

/** Counts while the cohort is built, a pause after each change; a count that is overtaken is canceled. */
export function useCount(spec: CohortSpec | undefined): Count {
  const { run, cancel, isRunning, progress, result, error } = useJob('cohorts.count')
  // The name and the labels of steps change no count, but labels stand in the diagram.
  const asked = useMemo(
    () => spec && JSON.stringify({ spec: { ...countable(spec), name: 'Cohort', description: undefined } }),
    [spec],
  )
  const count = useMemo(() => () => asked && void run(JSON.parse(asked) as never).catch(() => {}), [asked, run])
  useEffect(() => {
    const timer = setTimeout(count, pauseMs)
    return () => {
      clearTimeout(timer)
      cancel()
    }
  }, [count, cancel])
  return { flow: useLast(result?.flow), isRunning, progress, error, again: () => void count() }
}
