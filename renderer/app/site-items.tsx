/** The page's side of what a site has added to the dictionary (`shared/dictionary/site-items.ts`). */
import type { QueryClient } from '@tanstack/react-query'
import type { AsyncRouteComponent } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { installSiteItems, onSiteItems, siteItemsRevision } from '#shared/dictionary/site-items.ts'
import type { Client } from '#shared/ipc/client.ts'
import { queryOf, useQueryOf } from '../ipc/use-contract.ts'

interface Asks {
  readonly client: Client
  readonly queryClient: QueryClient
}

/** Before a screen is shown that is made of the dictionary. */
export async function readSiteItems({ client, queryClient }: Asks): Promise<void> {
  const { items } = await queryClient.fetchQuery(queryOf(client, 'dictionary.siteItems', {}))
  installSiteItems(items)
}

/** While a registry is open: whatever is added or changed becomes part of the dictionary. */
export function SiteItemsOfRegistry() {
  const isOpen = useQueryOf('registry.status', {}).data?.state === 'open'
  const items = useQueryOf('dictionary.siteItems', {}, { enabled: isOpen }).data?.items
  useEffect(() => {
    if (items) installSiteItems(items)
  }, [items])
  return null
}

/** Mounts a screen anew when the dictionary that it is made of has changed: its parts remember what they made of it. */
export function madeOfDictionary(Screen: AsyncRouteComponent<object>): AsyncRouteComponent<object> {
  const Anew = () => <Screen key={useSyncExternalStore(onSiteItems, siteItemsRevision)} />
  return Object.assign(Anew, { preload: () => Screen.preload?.() ?? Promise.resolve() })
}
