import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Client } from '#shared/ipc/client.ts'
import { keepLater, keepUnsent } from '../../forms/kept-drafts.ts'
import { useClient } from '../../ipc/client-context.tsx'

/**
 * Goes into the registry as soon as one is open: to where it was locked, else to its cases.
 * @param waits something on this screen is to be finished first
 */
export function useEnterRegistry(status: RegistryStatus | undefined, waits: boolean): void {
  const navigate = useNavigate()
  const router = useRouter()
  const client = useClient()
  /** The lock tells the place once. */
  const isEntering = useRef(false)
  const { back, folder } = useSearch({ from: '/open' })
  useEffect(() => {
    if (waits || status?.state !== 'open' || isEntering.current) return
    isEntering.current = true
    const enter = async (): Promise<void> => {
      const locked = await goBack(client, status)
      if (locked) router.history.replace(locked)
      else if (back && folder === status.folder) router.history.replace(back)
      else void navigate({ to: '/cases', replace: true })
    }
    void enter()
  }, [waits, status, back, folder, router, navigate, client])
}

/** What the lock remembers of who was locked out: what could not be kept, and the place. */
async function goBack(client: Client, status: RegistryStatus): Promise<string | null> {
  const { address, unsent } = await client.call('lock.goBack', {}).catch(() => ({ address: null, unsent: [] }))
  for (const { owner, input } of unsent) keepLater(owner, input)
  if (unsent.length > 0) await keepUnsent(client, status)
  return address
}

/** Takes note of the registry that a command opened, without asking again. */
export function useOpened(): (status: RegistryStatus) => void {
  const queryClient = useQueryClient()
  return (status) => queryClient.setQueryData(['registry.status', {}], status)
}
