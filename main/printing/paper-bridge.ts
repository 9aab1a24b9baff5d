/** What a page made for paper may ask: to read what it shows, and to say that it is complete. */
import type { Log } from '#main/shell/log.ts'
import { pageBridge } from '#main/shell/page-bridge.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { contract } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { createServer } from '#shared/ipc/server.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { Bridge } from '#shared/ipc/wire.ts'

const allowed: ReadonlySet<OperationName> = new Set([
  'registry.status',
  'registry.info',
  'registry.settings',
  'registry.recoverySheet',
  'cases.get',
  'cohorts.results',
  'ctFigures.ofPair',
  'ctFigures.ofCase',
  'signatures.ofCase',
  'dictionary.siteItems',
  'shell.settings',
  'print.ready',
])

/** @param onReady is given the figure's SVG where the page has one */
export function paperBridge(backend: Bridge, log: Log, onReady: (svg: string | undefined) => void): Bridge {
  const handlers: Handlers<'shell'> = {
    ...refusingHandlers(),
    // Paper is white.
    'shell.settings': () => ({ theme: 'light', paper: 'A4' }),
    'print.ready': ({ svg }) => {
      onReady(svg)
      return {}
    },
  }
  const shell = createServer({
    place: 'shell',
    handlers,
    demand: () => {},
    report: (error, name) => log.error(error, name),
  })
  return pageBridge({ backend, shell, allows: (name) => allowed.has(name) })
}

function refusingHandlers(): Handlers<'shell'> {
  const refuse = () => {
    throw new AppError('forbidden', 'A page on paper may not ask for that.')
  }
  const names = Object.keys(contract).filter((name) => contract[name as OperationName].place === 'shell')
  return Object.fromEntries(names.map((name) => [name, refuse])) as unknown as Handlers<'shell'>
}
