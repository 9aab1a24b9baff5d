import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { forgetRegistry } from '../../ipc/query-client.ts'
import { useDamage } from '../damage.ts'
import { notify } from '../notices.tsx'

/** After a restore: to the open screen, where the restored registry waits for its passphrase. */
export function useRestored(): (done: OutputOf<'backups.restore'>) => Promise<void> {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { clear } = useDamage()
  return async ({ folder, keptAs }) => {
    await queryClient.invalidateQueries({ queryKey: ['registry.status'] })
    await navigate({ to: '/open', search: { folder } })
    forgetRegistry(queryClient)
    clear()
    notify(keptAs ? `Restored. What was there is kept as ${keptAs}.` : `Restored to ${folder}.`)
  }
}
