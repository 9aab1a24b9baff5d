/** A connection to a message bus of the desktop: hears the signals that it asked for, and may ask others a little. */
import net from 'node:net'
import { AppError } from '#shared/ipc/app-error.ts'
import { callMessage, messageBytes, messageType, parseMessage } from './bus-message.ts'
import type { BusCall, BusMessage } from './bus-message.ts'
import type { BusValue } from './bus-values.ts'

const answerLimitMs = 5_000
const longestLineBytes = 1024

export interface BusWish {
  /** Tried one after the other. */
  readonly sockets: readonly string[]
  /** What signals to hear (specification, “Match rules”). */
  readonly rules: readonly string[]
  readonly onSignal: (signal: BusMessage) => void
  readonly onClosed: () => void
}

export interface Bus {
  /** @returns what was answered @throws where it was refused, or nobody answered */
  ask(call: BusCall): Promise<readonly BusValue[]>
  close(): void
}

const theBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const

/** @throws AppError `not-found` where no bus answers; `onClosed` is then not called */
export async function listenToBus({ sockets, rules, onSignal, onClosed }: BusWish): Promise<Bus> {
  let isHeard = false
  for (const path of sockets) {
    const bus = await opened(path, { onSignal, onClosed: () => isHeard && onClosed() }).catch(() => undefined)
    if (!bus) continue
    try {
      await bus.ask({ ...theBus, member: 'Hello' })
      for (const argument of rules) await bus.ask({ ...theBus, member: 'AddMatch', argument })
      isHeard = true
      return bus
    } catch {
      bus.close()
    }
  }
  throw new AppError('not-found', 'This desktop has no message bus that the program can listen to.')
}

function opened(path: string, { onSignal, onClosed }: Pick<BusWish, 'onSignal' | 'onClosed'>): Promise<Bus> {
  const waiting = new Map<number, { answer: (body: readonly BusValue[]) => void; refuse: (why: Error) => void }>()
  const socket = net.connect(path)
  // It keeps no program alive.
  socket.unref()
  let serial = 0
  let pending = Buffer.alloc(0)
  let isBegun = false

  const bus: Bus = {
    ask(call) {
      const number = ++serial
      return new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`no answer to ${call.member}`)), answerLimitMs)
        limit.unref()
        const settle = () => {
          clearTimeout(limit)
          waiting.delete(number)
        }
        waiting.set(number, {
          answer: (body) => resolve((settle(), body)),
          refuse: (why) => reject((settle(), why)),
        })
        socket.write(callMessage(number, call))
      })
    },
    close: () => void socket.destroy(),
  }

  function take(message: BusMessage): void {
    if (message.type === messageType.signal) onSignal(message)
    const asked = message.replySerial === undefined ? undefined : waiting.get(message.replySerial)
    if (message.type === messageType.answer) asked?.answer(message.body)
    if (message.type === messageType.error) asked?.refuse(new Error('the call was refused'))
  }

  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      // Whoever it is stands in the socket's own credentials; the number only names it.
      const user = Buffer.from(String(process.getuid?.() ?? '')).toString('hex')
      socket.write(`\0AUTH EXTERNAL ${user}\r\n`)
    })
    socket.on('data', (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes])
      try {
        if (!isBegun) {
          const end = pending.indexOf('\r\n')
          if (end < 0 && pending.length < longestLineBytes) return
          if (end < 0 || pending.toString('latin1', 0, 3) !== 'OK ') throw new Error('the bus lets nobody in')
          pending = pending.subarray(end + 2)
          isBegun = true
          socket.write('BEGIN\r\n')
          resolve(bus)
        }
        for (let length = messageBytes(pending); length && length <= pending.length; length = messageBytes(pending)) {
          const message = pending.subarray(0, length)
          pending = pending.subarray(length)
          take(parseMessage(message))
        }
      } catch (error) {
        socket.destroy(error as Error)
      }
    })
    // What it was closed for is not told: `close` follows.
    socket.on('error', reject)
    socket.once('close', () => {
      const gone = new Error('the bus closed the connection')
      for (const { refuse } of waiting.values()) refuse(gone)
      reject(gone)
      if (isBegun) onClosed()
    })
  })
}
