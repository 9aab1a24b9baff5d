/** Messages of D-Bus (specification, “Message format”): calls are written, everything is read. */
import { valueReader } from './bus-values.ts'
import type { BusValue } from './bus-values.ts'

export const messageType = { call: 1, answer: 2, error: 3, signal: 4 } as const

export interface BusMessage {
  readonly type: number
  readonly path: string
  readonly interface: string
  readonly member: string
  /** The serial of the call that it answers. */
  readonly replySerial: number | undefined
  readonly body: readonly BusValue[]
}

export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  /** The only argument, where there is one. */
  readonly argument?: string
}

/** What is heard here is some hundred bytes long; the specification allows 128 MiB. */
export const longestMessageBytes = 1024 * 1024
const headBytes = 16
/** What is not running is not started for being asked. */
const noAutoStart = 0x02

const field = { path: 1, interface: 2, member: 3, replySerial: 5, destination: 6, signature: 8 } as const

export function callMessage(serial: number, call: BusCall): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(value)
    const whole = Buffer.alloc(4 + bytes.length + 1)
    whole.writeUInt32LE(bytes.length, 0)
    bytes.copy(whole, 4)
    return whole
  }
  const fields: Buffer[] = []
  const add = (code: number, type: string, value: Buffer) =>
    fields.push(padded(fields), Buffer.from([code, 1, type.charCodeAt(0), 0]), value)
  add(field.path, 'o', text(call.path))
  add(field.interface, 's', text(call.interface))
  add(field.member, 's', text(call.member))
  add(field.destination, 's', text(call.destination))
  if (call.argument !== undefined) add(field.signature, 'g', Buffer.from([1, 's'.charCodeAt(0), 0]))
  const body = call.argument === undefined ? Buffer.alloc(0) : text(call.argument)
  const head = Buffer.alloc(headBytes)
  head.set([0x6c, messageType.call, noAutoStart, 1])
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(serial, 8)
  head.writeUInt32LE(lengthOf(fields), 12)
  return Buffer.concat([head, ...fields, padded(fields), body])
}

const lengthOf = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0)
/** Up to the next multiple of eight; the head before it is one. */
const padded = (parts: readonly Buffer[]): Buffer => Buffer.alloc((8 - (lengthOf(parts) % 8)) % 8)

/**
 * The length of the message that begins here; `undefined` while too little of it is there to tell.
 * @throws where it is no message, or a longer one than anything that is waited for
 */
export function messageBytes(bytes: Buffer): number | undefined {
  if (bytes.length < headBytes) return undefined
  if (bytes[0] !== 0x6c && bytes[0] !== 0x42) throw new Error('the bus sent what is no message')
  const uint32 = (at: number) => (bytes[0] === 0x6c ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const total = Math.ceil((headBytes + uint32(12)) / 8) * 8 + uint32(4)
  if (total > longestMessageBytes) throw new Error('the bus sent a message that is too long')
  return total
}

/** @param bytes exactly one message @throws where it breaks the rules */
export function parseMessage(bytes: Buffer): BusMessage {
  const isLittle = bytes[0] === 0x6c
  const head = valueReader(bytes, isLittle, headBytes - 4)
  const fields = new Map((head.read('a(yv)')[0] as readonly [number, BusValue][]).map(([code, value]) => [code, value]))
  const word = (code: number): string => {
    const value = fields.get(code)
    return typeof value === 'string' ? value : ''
  }
  const reply = fields.get(field.replySerial)
  const bodyAt = Math.ceil(head.at() / 8) * 8
  return {
    type: bytes[1]!,
    path: word(field.path),
    interface: word(field.interface),
    member: word(field.member),
    replySerial: typeof reply === 'number' ? reply : undefined,
    body: valueReader(bytes, isLittle, bodyAt).read(word(field.signature)),
  }
}
