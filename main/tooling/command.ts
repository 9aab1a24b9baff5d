import { spawn } from 'node:child_process'

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

interface Options {
  readonly cwd?: string
  /** Then it is ended, with everything that it started (a virtual display, Electron's processes). */
  readonly timeoutMs: number
  /** Receives what it prints; without it, that goes where our own output goes. */
  readonly onOutput?: (text: string) => void
}

/** Runs a command to its end and answers with its exit code. Interrupting us interrupts it. */
export function runToEnd({ command, args, env }: Command, { cwd, timeoutMs, onOutput }: Options): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = onOutput ? 'pipe' : 'inherit'
    // A process group of its own, so that all of it can be ended at once.
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output], detached: true })
    const end = (): void => endGroup(child.pid)
    const timer = setTimeout(() => {
      onOutput?.(`\nEnded after ${timeoutMs / 60_000} minutes.\n`)
      end()
    }, timeoutMs)
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text))
    }
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
      resolve(code ?? 1)
    })
  })
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
