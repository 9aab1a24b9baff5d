import { QueryClient } from '@tanstack/react-query'
import type { Client } from '#shared/ipc/client.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { isStale } from './topics.ts'

/**
 * Server state over the contract. Nothing changes but through a command, which says what it changed: answers never grow
 * old by themselves, and there is no network whose absence could hold a call back.
 */
export function createQueryClient(client: Client): QueryClient {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  client.onChanged((topics) => {
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [name, input], state: { data } }) =>
        topics.some((topic) => isStale({ name: name as OperationName, input, data }, topic)),
    })
  })
  return queryClient
}

/** What the open screen asks, while no registry is open. */
const askedWhileClosed = /^(registry\.(status|place)|(shell|unlock|keychain|lock)\..*)$/

/** Forgets everything that was read from the registry: it is closed or locked. */
export function forgetRegistry(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: ({ queryKey: [name] }) => !askedWhileClosed.test(String(name)) })
}
