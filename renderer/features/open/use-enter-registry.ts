import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'

/**
 * Goes into the registry as soon as one is open: to where it was locked, else to its cases.
 * @param waits something on this screen is to be finished first
 */
export function useEnterRegistry(status: RegistryStatus | undefined, waits: boolean): void {
  const navigate = useNavigate()
  const router = useRouter()
  const { back, folder } = useSearch({ from: '/open' })
  useEffect(() => {
    if (waits || status?.state !== 'open') return
    if (back && folder === status.folder) router.history.replace(back)
    else void navigate({ to: '/cases', replace: true })
  }, [waits, status, back, folder, router, navigate])
}

/** Takes note of the registry that a command opened, without asking again. */
export function useOpened(): (status: RegistryStatus) => void {
  const queryClient = useQueryClient()
  return (status) => queryClient.setQueryData(['registry.status', {}], status)
}
