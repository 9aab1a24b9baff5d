import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { flushDrafts } from '../forms/kept-drafts.ts'
import { useClient } from '../ipc/client-context.tsx'
import { notify } from './notices.tsx'

/** Shorter waits are not worth a word. */
const quietMs = 1_000

/** Closes the registry, once everything that is being typed is kept as a draft; the frame leads back to the open screen. */
export function useCloseRegistry(): () => Promise<void> {
  const client = useClient()
  const queryClient = useQueryClient()
  return useCallback(async () => {
    if (!(await flushDrafts()))
      return notify('Not closed: what you typed can’t be kept as a draft. Save or copy it first.')
    // First off the screen: nothing may ask for cases of a closed registry.
    queryClient.setQueryData(['registry.status', {}], { state: 'closed' })
    const notice = setTimeout(() => notify('Making a backup before the registry is closed…'), quietMs)
    try {
      await client.call('registry.close', { backup: true })
    } finally {
      clearTimeout(notice)
      await queryClient.invalidateQueries({ queryKey: ['registry.status'] })
    }
  }, [client, queryClient])
}
