import { useQueryClient } from '@tanstack/react-query'
import { useCommand } from '../ipc/use-contract.ts'

/** Closes the registry; the frame leads back to the open screen. */
export function useCloseRegistry(): () => Promise<void> {
  const queryClient = useQueryClient()
  const close = useCommand('registry.close')
  return async () => {
    // First off the screen: nothing may ask for cases of a closed registry.
    queryClient.setQueryData(['registry.status', {}], { state: 'closed' })
    try {
      await close.mutateAsync({})
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['registry.status'] })
    }
  }
}
