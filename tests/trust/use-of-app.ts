/** The built program, used by a worker under a display, and what that took. */
import { execFile, spawnSync } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { ensureBuilt } from '#main/tooling/build.ts'
import { setUp } from '#main/tooling/set-up.ts'
import { hasDisplay } from '#main/tooling/system-packages.ts'
import { underVirtualDisplay } from '#main/tooling/virtual-display.ts'

export interface Sample {
  /** Of all processes (PSS). */
  readonly megabytes: number
  /** Open files, sockets and pipes of all processes. */
  readonly handles: number
  readonly processes: number
  /** Pages that exist, shown or not. */
  readonly contents: number
}

export interface UseOfApp {
  readonly rounds: number
  readonly samples: readonly Sample[]
  readonly complaints: readonly string[]
  /** Addresses other than the program's own that a page asked for. */
  readonly foreign: readonly string[]
  readonly requests: number
  /** Tries to reach an address outside; counts in a namespace without one. */
  readonly attempts: number
}

const worker = path.join(import.meta.dirname, 'workers/use-app.ts')
const limitMs = 90 * 60_000

/** Undefined where this machine can't do it. */
export const canUseApp = process.platform === 'linux'
/** A network namespace of one's own takes root. */
export const canBeAlone = (): boolean =>
  canUseApp && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0

/** @param alone in a network namespace that has nothing but its loopback */
export async function useApp(rounds: number, { alone = false } = {}): Promise<UseOfApp> {
  await setUp('test')
  await ensureBuilt()
  const plain = { command: process.execPath, args: [worker, String(rounds)], env: process.env }
  const { command, args, env } = hasDisplay() && !alone ? plain : underVirtualDisplay(plain)
  const inNamespace = ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', command, ...args]
  const [file, given] = alone ? ['unshare', inNamespace] : [command, args]
  const run = promisify(execFile)(file, given, { env, timeout: limitMs, maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse((await run).stdout.trim().split('\n').at(-1)!) as UseOfApp
}
