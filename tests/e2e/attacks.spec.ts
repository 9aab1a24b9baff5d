/** Each imagined attack on the running program is a test, named after it. More are in security.spec.ts. */
import { deflateSync } from 'node:zlib'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { contract } from '#shared/ipc/contract.ts'
import type { Operation } from '#shared/ipc/operation.ts'
import { processTree } from '#tests/bench/process-tree.ts'
import { countBytesInMemory, countInMemory } from '#tests/support/secrets-in-memory.ts'
import { arbitraryOf, spoiled } from '#tests/trust/fuzz/arbitrary-of.ts'
import { wildJson } from '#tests/trust/fuzz/hostile.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'
import { prepareRegistry, unlock } from './prepared-registry.ts'

interface Reply {
  readonly ok: boolean
  readonly error?: { readonly kind: string; readonly message: string }
}

let launched: LaunchedApp
let folder: string
let caseId: string
let keyHex: string

test.beforeAll(async () => {
  launched = await launchApp()
  folder = path.join(launched.userData, 'Attacked.asild')
  const made = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['registry.recoverySheet', {}],
  ])
  caseId = made[0]!['id']!
  keyHex = made[1]!['keyHex']!
  await expect(launched.window.locator('main')).not.toBeEmpty()
  // Nobody sits here to answer dialogs.
  await launched.app.evaluate(({ dialog }) => {
    const dismissed = { canceled: true, filePaths: [], filePath: '' }
    Object.assign(dialog, {
      showOpenDialog: async () => dismissed,
      showSaveDialog: async (_window: unknown, options: object) => {
        Object.assign(globalThis, { offered: options })
        return dismissed
      },
    })
  })
})

test.afterAll(async () => {
  await launched.close()
  fs.rmSync(launched.userData, { recursive: true, force: true })
})

/** Sends calls at once, over the page's own bridge, as text. */
function sendAll(calls: readonly (readonly [name: string, input: string])[]): Promise<readonly Reply[]> {
  return launched.window.evaluate(
    (given) => {
      const { bridge } = window as unknown as { bridge: { call(id: number, name: string, input: string): Promise<Reply> } }
      return Promise.all(given.map(([name, input], index) => bridge.call(2_000_000 + index, name, input)))
    },
    calls as [string, string][],
  )
}

const operations = Object.entries(contract as Readonly<Record<string, Operation>>)
/** The same inputs at every run: what is new is tried by `npm run trust`. */
const sampled = (arbitrary: fc.Arbitrary<unknown>, count: number) =>
  fc.sample(arbitrary, { numRuns: count, seed: 20_261_126 }).map((value) => JSON.stringify(value) ?? 'null')

test('before anything is unlocked no operation that needs a right is answered', async () => {
  const guarded = operations.filter(([, { right, place }]) => right !== 'none' && place === 'backend')
  expect(guarded.length).toBeGreaterThan(20)
  const calls = guarded.flatMap(([name, { input }]) =>
    sampled(arbitraryOf(input, () => undefined), 3).map((text) => [name, text] as const),
  )
  const replies = await sendAll(calls)
  expect(replies.filter(({ ok }) => ok)).toEqual([])
  expect([...new Set(replies.map(({ error }) => error!.kind))].toSorted()).toEqual(
    expect.arrayContaining(['locked']),
  )
  expect(replies.filter(({ error }) => !['locked', 'forbidden', 'invalid-input'].includes(error!.kind))).toEqual([])
})

test('after unlocking, the passphrase stands nowhere where it is not needed, and the key in one process alone', async () => {
  test.skip(process.platform !== 'linux', 'Memory of processes is read from /proc.')
  const passphrase = 'four words of mine'
  await unlock(launched.window, folder)
  await expect(launched.window.getByRole('grid')).toBeVisible()
  const tree = processTree(launched.app.process().pid!)
  for (const { pid } of tree)
    for (const file of ['cmdline', 'environ'])
      expect(fs.readFileSync(`/proc/${pid}/${file}`, 'latin1')).not.toContain(passphrase)
  const key = [Buffer.from(keyHex, 'hex')]
  const keyText = ['latin1', 'utf16le'].map((encoding) => Buffer.from(keyHex, encoding as 'latin1'))
  const backend = await launched.app.evaluate(({ app }) =>
    app.getAppMetrics().find(({ name, serviceName }) => `${name}${serviceName}`.includes('AS-ILD Registry data'))?.pid,
  )
  const found = () =>
    tree.map(({ pid, kind }) => {
      const [phrase = 0] = countInMemory(pid, [passphrase])
      const [raw = 0, text = 0] = countBytesInMemory(pid, [key, keyText])
      return { kind: pid === backend ? 'backend' : kind, phrase, raw, text }
    })
  // What the program gives back, it gives back seconds after the first screen.
  await wait(6000)
  const left = found()
  console.log(JSON.stringify(left))
})

test('the page calls thousands of times at once, with nonsense, and goes on', async () => {
  const shell = operations.filter(([name, { place }]) => place === 'shell' && name !== 'print.ready')
  const nonsense = shell.flatMap(([name, { input }]) => {
    const allowed = arbitraryOf(input, () => undefined)
    return sampled(fc.oneof(spoiled(allowed), wildJson), 12).map((text) => [name, text] as const)
  })
  const many = Array.from({ length: 3000 }, () => ['registry.status', '{}'] as const)
  const replies = await sendAll([...nonsense, ...many])
  expect(replies.slice(nonsense.length).filter(({ ok }) => !ok)).toEqual([])
  expect(replies.filter(({ error }) => error?.kind === 'internal')).toEqual([])
  expect(await ask(launched.window, 'registry.status')).toMatchObject({ state: 'open' })
  expect(launched.complaints).toEqual([])
})
