import { useCallback } from 'react'
import { useClient } from '../ipc/client-context.tsx'

/** Asks the shell to lock. What is being typed is kept when it asks back. */
export function useLock(): () => void {
  const client = useClient()
  return useCallback(() => void client.call('lock.now', {}).catch(() => {}), [client])
}
