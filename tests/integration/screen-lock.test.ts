/** What desktops of Linux say of a locked screen, said by GLib on a real bus. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { listenToBus } from '#main/shell/desktop-bus/listen-to-bus.ts'
import { lockReasonOf, rulesOfComputer, rulesOfLogin } from '#main/shell/lock/screen-lock-signals.ts'
import { watchScreenLock } from '#main/shell/lock/watch-screen-lock.ts'
import { canHaveBus, privateBus } from '#tests/support/private-bus.ts'
import type { PrivateBus } from '#tests/support/private-bus.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const saver = '/org/freedesktop/ScreenSaver'
const active = 'org.freedesktop.ScreenSaver.ActiveChanged'
const login = '/org/freedesktop/login1/session/_32'
const changed = 'org.freedesktop.DBus.Properties.PropertiesChanged'
const ofSession = `'org.freedesktop.login1.Session'`
const patience = { timeout: 20_000 }

describe.skipIf(!canHaveBus)('On a bus (it takes dbus-daemon and gdbus)', () => {
  let bus: PrivateBus
  beforeEach(async () => {
    bus = await privateBus(temporaryFolder())
  })
  afterEach(() => bus.stop())

  test('the screen saver of a desktop that becomes active locks; one that ends, or another program, does not', async () => {
    const heard: string[] = []
    const watch = watchScreenLock((reason) => heard.push(reason), {
      DBUS_SESSION_BUS_ADDRESS: bus.address,
      DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere',
    })
    // Asked and answered: the rules are known to the bus.
    expect(await watch.isTold()).toBe(false)
    await bus.emit(saver, active, 'false')
    await bus.emit('/org/example', 'org.example.Door.ActiveChanged', 'true')
    await bus.emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver.ActiveChanged', 'true')
    await vi.waitFor(() => expect(heard).toEqual(['screen-lock']), patience)
    await bus.emit(saver, active, 'true')
    await vi.waitFor(() => expect(heard).toEqual(['screen-lock', 'screen-lock']), patience)
    watch.stop()
  })

  test.each([
    ['the login is to lock', login, 'org.freedesktop.login1.Session.Lock', [], 'screen-lock'],
    [
      'the login says that it is locked',
      login,
      changed,
      [ofSession, `{'LockedHint': <true>}`, '@as []'],
      'screen-lock',
    ],
    [
      'it says so among much else',
      login,
      changed,
      [
        ofSession,
        `{'Seat': <('seat0', objectpath '/')>, 'IdleSince': <uint64 18446744073709551615>, 'LockedHint': <true>}`,
        `['Name']`,
      ],
      'screen-lock',
    ],
    ['the login is unlocked', login, changed, [ofSession, `{'LockedHint': <false>}`, '@as []'], undefined],
    ['something else is locked', login, changed, [`'org.example.Door'`, `{'LockedHint': <true>}`, '@as []'], undefined],
    [
      'the computer goes to sleep',
      '/org/freedesktop/login1',
      'org.freedesktop.login1.Manager.PrepareForSleep',
      ['true'],
      'suspend',
    ],
    [
      'the computer wakes',
      '/org/freedesktop/login1',
      'org.freedesktop.login1.Manager.PrepareForSleep',
      ['false'],
      undefined,
    ],
  ] as const)('%s', async (_what, objectPath, signal, values, reason) => {
    const heard: unknown[] = []
    const socket = bus.address.replace(/^unix:path=|,.*$/g, '')
    // Whoever says it: logind itself can't be had in a test.
    const listening = await listenToBus({
      sockets: [socket],
      rules: [`type='signal',path='${objectPath}'`],
      onSignal(message) {
        // The bus itself greets with a signal.
        if (message.path === objectPath) heard.push(lockReasonOf(message))
      },
      onClosed() {},
    })
    await bus.emit(objectPath, signal, ...values)
    await vi.waitFor(() => expect(heard).toEqual([reason]), patience)
    listening.close()
  })

  test('who merely says that it is the login service is not heard, and the bus takes all rules', async () => {
    const heard: unknown[] = []
    const listening = await listenToBus({
      sockets: ['/nowhere', bus.address.replace(/^unix:path=|,.*$/g, '')],
      rules: [...rulesOfComputer, ...rulesOfLogin],
      onSignal: (message) => void (message.path !== '/org/freedesktop/DBus' && heard.push(message.member)),
      onClosed() {},
    })
    await bus.emit(login, 'org.freedesktop.login1.Session.Lock')
    await bus.emit(saver, active, 'true')
    await vi.waitFor(() => expect(heard).toEqual(['ActiveChanged']), patience)
    listening.close()
  })

  test('a bus that goes away is told, and who waits for an answer is refused', async () => {
    const closed = vi.fn<() => void>()
    const { ask } = await listenToBus({
      sockets: [bus.address.replace(/^unix:path=|,.*$/g, '')],
      rules: [],
      onSignal() {},
      onClosed: closed,
    })
    const nobody = { destination: 'org.example.Nobody', path: '/', interface: 'org.example.Nobody', member: 'Get' }
    await expect(ask(nobody)).rejects.toThrow('refused')
    await bus.stop()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), patience)
  })
})

test('a computer without a bus is asked nothing, and says that it tells nothing', async () => {
  const watch = watchScreenLock(() => {}, { DBUS_SYSTEM_BUS_ADDRESS: 'tcp:host=example.org' })
  expect(await watch.isTold()).toBe(false)
  watch.stop()
})
