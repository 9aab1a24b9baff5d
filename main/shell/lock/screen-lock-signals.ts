/** What desktops of Linux say on their message buses when the screen is locked, and how they are asked whether they do. */
import type { LockReason } from '#shared/ipc/areas/lock.ts'
import { messageType } from '../desktop-bus/bus-message.ts'
import type { BusCall, BusMessage } from '../desktop-bus/bus-message.ts'

const sessionOfLogin = 'org.freedesktop.login1.Session'
const computersLogin = `type='signal',sender='org.freedesktop.login1'`

/** On the bus of the computer: systemd-logind and elogind. */
export const rulesOfComputer: readonly string[] = [
  `${computersLogin},interface='${sessionOfLogin}',member='Lock'`,
  `${computersLogin},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='${sessionOfLogin}'`,
  `${computersLogin},interface='org.freedesktop.login1.Manager',member='PrepareForSleep'`,
]

/** On the bus of the login: the desktop itself, or its screen saver. */
export const rulesOfLogin: readonly string[] = [`type='signal',member='ActiveChanged'`]

/** KDE has the plain name; GNOME, Cinnamon, MATE and Xfce have names of their own. */
const savers = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'] as const

/** Who answers this tells of the screen: some have the name without ever telling. */
export const questionsToSavers: readonly BusCall[] = savers.map((desktop) => ({
  destination: `org.${desktop}.ScreenSaver`,
  path: `/org/${desktop}/ScreenSaver`,
  interface: `org.${desktop}.ScreenSaver`,
  member: 'GetActive',
}))

const names: ReadonlySet<string> = new Set(questionsToSavers.map(({ destination }) => destination))

/**
 * Why the window is to be locked; `undefined` for what says nothing of that. Any login of the computer counts: which one is
 * the program's own is not always known, and a lock too many costs less than one that was missed.
 */
export function lockReasonOf({ type, interface: from, member, body }: BusMessage): LockReason | undefined {
  if (type !== messageType.signal) return undefined
  const [first, second] = body
  if (member === 'ActiveChanged') return names.has(from) && first === true ? 'screen-lock' : undefined
  if (member === 'PrepareForSleep') return first === true ? 'suspend' : undefined
  if (from === sessionOfLogin) return member === 'Lock' ? 'screen-lock' : undefined
  const isLocked = first === sessionOfLogin && second instanceof Map && second.get('LockedHint') === true
  return member === 'PropertiesChanged' && isLocked ? 'screen-lock' : undefined
}
