/** Renders the whole page, or one component with what it may count on, over a fake bridge. */
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { createClient } from '#shared/ipc/client.ts'
import { App, Providers } from '#renderer/app/app.tsx'
import { createQueryClient } from '#renderer/ipc/query-client.ts'
import { fakeBridge } from './fake-bridge.ts'
import type { FakeBridge, FakeHandlers } from './fake-bridge.ts'
import './page-environment.ts'

afterEach(cleanup)

export interface Rendered {
  readonly bridge: FakeBridge
  readonly user: UserEvent
  readonly container: HTMLElement
}

export interface RenderedApp extends Rendered {
  /** The address as it stands, without the `#`. */
  readonly address: () => string
}

/** The page at an address, for example `/cases?q=jo-1`. */
export function renderApp(address: string, handlers: FakeHandlers = {}, delayMs = 0): RenderedApp {
  const bridge = fakeBridge(handlers, delayMs)
  const history = createMemoryHistory({ initialEntries: [address] })
  const { container } = render(<App bridge={bridge} history={history} />)
  return { bridge, container, user: userEvent.setup(), address: () => history.location.href }
}

/** One component, without router and frame. */
export function renderWith(component: ReactNode, handlers: FakeHandlers = {}, delayMs = 0): Rendered {
  const bridge = fakeBridge(handlers, delayMs)
  const client = createClient(bridge)
  const { container } = render(
    <Providers client={client} queryClient={createQueryClient(client)}>
      {component}
    </Providers>,
  )
  return { bridge, container, user: userEvent.setup() }
}

/** One component that asks where it is, at an address that names nothing. */
export function renderRouted(component: ReactNode, handlers: FakeHandlers = {}): Rendered {
  const routeTree = createRootRoute({ component: () => component })
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  return renderWith(<RouterProvider router={router as never} />, handlers)
}
