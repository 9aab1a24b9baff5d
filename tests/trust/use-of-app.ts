/** The built program, used by a worker under a display, and what that took. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { ensureBuilt } from '#main/tooling/build.ts'
import { setUp } from '#main/tooling/set-up.ts'
import { hasDisplay } from '#main/tooling/system-packages.ts'
import { underVirtualDisplay } from '#main/tooling/virtual-display.ts'
import { alone } from './network-meter.ts'

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
  /** Packets to anybody outside, in a namespace where they are counted. */
  readonly packets: number | undefined
}

const worker = path.join(import.meta.dirname, 'workers/use-app.ts')
const limitMs = 90 * 60_000

/** Undefined where this machine can't do it. */
export const canUseApp = process.platform === 'linux'

/** @param isAlone in a network namespace of its own, whose packets are counted */
export async function useApp(rounds: number, { isAlone = false } = {}): Promise<UseOfApp> {
  await setUp('test')
  await ensureBuilt()
  const words = [worker, String(rounds), ...(isAlone ? ['counted'] : [])]
  const plain = { command: process.execPath, args: words, env: process.env }
  const { command, args, env } = hasDisplay() && !isAlone ? plain : underVirtualDisplay(plain)
  const where = isAlone ? alone({ command, args }) : { command, args }
  const run = promisify(execFile)(where.command, where.args, { env, timeout: limitMs, maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse((await run).stdout.trim().split('\n').at(-1)!) as UseOfApp
}
