/** The automatic lock: why the window is locked, and the way back to where it was. The shell answers: it does the locking. */
import { z } from 'zod'
import { command, query } from '../operation.ts'
import { draftsArea } from './drafts.ts'

/** By the user, or because nobody was there, or because the computer was left. */
const lockReasons = ['asked', 'idle', 'suspend', 'screen-lock', 'user-switch'] as const
export type LockReason = (typeof lockReasons)[number]

/** Longest and shortest time without a key or a click. */
export const lockAfterMinutes = { min: 1, max: 120, usual: 10 } as const

/** A draft that could not be kept when the registry was locked, and whose it is. */
const unsentDraft = z.object({ owner: z.string().max(5000), input: draftsArea['drafts.keep'].input })
export type UnsentDraft = z.infer<typeof unsentDraft>
const unsent = z.array(unsentDraft).max(100)

const lockedState = z.object({
  folder: z.string(),
  name: z.string(),
  /** Who was working. */
  user: z.string(),
  reason: z.enum(lockReasons),
  /** How long there had been no key and no click, for `idle`. */
  minutes: z.number().optional(),
})
export type LockedState = z.infer<typeof lockedState>

export const lockArea = {
  /** What was locked and not unlocked since; says nothing of what was on the screen. */
  'lock.state': query(z.object({}), z.object({ locked: lockedState.nullable() }), { right: 'none', place: 'shell' }),
  /** Whether it is told when the screen of this computer is locked: Linux has desktops that keep it to themselves. */
  'lock.screen': query(z.object({}), z.object({ isTold: z.boolean() }), { right: 'none', place: 'shell' }),
  'lock.now': command(z.object({}), z.object({}), { right: 'none', place: 'shell' }),
  /** The page has kept what was being typed, but for what is handed over here. */
  'lock.kept': command(z.object({ unsent }), z.object({}), { right: 'none', place: 'shell' }),
  /** After unlocking: where it was, with what waits to be kept. Answered once, and to who was locked out alone. */
  'lock.goBack': command(z.object({}), z.object({ address: z.string().nullable(), unsent }), {
    right: 'none',
    place: 'shell',
  }),
}
