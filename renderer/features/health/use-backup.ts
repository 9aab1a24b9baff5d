import { useCallback, useRef, useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { Progress } from '#shared/ipc/wire.ts'
import { useClient } from '../../ipc/client-context.tsx'

interface BackupState {
  readonly isRunning: boolean
  readonly progress?: Progress
  readonly result?: OutputOf<'backups.make'>
  readonly error?: AppError
}

/** Makes a backup. Unlike other jobs it goes on when the page is left: only Cancel ends it. */
export function useBackup(): BackupState & {
  readonly run: (input: InputOf<'backups.make'>) => Promise<void>
  readonly cancel: () => void
} {
  const client = useClient()
  const controller = useRef<AbortController>(undefined)
  const [state, setState] = useState<BackupState>({ isRunning: false })
  const run = useCallback(
    async (input: InputOf<'backups.make'>) => {
      const mine = new AbortController()
      controller.current = mine
      const onProgress = (progress: Progress): void => setState({ isRunning: true, progress })
      setState({ isRunning: true })
      try {
        const result = await client.call('backups.make', input, { signal: mine.signal, onProgress })
        setState({ isRunning: false, result })
      } catch (thrown) {
        const error = thrown instanceof AppError ? thrown : new AppError('internal', String(thrown))
        setState({ isRunning: false, error })
      }
    },
    [client],
  )
  return { ...state, run, cancel: () => controller.current?.abort() }
}
