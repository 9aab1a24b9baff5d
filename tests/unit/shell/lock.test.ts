import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { UnsentDraft } from '#shared/ipc/areas/lock.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'
import { createLock } from '#main/shell/lock/lock.ts'
import type { Lock, LockActions } from '#main/shell/lock/lock.ts'

const open: RegistryStatus = { state: 'open', folder: '/data/clinic.asild', name: 'Clinic', user: 'Dr. A' }
const context = { signal: new AbortController().signal, progress: () => {}, changed: () => {} }
const screen = '/cases/7/record?form=visit&open=new'
const unsent = (user = 'Dr. A'): UnsentDraft => ({
  owner: draftOwner({ ...open, user }),
  input: { place: '7/visit/new', title: 'New visit', content: '{}' },
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Trial {
  readonly lock: Lock
  /** What was done to the window, in order. */
  readonly done: string[]
  /** What the page answers to being asked to keep what is typed; it hangs where this is `undefined`. */
  answer: readonly UnsentDraft[] | undefined
  address: string
}

/** A window on a visit that is being typed. */
function aWindow(actions: Partial<LockActions> = {}): Trial {
  const done: string[] = []
  const trial: Trial = {
    done,
    answer: [],
    address: screen,
    lock: createLock({
      nothingOpens: async () => {},
      isScreenTold: async () => true,
      askToKeep() {
        done.push('asked to keep')
        const { answer } = trial
        if (answer) setTimeout(() => void trial.lock.handlers['lock.kept']({ unsent: [...answer] }, context), 20)
      },
      address: () => trial.address,
      endPage: () => void done.push('page ended'),
      async closeRegistry() {
        done.push('registry closed')
      },
      async replacePage({ isHanging }) {
        done.push(isHanging ? 'hanging page replaced' : 'page replaced')
      },
      ...actions,
    }),
  }
  trial.lock.saw(open)
  return trial
}

const goBack = ({ lock }: Trial) => lock.handlers['lock.goBack']({}, context)
const locked = async ({ lock }: Trial) => (await lock.handlers['lock.state']({}, context)).locked
const settled = async (locking: Promise<void>) => {
  await vi.advanceTimersByTimeAsync(2_000)
  await locking
}

test('what is typed is kept first; only then the page ends, the registry is closed and another page comes', async () => {
  const trial = aWindow()
  await settled(trial.lock.lock('suspend'))
  expect(trial.done).toEqual(['asked to keep', 'page ended', 'registry closed', 'page replaced'])
  expect(await locked(trial)).toEqual({ folder: open.folder, name: 'Clinic', user: 'Dr. A', reason: 'suspend' })
})

test('a page that hangs stops nothing: after a second it is ended', async () => {
  const trial = aWindow()
  trial.answer = undefined
  const locking = trial.lock.lock('idle', 10)
  await vi.advanceTimersByTimeAsync(999)
  expect(trial.done).toEqual(['asked to keep'])
  await settled(locking)
  expect(trial.done).toEqual(['asked to keep', 'page ended', 'registry closed', 'hanging page replaced'])
  expect(await locked(trial)).toMatchObject({ reason: 'idle', minutes: 10 })
})

test('two locks at once are one', async () => {
  const trial = aWindow()
  await settled(Promise.all([trial.lock.lock('suspend'), trial.lock.lock('screen-lock')]).then(() => {}))
  expect(trial.done.filter((what) => what === 'page replaced')).toHaveLength(1)
  expect(await locked(trial)).toMatchObject({ reason: 'suspend' })
})

test('where nothing is open, nothing is locked; nor once more where it is locked already', async () => {
  const trial = aWindow()
  trial.lock.saw({ state: 'closed' })
  await settled(trial.lock.lock('asked'))
  expect(trial.done).toEqual([])
  expect(await locked(trial)).toBeNull()

  trial.lock.saw(open)
  await settled(trial.lock.lock('asked'))
  const once = [...trial.done]
  await settled(trial.lock.lock('suspend'))
  expect(trial.done).toEqual(once)
  expect(await locked(trial)).toMatchObject({ reason: 'asked' })
})

test('who unlocks goes back to the very place, once', async () => {
  const trial = aWindow()
  await settled(trial.lock.lock('asked'))
  expect(await goBack(trial)).toEqual({ address: null, unsent: [] })
  trial.lock.saw(open)
  expect(await locked(trial)).toBeNull()
  expect(await goBack(trial)).toEqual({ address: screen, unsent: [] })
  expect(await goBack(trial)).toEqual({ address: null, unsent: [] })
})

test('somebody else who opens the registry, or another one, is not led to what the first looked at', async () => {
  const others: RegistryStatus[] = [
    { ...open, user: 'Dr. B' },
    { ...open, folder: '/data/other.asild' },
  ]
  for (const other of others) {
    const trial = aWindow()
    await settled(trial.lock.lock('asked'))
    trial.lock.saw(other)
    expect(await goBack(trial)).toEqual({ address: null, unsent: [] })
  }
})

test('what could not be kept waits for its owner and for nobody else', async () => {
  const trial = aWindow()
  trial.answer = [unsent()]
  await settled(trial.lock.lock('suspend'))
  trial.lock.saw({ ...open, user: 'Dr. B' })
  expect((await goBack(trial)).unsent).toEqual([])
  trial.lock.saw({ state: 'closed' })
  trial.lock.saw(open)
  expect((await goBack(trial)).unsent).toEqual([unsent()])
  expect((await goBack(trial)).unsent).toEqual([])
})

test('a lock during unlocking waits until it is open, locks it, and does not forget where it was before', async () => {
  let opened = () => {}
  const opening = new Promise<void>((resolve) => (opened = resolve))
  let isOpening = false
  const trial = aWindow({ nothingOpens: () => (isOpening ? opening : Promise.resolve()) })
  await settled(trial.lock.lock('asked'))

  isOpening = true
  trial.address = '/open?folder=%2Fdata%2Fclinic.asild'
  const locking = trial.lock.lock('suspend')
  await vi.advanceTimersByTimeAsync(500)
  expect(trial.done.filter((what) => what === 'page replaced')).toHaveLength(1)
  trial.lock.saw(open)
  opened()
  await settled(locking)
  expect(trial.done.filter((what) => what === 'page replaced')).toHaveLength(2)
  expect(await locked(trial)).toMatchObject({ reason: 'suspend' })
  trial.lock.saw(open)
  expect(await goBack(trial)).toMatchObject({ address: screen })
})

test('an unlocking that fails leaves it locked as it was', async () => {
  const trial = aWindow()
  await settled(trial.lock.lock('idle', 10))
  await settled(trial.lock.lock('suspend'))
  expect(await locked(trial)).toMatchObject({ reason: 'idle', minutes: 10 })
})
