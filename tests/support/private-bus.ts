/** A message bus of a test's own, as desktops of Linux have one, and somebody who says things on it. */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { promisify } from 'node:util'

export interface PrivateBus {
  /** As in `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string
  /** Sends a signal to everybody; the arguments are texts of GVariant. */
  emit(objectPath: string, signal: string, ...values: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** Debian has the two in `dbus-daemon` and `libglib2.0-bin`. */
export const canHaveBus: boolean = ['dbus-daemon', 'gdbus'].every(
  (program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0,
)

/** @param folder for its socket: short, a socket's path has 107 bytes at most */
export async function privateBus(folder: string): Promise<PrivateBus> {
  const socket = path.join(folder, 'bus')
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address', `--address=unix:path=${socket}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(daemon, 'exit')
  const [line] = (await once(daemon.stdout, 'data')) as [Buffer]
  const address = line.toString().trim()
  return {
    address,
    async emit(objectPath, signal, ...values) {
      const words = ['emit', '--session', '--object-path', objectPath, '--signal', signal, ...values]
      await promisify(execFile)('gdbus', words, { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address } })
    },
    async stop() {
      daemon.kill()
      await ended
    },
  }
}
