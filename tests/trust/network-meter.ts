/**
 * A network namespace whose only way out is a cable that leads nowhere, and how many packets went into it. Everything has a
 * way: who tries to reach anybody sends a packet. A program that merely asks the system which way a packet would go, as
 * Chromium does to see whether there is IPv6, sends none, and is told that there is one.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Addresses of documentation (RFC 5737, RFC 3849). The cable is told to say nothing of its own accord. */
const wayOut = [
  'ip link set lo up',
  'ip link add out type veth peer name far',
  'ip link set out addrgenmode none arp off',
  'ip link set far addrgenmode none',
  'ip link set far up',
  'ip link set out up',
  'ip addr add 192.0.2.1/24 dev out',
  'ip route add default dev out',
  'ip -6 addr add 2001:db8::1/64 dev out nodad',
  'ip -6 route add default dev out',
]

interface Words {
  readonly command: string
  readonly args: readonly string[]
}

/** The same command in such a namespace, which takes Linux and root. */
export const alone = ({ command, args }: Words): Words => ({
  command: 'unshare',
  args: ['-n', 'sh', '-c', `${wayOut.join(' && ')} && exec "$0" "$@"`, command, ...args],
})

/** Packets that programs of this namespace have sent to anybody outside. @throws where there is no such way out */
export function packetsOut(): number {
  const line = fs
    .readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.trim().startsWith('out:'))
  const packets = Number(line?.trim().split(/\s+/)[10])
  if (!Number.isInteger(packets)) throw new Error('there is no way out whose packets could be counted')
  return packets
}

/** Whether this machine can have one, and two packets that are sent there, one of each kind, are counted as two. */
export function canCountPackets(): boolean {
  if (process.platform !== 'linux') return false
  const worker = path.join(import.meta.dirname, 'workers/send-packets.ts')
  const { command, args } = alone({ command: process.execPath, args: [worker] })
  return spawnSync(command, args, { encoding: 'utf8' }).stdout?.trim() === '2'
}
