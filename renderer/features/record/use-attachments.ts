import { useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { readDropped, type FilesToAttach } from './read-dropped.ts'

/** Files on their way into the registry: dropped or chosen, then asked about one after the other. */
export function useAttachments(onDone: (ids: readonly string[]) => void) {
  const client = useClient()
  const [chosen, setChosen] = useState<FilesToAttach>()
  const [error, setError] = useState<AppError>()
  const take = (files: FilesToAttach) => {
    if (files.files.length + files.refused.length > 0) setChosen(files)
  }
  return {
    chosen,
    error,
    async choose() {
      setError(undefined)
      try {
        take(await client.call('attachments.choose', {}))
      } catch (thrown) {
        setError(
          thrown instanceof AppError ? thrown : new AppError('internal', 'The files could not be read. Try again.'),
        )
      }
    },
    async drop(files: readonly File[]) {
      // One after the other: what is being asked about is not pushed away.
      if (!chosen) take(await readDropped(files))
    },
    done(ids: readonly string[]) {
      setChosen(undefined)
      onDone(ids)
    },
  }
}
