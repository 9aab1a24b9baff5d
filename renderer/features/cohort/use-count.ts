import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CohortFlow, CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { Progress } from '#shared/ipc/wire.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { isComplete } from './compared.ts'

const pauseMs = 300

/** A cohort as it can be counted: steps that are being built are left out, and a name is not needed. */
export const countable = ({ name, index, dates, steps }: CohortSpec): CohortSpec => ({
  name: name.trim() || 'Not named yet',
  index,
  dates,
  steps: steps.filter(({ condition }) => isComplete(condition)),
})

/** A count, and of what: its numbers list their cases by it, also while the next one is counted. */
interface Counted {
  readonly flow: CohortFlow
  readonly spec: CohortSpec
}

export interface Count {
  readonly counted: Counted | undefined
  readonly isRunning: boolean
  readonly progress: Progress | undefined
  readonly error: AppError | undefined
  readonly again: () => void
}

/** Counts while the cohort is built, a pause after each change; a count that is overtaken is canceled. */
export function useCount(spec: CohortSpec): Count {
  const { run, cancel, isRunning, progress, error } = useJob('cohorts.count')
  const [counted, setCounted] = useState<Counted>()
  // What it is called changes no count.
  const asked = useMemo(() => JSON.stringify({ ...countable(spec), name: 'Cohort' }), [spec])
  const again = useCallback(() => {
    const of = JSON.parse(asked) as CohortSpec
    void run({ spec: of }).then(
      (result) => result && setCounted({ flow: result.flow, spec: of }),
      () => {},
    )
  }, [asked, run])
  useEffect(() => {
    const timer = setTimeout(again, pauseMs)
    return () => {
      clearTimeout(timer)
      cancel()
    }
  }, [again, cancel])
  return { counted, isRunning, progress, error, again }
}
