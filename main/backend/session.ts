/** The one registry that is open, and what may be done with it. */
import { installSiteItems } from '#shared/dictionary/site-items.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Right } from '#shared/ipc/operation.ts'
import { demandRight } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import type { Actor, Audit } from '#main/database/audit.ts'
import type { Reader, Writer } from '#main/database/connection.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { outdatedRows, refreshCaseRow } from '#main/database/repositories/cases.ts'
import { siteItemsIn } from '#main/database/repositories/site-items.ts'
import { createUndoStack } from './undo-stack.ts'
import type { UndoStack } from './undo-stack.ts'

/** What a session needs from outside, so that tests and the demo can fix it. */
export interface Clock {
  /** UTC ISO time. */
  now(): string
  /** The clinician's day: local ISO date. */
  today(): string
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today() {
    const now = new Date()
    const two = (part: number) => String(part).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
}

export interface ChangeWish {
  readonly operation: string
  readonly reason: string | undefined
  /** As undo and history name it. */
  readonly label: string
}

export interface Session {
  readonly clock: Clock
  status(): RegistryStatus
  /** @throws AppError `locked` where nothing is open */
  registry(): OpenRegistry
  reader(): Reader
  /** For questions to the case table: its rows are renewed first, where they are outdated. */
  readerOfRows(): Reader
  /** The one writing connection, for what is no change. @throws AppError `read-only`, `corrupt`, `locked` */
  writer(): Writer
  /** One audited transaction. @throws AppError `read-only`, `corrupt` (after damage was found), `locked` */
  write<T>(operation: string, reason: string | undefined, change: (db: Writer, at: string) => T): T
  /** One audited transaction that can be undone under its label. */
  change<T>(wish: ChangeWish, change: (db: Writer, at: string) => T): T & { readonly changeId: string }
  /** What can be undone and redone: emptied when the registry is closed. */
  readonly undo: UndoStack
  /** Puts an event into the audit chain, where something can be written. */
  note(operation: string, kind: string, more?: Parameters<Audit['note']>[2]): void
  /** @throws AppError `forbidden`, `locked` */
  demand(right: Right): void
  has(right: UserRight): boolean
  /** An administrator changed the rights of the user who is inside. */
  setRights(rights: readonly UserRight[]): void
  replace(registry: OpenRegistry): void
  /** Makes the dictionary hold what the site has added to the open registry: after it opened, and after each change. */
  readSiteItems(): void
  close(): void
  /** What still reads the file at its own pace ends before it is closed. */
  readonly beforeClosing: Set<() => void>
  /** Ends all of that, for a file that is about to be closed. */
  endReading(): void
  /** Damage was found while open: from here on nothing is written. */
  damaged(message: string): void
  /**
   * While the file is copied nothing is written: who tries is told why.
   * @returns the connection, and how to go on
   * @throws as `write` does
   */
  hold(why: string): { readonly db: Writer; release(): void }
}

/** @throws AppError `not-found`, `read-only` */
function demandInPlace({ folder, place }: OpenRegistry): void {
  const where = place()
  switch (where) {
    case 'here':
      return
    case 'gone':
      throw new AppError(
        'not-found',
        `The registry is not at ${folder} any more: its folder was moved, renamed or replaced, or the drive is gone. Nothing was saved, and what you typed is still here. Put the folder back and save again, or close the registry and open it where it is now.`,
      )
    case 'shut':
      throw new AppError(
        'read-only',
        `The folder ${folder} may not be entered any more: the right to it was taken away while the registry was open. Nothing was saved, and what you typed is still here. Have the right given back, then save again.`,
      )
    default:
      return assertNever(where)
  }
}

/** What is renewed so long after a change stands in the way neither of its answer nor of what the page asks next. */
const renewAfterMs = 200

export function createSession(clock: Clock): Session {
  let open: OpenRegistry | undefined
  let damage: string | undefined
  let rights: readonly UserRight[] = []
  let held: string | undefined
  let renewal: NodeJS.Timeout | undefined
  const undo = createUndoStack()
  const beforeClosing = new Set<() => void>()

  const registry = () => {
    if (!open) throw new AppError('locked', 'No registry is open. Open one and unlock it first.')
    return open
  }
  const writable = () => {
    const { write } = registry()
    if (damage) throw new AppError('corrupt', damage)
    if (held) throw new AppError('in-use', held)
    if (!write)
      throw new AppError(
        'read-only',
        'This registry is open for reading only, because its folder cannot be written to. Copy it to a place of your own to change it.',
      )
    demandInPlace(registry())
    return write
  }
  const actor = (operation: string, reason?: string, label?: string): Actor => ({
    name: registry().user,
    operation,
    reason,
    label,
    at: clock.now(),
  })

  function transact<T>(who: Actor, change: (db: Writer, operationId: string) => T): T {
    const { db, audit } = writable()
    const result = audit.transact(who, (operationId) => change(db, operationId))
    renewal ??= setTimeout(tryToRenewRows, renewAfterMs).unref()
    return result
  }

  function renewRows(): void {
    clearTimeout(renewal)
    renewal = undefined
    if (!open?.write || damage || held) return
    const { db, audit } = open.write
    const today = clock.today()
    const outdated = outdatedRows(db, today)
    if (outdated.length > 0)
      audit.transact(actor('registry.refresh'), () => outdated.forEach((caseId) => refreshCaseRow(db, caseId, today)))
  }

  /** Rows that can't be renewed now stay marked: the next question tries again, and says what is wrong. */
  function tryToRenewRows(): void {
    try {
      renewRows()
    } catch {}
  }

  function endReading(): void {
    beforeClosing.forEach((stop) => stop())
    beforeClosing.clear()
  }

  function close(): void {
    endReading()
    tryToRenewRows()
    const closing = open
    open = undefined
    damage = undefined
    rights = []
    undo.clear()
    closing?.close()
  }

  return {
    clock,
    status() {
      if (!open) return { state: 'closed' }
      const { folder, name, user, demo, write } = open
      return {
        state: 'open',
        folder,
        name,
        user,
        rights: [...rights],
        demo,
        readOnly: !write,
        ...(damage && { damage }),
      }
    },
    registry,
    reader: () => registry().reader,
    writer: () => writable().db,
    readerOfRows() {
      renewRows()
      return registry().reader
    },
    write(operation, reason, change) {
      const who = actor(operation, reason)
      return transact(who, (db) => change(db, who.at))
    },
    undo,
    change({ operation, reason, label }, change) {
      const who = actor(operation, reason, label)
      return transact(who, (db, changeId) => ({ ...change(db, who.at), changeId }))
    },
    note(operation, kind, more) {
      if (held) throw new AppError('in-use', held)
      if (!damage) registry().write?.audit.note(actor(operation), kind, more)
    },
    demand(right) {
      if (right === 'none') return
      registry()
      demandRight(right, rights)
    },
    has: (right) => open !== undefined && rights.includes(right),
    setRights(changed) {
      rights = changed
    },
    replace(registry) {
      close()
      open = registry
      rights = registry.rights
      installSiteItems(siteItemsIn(registry.reader))
    },
    readSiteItems: () => installSiteItems(siteItemsIn(registry().reader)),
    close() {
      close()
      installSiteItems([])
    },
    beforeClosing,
    endReading,
    damaged(message) {
      damage = message
    },
    hold(why) {
      const { db } = writable()
      held = why
      return { db, release: () => void (held = undefined) }
    },
  }
}
