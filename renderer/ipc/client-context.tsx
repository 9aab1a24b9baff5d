import { createContext, useContext } from 'react'
import type { Client } from '#shared/ipc/client.ts'

const ClientContext = createContext<Client | undefined>(undefined)

export const ClientProvider = ClientContext.Provider

/** The contract's client. Pages use the hooks of `use-contract.ts`; this is for what is neither query, command nor job. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('ClientProvider is missing')
  return client
}
