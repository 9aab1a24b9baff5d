import { expect, test } from 'vitest'
import { endingBridge } from '#main/shell/lock/ending-bridge.ts'
import type { Bridge, Reply, ServerEvent } from '#shared/ipc/wire.ts'

const done: Reply = { ok: true, value: '{}', changed: [] }
const lockedReply = { ok: false, error: { kind: 'locked' } }

/** A bridge whose answers come when the test says so. */
function slowBridge() {
  const answers: (() => void)[] = []
  const cancelled: number[] = []
  const asked: string[] = []
  const listeners = new Set<(event: ServerEvent) => void>()
  const bridge: Bridge = {
    call: (_id, name) =>
      new Promise((resolve) => {
        asked.push(name)
        answers.push(() => resolve(done))
      }),
    cancel: (id) => void cancelled.push(id),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    bridge,
    answers,
    cancelled,
    asked,
    listeners,
    say: (event: ServerEvent) => listeners.forEach((l) => l(event)),
  }
}

test('until it ends it is the bridge itself', async () => {
  const { bridge, answers } = slowBridge()
  const ending = endingBridge(bridge)
  const answer = ending.bridge.call(1, 'cases.get', '{}')
  expect(ending.running().map(({ name }) => name)).toEqual(['cases.get'])
  answers[0]?.()
  expect(await answer).toEqual(done)
  expect(ending.running()).toEqual([])
})

test('at its end what runs is cancelled and refused, though nobody answers it', async () => {
  const { bridge, cancelled, answers } = slowBridge()
  const ending = endingBridge(bridge)
  const answer = ending.bridge.call(7, 'documents.savePdf', '{}')
  ending.end()
  expect(await answer).toMatchObject(lockedReply)
  expect(cancelled).toEqual([7])
  answers[0]?.()
  expect(ending.running()).toEqual([])
})

test('after its end nothing is asked any more: a dialog of the system that is answered late finds no registry', async () => {
  const { bridge, asked } = slowBridge()
  const ending = endingBridge(bridge)
  ending.end()
  expect(await ending.bridge.call(1, 'attachments.read', '{}')).toMatchObject(lockedReply)
  expect(asked).toEqual([])
})

test('after its end nothing is told any more', () => {
  const { bridge, say, listeners } = slowBridge()
  const ending = endingBridge(bridge)
  const heard: ServerEvent[] = []
  ending.bridge.onEvent((event) => heard.push(event))
  say({ type: 'changed', topics: ['cases'] })
  ending.end()
  say({ type: 'changed', topics: ['cases'] })
  expect(heard).toHaveLength(1)
  expect(listeners.size).toBe(0)
})

test('work is heard of as long as it says how far it is', () => {
  let now = 0
  const { bridge, say } = slowBridge()
  const ending = endingBridge(bridge, () => now)
  ending.bridge.onEvent(() => {})
  void ending.bridge.call(3, 'registry.verify', '{}')
  now = 500
  say({ type: 'progress', id: 3, done: 1, total: 2, what: 'Reading pages' })
  say({ type: 'progress', id: 4, done: 1, total: 2, what: 'Of somebody else' })
  expect(ending.running()).toMatchObject([{ name: 'registry.verify', heardAt: 500 }])
})
