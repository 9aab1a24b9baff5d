import type { AppError } from '#shared/ipc/app-error.ts'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { useOpened } from './use-enter-registry.ts'

interface ByKeychain {
  /** For whom this computer opens the registry; missing where it doesn't. */
  readonly user: string | undefined
  readonly enter: () => void
  readonly isPending: boolean
  readonly error: AppError | null
  readonly reset: () => void
}

/** Opening with what the keychain of this computer keeps. */
export function useEnterByKeychain(folder: string): ByKeychain {
  const kept = useQueryOf('keychain.keeps', { folder }, { staleTime: 0, gcTime: 0 })
  const { mutate, isPending, error, reset } = useCommand('keychain.open')
  const opened = useOpened()
  const enter = () => {
    if (!isPending) mutate({ folder }, { onSuccess: opened, onError: () => void kept.refetch() })
  }
  return { user: kept.data?.user, enter, isPending, error, reset }
}
