/** What tells that somebody is there, and what tells that they left. Input is told by the window, never by its page. */
import { powerMonitor } from 'electron'
import type { InputEvent, MouseInputEvent, WebContents } from 'electron'
import type { LockReason } from '#shared/ipc/areas/lock.ts'
import { watchScreenLock } from './watch-screen-lock.ts'
import type { ScreenLockWatch } from './watch-screen-lock.ts'

interface Told {
  readonly touched: () => void
  readonly lock: (reason: LockReason) => void
}

export interface LockTriggers {
  /** Whether this computer tells when its screen is locked. */
  isScreenTold(): Promise<boolean>
}

export function lockWhenLeft(contents: WebContents, { touched, lock }: Told): LockTriggers {
  let lastPlace = ''
  contents.on('input-event', (_event, input) => {
    const place = placeOf(input)
    // A window that is drawn anew tells of a mouse that never moved.
    if (place === lastPlace) return
    lastPlace = place ?? lastPlace
    touched()
  })
  powerMonitor.on('suspend', () => lock('suspend'))
  // Where the computer slept before it could be told.
  powerMonitor.on('resume', () => lock('suspend'))
  powerMonitor.on('lock-screen', () => lock('screen-lock'))
  powerMonitor.on('user-did-resign-active', () => lock('user-switch'))
  if (process.platform !== 'linux') return { isScreenTold: async () => true }
  let watch: ScreenLockWatch | undefined
  const start = () => (watch ??= watchScreenLock(lock))
  // Not before the first screen: there is nothing to lock yet, and starting must not wait for it.
  contents.once('did-finish-load', start)
  return { isScreenTold: () => start().isTold() }
}

/** Where the mouse is; `undefined` for keys, clicks and wheels, which nobody but a person makes. */
function placeOf(input: InputEvent): string | undefined {
  if (!/^mouse(Move|Enter|Leave)$/.test(input.type)) return undefined
  const { globalX, globalY, x, y } = input as MouseInputEvent
  return `${globalX ?? x} ${globalY ?? y}`
}
