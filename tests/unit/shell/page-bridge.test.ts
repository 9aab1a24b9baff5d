import { describe, expect, test, vi } from 'vitest'
import { pageBridge } from '#main/shell/page-bridge.ts'
import { shareLink } from '#main/shell/share-link.ts'
import type { BackendLink } from '#main/shell/backend-link.ts'
import type { CallContext, Server } from '#shared/ipc/server.ts'
import type { Reply, ServerEvent } from '#shared/ipc/wire.ts'

const ok = (value: unknown): Reply => ({ ok: true, value: JSON.stringify(value), changed: [] })

/** A backend that answers when it is told to. */
function slowBackend() {
  const asked: { id: number; name: string; answer: (reply: Reply) => void }[] = []
  const listeners = new Set<(event: ServerEvent) => void>()
  const cancelled: number[] = []
  const link: BackendLink = {
    call: (id, name) => new Promise((answer) => asked.push({ id, name, answer })),
    cancel: (id) => void cancelled.push(id),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {},
  }
  return { link, asked, cancelled, say: (event: ServerEvent) => listeners.forEach((listener) => listener(event)) }
}

const shell: Server = { call: async (name) => ok(`shell ${name}`) }
const everything = () => true

describe('what a window asks', () => {
  test('goes to the shell or to the backend, as the contract says', async () => {
    const { link, asked } = slowBackend()
    const bridge = pageBridge({ backend: shareLink(link)(), shell, allows: everything })
    expect(await bridge.call(1, 'shell.recent', '{}')).toEqual(ok('shell shell.recent'))
    const reply = bridge.call(2, 'cases.find', '{}')
    expect(asked.map(({ name }) => name)).toEqual(['cases.find'])
    asked[0]!.answer(ok('found'))
    expect(await reply).toEqual(ok('found'))
  })

  test('is refused before it goes anywhere, where the window may not ask for it', async () => {
    const { link, asked } = slowBackend()
    const bridge = pageBridge({ backend: shareLink(link)(), shell, allows: (name) => name !== 'audit.note' })
    expect(await bridge.call(1, 'audit.note', '{}')).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
    expect(await bridge.call(2, 'no.such', '{}')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect(await bridge.call(3, 'toString', '{}')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect(asked).toEqual([])
  })

  test('is cancelled where it runs', async () => {
    const { link, asked, cancelled } = slowBackend()
    let signal: CallContext['signal'] | undefined
    const slowShell: Server = {
      call: (_name, _input, context) => {
        signal = context?.signal
        return new Promise(() => {})
      },
    }
    const bridge = pageBridge({ backend: shareLink(link)(), shell: slowShell, allows: everything })
    void bridge.call(7, 'documents.savePdf', '{}')
    bridge.cancel(7)
    expect(signal?.aborted).toBe(true)
    void bridge.call(8, 'registry.verify', '{}')
    bridge.cancel(8)
    expect(cancelled).toEqual([asked[0]!.id])
  })
})

describe('windows that share a backend', () => {
  test('count their calls on their own, and each hears its own progress alone', () => {
    const { link, asked, say } = slowBackend()
    const open = shareLink(link)
    const [first, second] = [open(), open()]
    const [heardFirst, heardSecond] = [vi.fn(), vi.fn()]
    first.onEvent(heardFirst)
    second.onEvent(heardSecond)
    void first.call(1, 'registry.verify', '{}')
    void second.call(1, 'registry.createDemo', '{}')
    const [a, b] = asked.map(({ id }) => id)
    expect(a).not.toBe(b)
    say({ type: 'progress', id: b!, done: 1, total: 2, what: 'cases' })
    expect(heardFirst).not.toHaveBeenCalled()
    expect(heardSecond).toHaveBeenCalledWith({ type: 'progress', id: 1, done: 1, total: 2, what: 'cases' })
  })

  test('all hear that something changed', () => {
    const { link, say } = slowBackend()
    const open = shareLink(link)
    const heard = vi.fn()
    open().onEvent(heard)
    open().onEvent(heard)
    say({ type: 'changed', topics: ['registry'] })
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
