import net from 'node:net'
import path from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sessionBusSockets, systemBusSockets } from '#main/shell/desktop-bus/bus-address.ts'
import { callMessage, longestMessageBytes, messageBytes, parseMessage } from '#main/shell/desktop-bus/bus-message.ts'
import { lockReasonOf } from '#main/shell/lock/screen-lock-signals.ts'
import { watchScreenLock } from '#main/shell/lock/watch-screen-lock.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** As GLib sent it over dbus-daemon: the screen saver became active. */
const savedScreen = Buffer.from(
  '6c04010104000000020000007d00000001016f001c0000002f6f72672f667265656465736b746f702f53637265656e536176657200000000' +
    '020173001b0000006f72672e667265656465736b746f702e53637265656e536176657200000000000801670001620000' +
    '030173000d0000004163746976654368616e676564000000' +
    '07017300040000003a312e310000000001000000',
  'hex',
)
/** As GLib sent it over dbus-daemon: `LockedHint` of the login is true. */
const lockedLogin = Buffer.from(
  '6c04010144000000020000009500000001016f00230000002f6f72672f667265656465736b746f702f6c6f67696e312f73657373696f6e' +
    '2f5f33320000000000020173001f0000006f72672e667265656465736b746f702e444275732e50726f7065727469657300080167000873' +
    '617b73767d6173000000030173001100000050726f706572746965734368616e6765640000000000000007017300040000003a312e3200' +
    '0000001e0000006f72672e667265656465736b746f702e6c6f67696e312e53657373696f6e0000180000000a0000004c6f636b65644869' +
    '6e740001620000000100000000000000',
  'hex',
)
/** The first one of another desktop, on a computer with the other order of bytes. */
const bigEndian = Buffer.from(
  '4204010100000004000000070000005f01016f00000000162f6f72672f676e6f6d652f53637265656e536176657200000201730000000015' +
    '6f72672e676e6f6d652e53637265656e5361766572000000030173000000000d4163746976654368616e6765640000000801670001620000' +
    '00000001',
  'hex',
)

test.each([
  ['a screen saver', savedScreen],
  ['a locked login', lockedLogin],
  ['the other order of bytes', bigEndian],
])('A recorded message of %s is read to its last byte, and locks', (_what, bytes) => {
  expect(messageBytes(bytes.subarray(0, 15))).toBe(undefined)
  expect(messageBytes(bytes)).toBe(bytes.length)
  expect(lockReasonOf(parseMessage(bytes))).toBe('screen-lock')
})

test('A message that was cut off or changed anywhere is read or refused, never waited for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(savedScreen, lockedLogin, bigEndian),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      (sound, cut, changes) => {
        const bytes = Buffer.from(sound.subarray(0, 16 + (cut % (sound.length - 15))))
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        try {
          expect(typeof parseMessage(bytes).member).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
          expect((error as Error).message).not.toMatch(/undefined|not a function/)
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('What is no message, or says that it is longer than any that is waited for, is refused before it is taken in', () => {
  expect(() => messageBytes(Buffer.from('HTTP/1.1 200 OK\r\n'))).toThrow('no message')
  const long = Buffer.from(savedScreen)
  long.writeUInt32LE(longestMessageBytes, 4)
  expect(() => messageBytes(long)).toThrow('too long')
})

test('Addresses of buses on this computer are understood, all others passed over', () => {
  const runtime = { XDG_RUNTIME_DIR: '/run/user/1000' }
  expect(sessionBusSockets(runtime)).toEqual(['/run/user/1000/bus'])
  expect(sessionBusSockets({})).toEqual([])
  const address =
    'tcp:host=1.2.3.4,port=1;unix:abstract=/tmp/dbus-1,guid=aa;unix:path=/run/user%2f7/b%c3%bcs;autolaunch:'
  expect(sessionBusSockets({ ...runtime, DBUS_SESSION_BUS_ADDRESS: address })).toEqual([
    '\0/tmp/dbus-1',
    '/run/user/7/büs',
  ])
  expect(systemBusSockets({})).toEqual(['/run/dbus/system_bus_socket'])
})

/** A bus on which everybody is there and answers everything with yes. */
function busThatSaysYes(socketPath: string, onCall: (member: string) => Buffer | undefined): Promise<net.Server> {
  const server = net.createServer((socket) => {
    let serial = 0
    let isBegun = false
    socket.on('data', (bytes: Buffer) => {
      if (bytes[0] === 0) return void socket.write('OK 00112233\r\n')
      let rest = bytes
      if (!isBegun) {
        isBegun = true
        rest = bytes.subarray('BEGIN\r\n'.length)
      }
      for (let length = messageBytes(rest); length; length = messageBytes(rest)) {
        const { member } = parseMessage(rest.subarray(0, length))
        const answer = Buffer.from('6c02000104000000000000000f000000050175000000000008016700016200000100000000', 'hex')
        answer.writeUInt32LE(++serial, 8)
        answer.writeUInt32LE(rest.readUInt32LE(8), 20)
        rest = rest.subarray(length)
        const all = Buffer.concat([answer.subarray(0, 36), onCall(member) ?? Buffer.alloc(0)])
        // In pieces that end within messages.
        for (let at = 0; at < all.length; at += 13) socket.write(all.subarray(at, at + 13))
      }
    })
  })
  return new Promise((resolve) => server.listen(socketPath, () => resolve(server)))
}

test('A desktop that answers whether its screen is locked tells of it; a signal in pieces is heard once', async () => {
  const socketPath = path.join(temporaryFolder(), 'bus')
  const server = await busThatSaysYes(socketPath, (member) => (member === 'AddMatch' ? savedScreen : undefined))
  onTestFinished(() => void server.close())
  const heard: string[] = []
  const watch = watchScreenLock((reason) => heard.push(reason), {
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${socketPath}`,
    DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere',
  })
  expect(await watch.isTold()).toBe(true)
  await vi.waitFor(() => expect(heard).toEqual(['screen-lock']))
  watch.stop()
})

test('A call says where it goes, and lets nobody be started for it', () => {
  const bytes = callMessage(7, {
    destination: 'org.a.B',
    path: '/org/a/B',
    interface: 'org.a.B',
    member: 'Get',
    argument: 'of',
  })
  expect(messageBytes(bytes)).toBe(bytes.length)
  expect([bytes[1], bytes[2], bytes.readUInt32LE(8)]).toEqual([1, 2, 7])
  expect(parseMessage(bytes)).toMatchObject({ path: '/org/a/B', interface: 'org.a.B', member: 'Get', body: ['of'] })
})
