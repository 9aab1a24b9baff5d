/**
 * The lock: what is typed is kept, then the page, its process and the key are gone. Locking knows no Electron; what it
 * does to the window is handed in (`lock-window.ts`).
 */
import type { LockReason, LockedState, UnsentDraft } from '#shared/ipc/areas/lock.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'
import type { Handlers } from '#shared/ipc/server.ts'

/** A page that hangs does not stop the lock. */
const keepLimitMs = 1_000

export interface LockActions {
  /** Resolves when no registry is being opened or made, which can't be stopped halfway; soon in any case. */
  readonly nothingOpens: () => Promise<void>
  /** Asks the page to keep what is being typed; it answers `lock.kept`. */
  readonly askToKeep: () => void
  /** What follows the `#` in the page's address. */
  readonly address: () => string
  /** From here on nothing is answered that the page asks, and nothing goes on that it asked for. */
  readonly endPage: () => void
  /** Closes the registry and forgets the key. */
  readonly closeRegistry: () => Promise<void>
  /** Whether a locked screen is told (`lock-triggers.ts`). */
  readonly isScreenTold: () => Promise<boolean>
  /** Puts a new page, in a new process, in place of the old one. Its registry can be opened once `closed`. */
  readonly replacePage: (where: {
    readonly folder: string
    readonly isHanging: boolean
    readonly closed: Promise<void>
  }) => Promise<void>
}

export type LockHandlers = Pick<
  Handlers<'shell'>,
  'lock.state' | 'lock.screen' | 'lock.now' | 'lock.kept' | 'lock.goBack'
>

export interface Lock {
  /** Locks; does nothing where nothing is open. Two at once are one. */
  lock(reason: LockReason, minutes?: number): Promise<void>
  /** Tells what the page has heard of its registry. */
  saw(status: RegistryStatus): void
  readonly handlers: LockHandlers
}

interface Held {
  readonly state: LockedState
  readonly address: string | undefined
  readonly unsent: readonly UnsentDraft[]
}

export function createLock(actions: LockActions): Lock {
  let status: RegistryStatus = { state: 'closed' }
  let held: Held | undefined
  let locking: Promise<void> | undefined
  let heardOfKept: (unsent: readonly UnsentDraft[]) => void = () => {}

  /** @returns what could not be kept; `undefined` where the page did not answer */
  function keepTyped(): Promise<readonly UnsentDraft[] | undefined> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve(undefined), keepLimitMs)
      heardOfKept = (unsent) => {
        clearTimeout(limit)
        resolve(unsent)
      }
      actions.askToKeep()
    })
  }

  async function lockAway(reason: LockReason, minutes: number | undefined): Promise<void> {
    await actions.nothingOpens()
    if (status.state !== 'open') return
    const { folder = '', name = '', user = '' } = status
    const unsent = await keepTyped()
    // It was locked before, and again before the page had gone back to where it was.
    const before = isOf(held, status) ? held : undefined
    held = {
      state: { folder, name, user, reason, ...(minutes !== undefined && { minutes }) },
      address: screenAt(actions.address()) ?? before?.address,
      unsent: [...(held?.unsent ?? []), ...(unsent ?? [])],
    }
    actions.endPage()
    status = { state: 'closed' }
    const closed = actions.closeRegistry()
    await actions.replacePage({ folder, isHanging: unsent === undefined, closed })
    await closed
  }

  const lock = (reason: LockReason, minutes?: number): Promise<void> =>
    (locking ??= lockAway(reason, minutes).finally(() => {
      locking = undefined
    }))

  return {
    lock,
    saw(seen) {
      status = seen
    },
    handlers: {
      'lock.state': () => ({ locked: status.state === 'closed' && held ? held.state : null }),
      'lock.screen': async () => ({ isTold: await actions.isScreenTold() }),
      'lock.now'() {
        void lock('asked')
        return {}
      },
      'lock.kept'({ unsent }) {
        heardOfKept(unsent)
        return {}
      },
      'lock.goBack'() {
        if (status.state !== 'open' || !held) return { address: null, unsent: [] }
        const owner = draftOwner(status)
        const address = (isOf(held, status) && held.address) || null
        const unsent = held.unsent.filter((draft) => draft.owner === owner)
        held = { ...held, address: undefined, unsent: held.unsent.filter((draft) => draft.owner !== owner) }
        return { address, unsent }
      },
    },
  }
}

/** Whether it was this registry that was locked, and this person who was working in it. */
const isOf = (held: Held | undefined, { folder, user }: RegistryStatus): boolean =>
  held !== undefined && held.state.folder === folder && held.state.user === user

/** The address of a screen that can be gone back to: not where registries are opened. */
const screenAt = (address: string): string | undefined =>
  /^\/./.test(address) && !/^\/open([?/]|$)/.test(address) ? address : undefined
