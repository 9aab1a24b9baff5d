/**
 * A bridge for component tests: the contract's own server over handlers that a test writes. Inputs and outputs are
 * checked as in the product, so that a test can't agree with the page on something the contract doesn't say.
 */
import { AppError } from '#shared/ipc/app-error.ts'
import { contract, isOperationName } from '#shared/ipc/contract.ts'
import type { OperationName, Topic } from '#shared/ipc/contract.ts'
import { createServer } from '#shared/ipc/server.ts'
import type { Handler, Handlers, Server } from '#shared/ipc/server.ts'
import type { Bridge, ServerEvent } from '#shared/ipc/wire.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

export type FakeHandlers = { readonly [N in OperationName]?: Handler<N> }

export interface FakeBridge extends Bridge {
  /** What was asked, in order. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** Inputs of the calls of one operation, in order. */
  inputsOf(name: OperationName): readonly unknown[]
  /** Replaces or adds handlers from now on. */
  use(handlers: FakeHandlers): void
  /** Says something unasked, as the main side does. */
  say(event: ServerEvent): void
  changed(...topics: readonly Topic[]): void
}

/** Enough for the frame around every screen: an open registry, default settings. */
const quietHandlers: FakeHandlers = {
  'registry.status': () => ({ state: 'open', folder: '/registries/clinic.asild', name: 'Clinic', user: 'A. Author' }),
  'dictionary.siteItems': () => ({ items: [] }),
  'registry.place': () => ({ sentences: [] }),
  'shell.settings': () => ({ theme: 'system', paper: 'A4' }),
  'shell.recent': () => ({ registries: [] }),
  'shell.newRegistryFolder': ({ name }) => ({ folder: `/home/ann/Documents/${name || 'Registry'}.asild` }),
  'shell.demoFolder': () => ({ folder: '/registries/demo.asild', exists: false, openAtStart: false }),
  'unlock.state': () => ({ users: ['A. Author'], waitSeconds: 0 }),
  'keychain.keeps': () => ({}),
  'keychain.offer': () => ({ isOffered: false, why: 'This computer has no keychain.' }),
  'passphrases.judge': () => ({ score: 4, isGood: true, sentence: 'Good.' }),
  'print.ready': () => ({}),
  'lock.state': () => ({ locked: null }),
  'lock.screen': () => ({ isTold: true }),
  'lock.goBack': () => ({ address: null, unsent: [] }),
  'drafts.keep': () => ({ savedAt: '2026-11-23T09:00:00.000Z' }),
  'drafts.find': () => ({ draft: null }),
  'drafts.list': () => ({ drafts: [] }),
  'drafts.discard': () => ({}),
  'changes.undoable': () => ({}),
  'cases.findSimilar': () => ({ cases: [] }),
  'quality.queries': () => ({ total: 0, queries: [] }),
  'quality.queryCounts': () => ({ open: 0, answered: 0, closed: 0 }),
  'quality.checks': () => ({ checks: [] }),
  'recovery.status': () => ({
    drill: 'fresh',
    triedAt: '2026-11-01T09:00:00.000Z',
    keyId: '3f2a91bc',
    keysFile: 'sound',
    users: ['A. Author'],
    user: 'A. Author',
    kept: [],
  }),
  'health.report': () => ({ light: 'good', parts: [] }),
  'signatures.ofCase': () => ({ signatures: [] }),
  'share.classOf': () => ({ cases: 1, others: 0, sentence: '' }),
  'registry.settings': () => registrySettingsWith(),
}

/**
 * @param handlers what the test answers; an operation without a handler fails with a message that names it
 * @param delayMs time that every answer takes
 */
export function fakeBridge(handlers: FakeHandlers = {}, delayMs = 0): FakeBridge {
  let current: FakeHandlers = { ...quietHandlers, ...handlers }
  const calls: { name: string; input: unknown }[] = []
  const listeners = new Set<(event: ServerEvent) => void>()
  const running = new Map<number, AbortController>()

  const answer = (name: OperationName): Handler<OperationName> => {
    const handler = current[name] as Handler<OperationName> | undefined
    return handler ?? (() => Promise.reject(new AppError('internal', `The fake bridge has no handler for ${name}.`)))
  }
  const names = Object.keys(contract) as OperationName[]
  const live = Object.fromEntries(
    names.map((name) => [name, (input: never, context: never) => answer(name)(input, context)]),
  )
  const common = {
    demand: () => {},
    // Not an AppError: the test's own mistake. It belongs on the screen of whoever runs the test.
    report: (error: unknown, name: string) => `${name}: ${String(error)}`,
    checkOutput: true,
  }
  const servers: Record<'backend' | 'shell', Server> = {
    backend: createServer({ ...common, place: 'backend', handlers: live as unknown as Handlers<'backend'> }),
    shell: createServer({ ...common, place: 'shell', handlers: live as unknown as Handlers<'shell'> }),
  }
  const say = (event: ServerEvent): void => listeners.forEach((listener) => listener(event))

  return {
    calls,
    inputsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.input),
    use(more) {
      current = { ...current, ...more }
    },
    say,
    changed: (...topics) => say({ type: 'changed', topics }),
    async call(id, name, input) {
      calls.push({ name, input: JSON.parse(input) })
      const controller = new AbortController()
      running.set(id, controller)
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
      const place = isOperationName(name) ? contract[name].place : 'backend'
      const reply = await servers[place].call(name, input, {
        signal: controller.signal,
        progress: (progress) => say({ type: 'progress', id, ...progress }),
      })
      running.delete(id)
      return reply
    },
    cancel(id) {
      running.get(id)?.abort()
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
