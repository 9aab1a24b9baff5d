/** Sends a packet to an address outside by IPv4 and one by IPv6, and prints how many were counted. */
import dgram from 'node:dgram'
import { packetsOut } from '../network-meter.ts'

const before = packetsOut()
for (const [kind, address] of [
  ['udp4', '203.0.113.1'],
  ['udp6', '2001:db8:1::1'],
] as const) {
  const socket = dgram.createSocket(kind)
  await new Promise((resolve) => socket.send('x', 9, address, resolve))
  socket.close()
}
// As text: a number may come in color.
console.log(String(packetsOut() - before))
