/** Queries, commands and jobs of the contract as hooks. */
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Contract, InputOf, OperationName, OutputOf } from '#shared/ipc/contract.ts'
import type { Progress } from '#shared/ipc/wire.ts'
import { useClient } from './client-context.tsx'

type NamesOf<K extends 'query' | 'command' | 'job'> = {
  [N in OperationName]: Contract[N]['kind'] extends K ? N : never
}[OperationName]
export type QueryName = NamesOf<'query'>
export type CommandName = NamesOf<'command'>
export type JobName = NamesOf<'job'>

/** How a query of the contract is asked and cached, for loaders and for `useQueries`. */
export function queryOf<N extends QueryName>(client: Client, name: N, input: InputOf<N>) {
  return queryOptions<OutputOf<N>, AppError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => client.call(name, input, { signal }),
  })
}

type QueryExtras<N extends QueryName> = Omit<UseQueryOptions<OutputOf<N>, AppError>, 'queryKey' | 'queryFn'>

/** Asks once and remembers, until a command says that the answer changed. */
export function useQueryOf<N extends QueryName>(
  name: N,
  input: InputOf<N>,
  options: QueryExtras<N> = {},
): UseQueryResult<OutputOf<N>, AppError> {
  const client = useClient()
  return useQuery<OutputOf<N>, AppError>({ ...queryOf(client, name, input), ...options } as UseQueryOptions<
    OutputOf<N>,
    AppError
  >)
}

/** One transaction: `mutate(input)` or `await mutateAsync(input)`. Whatever it changed is read anew by itself. */
export function useCommand<N extends CommandName>(name: N): UseMutationResult<OutputOf<N>, AppError, InputOf<N>> {
  const client = useClient()
  return useMutation<OutputOf<N>, AppError, InputOf<N>>({
    mutationKey: [name],
    mutationFn: (input) => client.call(name, input),
  })
}

export interface Job<N extends JobName> {
  /** Answers `undefined` when it was cancelled; rejects with the `AppError` that `error` holds as well. */
  readonly run: (input: InputOf<N>) => Promise<OutputOf<N> | undefined>
  readonly cancel: () => void
  readonly isRunning: boolean
  /** How far it is, once it said so. */
  readonly progress: Progress | undefined
  readonly result: OutputOf<N> | undefined
  readonly error: AppError | undefined
}

interface JobState<N extends JobName> {
  readonly isRunning: boolean
  readonly progress?: Progress
  readonly result?: OutputOf<N>
  readonly error?: AppError
}

/** Long work with progress and a way to cancel. Cancelled when the screen that started it goes away. */
export function useJob<N extends JobName>(name: N): Job<N> {
  const client = useClient()
  const controller = useRef<AbortController>(undefined)
  const [state, setState] = useState<JobState<N>>({ isRunning: false })
  useEffect(() => () => controller.current?.abort(), [])

  const cancel = useCallback(() => controller.current?.abort(), [])
  const run = useCallback(
    async (input: InputOf<N>) => {
      controller.current?.abort()
      const mine = new AbortController()
      controller.current = mine
      const show = (next: JobState<N>): void => {
        if (controller.current === mine) setState(next)
      }
      show({ isRunning: true })
      try {
        const onProgress = (progress: Progress): void => show({ isRunning: true, progress })
        const result = await client.call(name, input, { signal: mine.signal, onProgress })
        show({ isRunning: false, result })
        return result
      } catch (thrown) {
        const error = thrown instanceof AppError ? thrown : new AppError('internal', String(thrown))
        if (error.kind === 'cancelled') {
          show({ isRunning: false })
          return undefined
        }
        show({ isRunning: false, error })
        throw error
      }
    },
    [client, name],
  )
  return { run, cancel, isRunning: state.isRunning, progress: state.progress, result: state.result, error: state.error }
}
