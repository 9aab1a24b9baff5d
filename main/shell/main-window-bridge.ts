/** What the main window may ask, and what the shell does along with it. */
import type { BrowserWindow } from 'electron'
import { registryStatus } from '#shared/ipc/areas/registry.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { createServer } from '#shared/ipc/server.ts'
import type { Bridge } from '#shared/ipc/wire.ts'
import type { LockHandlers } from './lock/lock.ts'
import type { Log } from './log.ts'
import { pageBridge } from './page-bridge.ts'
import { places } from './places.ts'
import { recentRegistries } from './recent-registries.ts'
import { demandOf } from './demand-of.ts'
import type { SettingsStore } from './settings.ts'
import { shellHandlers } from './shell-handlers.ts'

/** Said by the shell alone: a page could otherwise write into the audit chain what did not happen, or name files of this computer. */
const shellOnly: ReadonlySet<OperationName> = new Set([
  'audit.note',
  'audit.writeExport',
  'share.writeTables',
  'images.scan',
  'images.writeDicom',
  'print.ready',
  'computers.remember',
  'computers.forget',
])

/** Operations that answer with the registry that they opened. */
const opening: ReadonlySet<OperationName> = new Set(['registry.open', 'registry.create', 'keychain.open'])

const neverLocked: LockHandlers = {
  'lock.state': () => ({ locked: null }),
  'lock.screen': () => ({ isTold: false }),
  'lock.now': () => ({}),
  'lock.kept': () => ({}),
  'lock.goBack': () => ({ address: null, unsent: [] }),
}

interface Options {
  readonly window: BrowserWindow
  /** What the page asks of the backend goes over this. */
  readonly backend: Bridge
  /** For the shell itself and the pages that it prints. */
  readonly openBridge: () => Bridge
  readonly settings: SettingsStore
  readonly log: Log
  /** Missing where nothing is ever locked: a window that only draws a picture. */
  readonly lock?: LockHandlers
  /** Told what the page heard of its registry. */
  readonly onStatus?: (status: RegistryStatus) => void
}

export function mainWindowBridge(options: Options): Bridge {
  const { window, backend, openBridge, settings, log, lock = neverLocked, onStatus } = options
  const recent = recentRegistries(places.recent())
  const client = createClient(openBridge())
  const shell = createServer({
    place: 'shell',
    handlers: shellHandlers({ window, openBridge, client, settings, recent, log, lock }),
    demand: demandOf(client),
    report: (error, name) => log.error(error, name),
  })
  return pageBridge({
    backend,
    shell,
    allows: (name) => !shellOnly.has(name),
    onAnswer: (name, reply) => {
      if (name === 'registry.close') onStatus?.({ state: 'closed' })
      const opens = opening.has(name)
      if (!opens && name !== 'registry.status') return
      const status = registryStatus.parse(JSON.parse(reply.value))
      onStatus?.(status)
      if (opens) remember(status)
    },
  })

  function remember({ folder, name, user, demo }: RegistryStatus): void {
    if (!folder || demo) return // The demo has its own place on the first screen.
    try {
      recent.note(folder, name ?? folder, user)
    } catch (error) {
      log.error(error, 'recent registries')
    }
  }
}
