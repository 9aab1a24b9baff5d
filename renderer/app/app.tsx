import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import type { Bridge } from '#shared/ipc/wire.ts'
import { ClientProvider } from '../ipc/client-context.tsx'
import { ImageSourceProvider } from '../ipc/image-source-context.tsx'
import { createQueryClient } from '../ipc/query-client.ts'
import { ColorSchemeFromSettings, colorSchemeManager } from './color-scheme.tsx'
import { DamageProvider } from './damage.ts'
import type { FoundDamage } from './damage.ts'
import { isLetGo } from './let-go-for-lock.ts'
import { createAppRouter } from './router.tsx'
import { ShortcutsProvider } from './shortcuts.tsx'
import { SiteItemsOfRegistry } from './site-items.tsx'
import { styleNonce } from './style-nonce.ts'
import { cssVariables, theme } from './theme.ts'
import { watchedClient } from './watched-client.ts'

interface AppProps {
  readonly bridge: Bridge
  /** Missing where no images are looked at. */
  readonly images?: ImageSource
  /** Where the address is kept; after the `#` unless a test says otherwise. */
  readonly history?: RouterHistory
}

/** The whole page. */
export function App({ bridge, images, history }: AppProps) {
  const [damage, setDamage] = useState<FoundDamage>()
  const [page] = useState(() => {
    const onError = (error: AppError, name: OperationName, input: unknown): void => {
      if (isLetGo()) return
      // A damaged backup is no damage of the registry.
      if (error.kind === 'corrupt' && !name.startsWith('backups.') && !isAboutKeys(error))
        setDamage({ message: error.message, folder: folderOf(input) })
      // The key is gone (locked, or the backend was started again): the frame leads back to unlock.
      if (error.kind === 'locked') queryClient.setQueryData(['registry.status', {}], { state: 'closed' })
    }
    const client = watchedClient(createClient(bridge), onError)
    const queryClient = createQueryClient(client)
    const router = createAppRouter({ client, queryClient, images }, history)
    return { client, queryClient, router }
  })
  const damaged = useMemo(() => ({ found: damage, clear: () => setDamage(undefined) }), [damage])
  return (
    <Providers client={page.client} queryClient={page.queryClient}>
      <DamageProvider value={damaged}>
        <ImageSourceProvider value={images}>
          <RouterProvider router={page.router} />
        </ImageSourceProvider>
      </DamageProvider>
    </Providers>
  )
}

/** Without keys.json the recovery sheet still opens the registry: that is said where one types its words. */
const isAboutKeys = (error: AppError): boolean => error.issues?.some(({ path }) => path === 'keys.json') === true

/** Which registry was being opened, where that is what failed. */
function folderOf(input: unknown): string | undefined {
  const { folder } = input as { readonly folder?: unknown }
  return typeof folder === 'string' ? folder : undefined
}

interface ProvidersProps {
  readonly client: Client
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

/** What every component may count on: client, queries, theme, shortcuts. */
export function Providers({ client, queryClient, children }: ProvidersProps) {
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme="auto"
          getStyleNonce={styleNonce}
        >
          <ColorSchemeFromSettings />
          <SiteItemsOfRegistry />
          <ShortcutsProvider>{children}</ShortcutsProvider>
        </MantineProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}
