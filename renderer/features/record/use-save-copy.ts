import { useState } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { notify } from '#renderer/app/notices.tsx'
import { useClient } from '#renderer/ipc/client-context.tsx'

/** Writes a copy of an attachment to where the user says. */
export function useSaveCopy() {
  const client = useClient()
  const [error, setError] = useState<AppError | null>(null)
  const saveCopy = async ({ id, ...about }: AnyRecord): Promise<void> => {
    setError(null)
    try {
      const { file } = await client.call('attachments.saveCopy', { id, fileName: String(about['file_name']) })
      if (file) notify(`Saved to ${file}`)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      setError(thrown)
    }
  }
  return { error, saveCopy }
}
