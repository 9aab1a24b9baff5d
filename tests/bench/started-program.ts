/** Starting the app and the empty one, driving their page, and ending them. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from '#main/tooling/command.ts'
import { attachTo } from './dev-tools.ts'
import type { BenchPage } from './dev-tools.ts'
import { processTree, stillRuns } from './process-tree.ts'

export interface StartedProgram {
  readonly pid: number
  /** When it was spawned, in the clock of `performance.timeOrigin` (ms since 1970). */
  readonly spawnedAt: number
  readonly page: BenchPage
  /** Answers of the empty app. */
  ask<T>(request: object): Promise<T>
  /** Where the main process's own inspector listens, when it was asked for. */
  readonly inspector: string | undefined
  close(): Promise<void>
}

export interface StartOptions {
  /** What starts the app of this checkout. */
  readonly electron: Command
  /** `empty-beside` has a small window: a page that is covered by another window does not draw. */
  readonly program: 'app' | 'empty' | 'empty-beside'
  readonly profile: string
  readonly inspect?: boolean
}

const emptyApp = path.join(import.meta.dirname, 'empty-app', 'main.cjs')
const startLimitMs = 60_000
const askLimitMs = 60_000
const quitLimitMs = 10_000
const running = new Set<ChildProcess>()

/** Starts one of the two with the same flags, and waits for its page. */
export async function startProgram({ electron, program, profile, inspect }: StartOptions): Promise<StartedProgram> {
  const [root = '', ...flags] = electron.args
  const first = program === 'app' ? root : emptyApp
  const more = [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    ...(inspect ? ['--inspect=0'] : []),
    ...(program === 'empty-beside' ? ['--small'] : []),
  ]
  const spawnedAt = performance.timeOrigin + performance.now()
  const child = spawn(electron.command, [first, ...flags, ...more], {
    env: electron.env,
    stdio: ['ignore', 'ignore', 'pipe', program === 'app' ? 'ignore' : 'ipc'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  try {
    const addresses = listeningAddresses(child, inspect ? 2 : 1)
    const { devTools = '', inspector } = await inTime(addresses, startLimitMs, 'Electron did not start')
    const page = await inTime(firstPage(devTools), startLimitMs, 'the window did not come')
    return {
      pid: child.pid!,
      spawnedAt,
      page,
      inspector,
      ask: (request) => ask(child, request),
      async close() {
        page.close()
        await end(child)
      },
    }
  } catch (error) {
    await end(child)
    throw error
  }
}

/** Ends whatever still runs. */
export async function endAllPrograms(): Promise<void> {
  await Promise.all([...running].map(end))
}

interface Addresses {
  devTools?: string
  inspector?: string
}

/** Both are told on stderr: where the pages' DevTools listen, and where the main process's. */
function listeningAddresses(child: ChildProcess, wanted: number): Promise<Addresses> {
  const found: Addresses = {}
  const said: string[] = []
  return new Promise((resolve, reject) => {
    createInterface(child.stderr!).on('line', (line) => {
      said.push(line)
      const devTools = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      const inspector = /^Debugger listening on (ws:\S+)/.exec(line)?.[1]
      if (devTools) found.devTools = devTools
      if (inspector) found.inspector = inspector
      if (Object.keys(found).length === wanted) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Electron ended early (${code}):\n${said.slice(-20).join('\n')}`)))
  })
}

interface Target {
  readonly type: string
  readonly webSocketDebuggerUrl: string
}

async function firstPage(devTools: string): Promise<BenchPage> {
  const list = `http://${new URL(devTools).host}/json/list`
  for (;;) {
    const targets = (await (await fetch(list)).json()) as readonly Target[]
    const target = targets.find(({ type }) => type === 'page')
    if (target) {
      const page = await attachTo(target.webSocketDebuggerUrl)
      await pastTheBlankPage(page)
      return page
    }
    await sleep(5)
  }
}

/** Every window begins with a blank page, which goes away under whatever runs in it. */
async function pastTheBlankPage(page: BenchPage): Promise<void> {
  while (!/^(app|file):/.test(await page.run(() => location.href, undefined))) await sleep(2)
}

let lastAsked = 0

async function ask<T>(child: ChildProcess, request: object): Promise<T> {
  const id = ++lastAsked
  const answered = new Promise<unknown>((resolve) => {
    const hear = (message: unknown) => {
      const { id: answeredId, answer } = message as { id: number; answer: unknown }
      if (answeredId !== id) return
      child.off('message', hear)
      resolve(answer)
    }
    child.on('message', hear)
  })
  child.send({ id, request })
  const answer = (await inTime(answered, askLimitMs, 'the empty app did not answer')) as { value: T; error?: string }
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.value
}

/** Asks it to quit, and kills it with all it started when it does not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const all = processTree(child.pid)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(quitLimitMs, undefined, { ref: false })])
  if (running.has(child)) child.kill('SIGKILL')
  for (const one of all.filter(stillRuns)) {
    try {
      process.kill(one.pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
}

async function inTime<T>(work: Promise<T>, limitMs: number, problem: string): Promise<T> {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`${problem} (waited ${limitMs / 1000} s)`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(limit)
  }
}
