/** What the main window may ask, and what the shell does along with it. */
import type { BrowserWindow } from 'electron'
import { registryStatus } from '#shared/ipc/areas/registry.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { createServer } from '#shared/ipc/server.ts'
import type { Bridge, Reply } from '#shared/ipc/wire.ts'
import type { Log } from './log.ts'
import { pageBridge } from './page-bridge.ts'
import { places } from './places.ts'
import { recentRegistries } from './recent-registries.ts'
import type { SettingsStore } from './settings.ts'
import { shellHandlers } from './shell-handlers.ts'

/** Said by the shell alone: a page could otherwise write into the audit chain what did not happen. */
const shellOnly: ReadonlySet<OperationName> = new Set(['audit.note', 'audit.writeExport', 'print.ready'])

interface Options {
  readonly window: BrowserWindow
  /** What the page asks of the backend goes over this. */
  readonly backend: Bridge
  /** For the shell itself and the pages that it prints. */
  readonly openBridge: () => Bridge
  readonly settings: SettingsStore
  readonly log: Log
}

export function mainWindowBridge({ window, backend, openBridge, settings, log }: Options): Bridge {
  const recent = recentRegistries(places.recent())
  const shell = createServer({
    place: 'shell',
    handlers: shellHandlers({ window, openBridge, client: createClient(openBridge()), settings, recent, log }),
    // The backend holds the session: whatever a document shows is asked from it, and refused there.
    demand: () => {},
    report: (error, name) => log.error(error, name),
  })
  return pageBridge({
    backend,
    shell,
    allows: (name) => !shellOnly.has(name),
    onAnswer: (name, reply) => {
      if (name === 'registry.open' || name === 'registry.create') remember(reply)
    },
  })

  function remember(reply: Reply & { readonly ok: true }): void {
    const { folder, name, demo } = registryStatus.parse(JSON.parse(reply.value))
    if (!folder || demo) return // The demo has its own place on the first screen.
    try {
      recent.note(folder, name ?? folder)
    } catch (error) {
      log.error(error, 'recent registries')
    }
  }
}
