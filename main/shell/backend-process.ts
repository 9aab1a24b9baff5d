/**
 * The backend in a process of its own, watched over: when it dies, those who wait are told, it is started again (with
 * no registry open, since the key died with it), and the page hears that the registry changed.
 */
import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess } from 'electron'
import type { FromBackend } from '#main/backend/entry.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Reply, ServerEvent } from '#shared/ipc/wire.ts'
import type { BackendLink } from './backend-link.ts'
import type { Log } from './log.ts'

/** A backend that lives shorter than this is not started again at once: it would only die again. */
const tooShortMs = 2_000
const closeLimitMs = 15_000
/** A large registry on a slow drive; whoever waits can skip it at any time. */
const backupLimitMs = 30 * 60_000

export interface BackendProcess extends BackendLink {
  /** @param makingBackup is told that a backup is made first, and how to skip it; what it answers is called at the end */
  close(makingBackup?: (skip: () => void) => () => void): Promise<void>
  /** Starts it, where it does not run yet. The first call does so as well. */
  start(): void
  /**
   * Closes the registry and ends the process, with all that it holds in memory; another one takes its place. Whoever
   * waits for an answer is told that it was locked.
   */
  renew(): Promise<void>
  /** Hands over one end of a line for pixels. It lives no longer than the process. */
  servePixels(port: MessagePortMain): void
}

export function backendProcess(file: string, workerFile: string, log: Log): BackendProcess {
  const listeners = new Set<(event: ServerEvent) => void>()
  const waiting = new Map<number, (reply: Reply) => void>()
  let child: UtilityProcess | undefined
  let closing = false
  let backupBegins = (): void => {}
  let renewing = false

  function fork(): UtilityProcess {
    const startedAt = Date.now()
    const started = utilityProcess.fork(file, [workerFile], { serviceName: 'AS-ILD Registry data', stdio: 'pipe' })
    started.on('message', hear)
    for (const stream of [started.stdout, started.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => log.relay(line, 'backend'))
    started.once('exit', (code) => {
      child = undefined
      if (closing) return answerAll(new AppError('cancelled', 'The program is closing.'))
      if (renewing) return answerAll(new AppError('locked', 'The registry was locked. Unlock it, and do it again.'))
      const logId = log.error(new Error(`the backend process ended with code ${code}`), 'backend')
      const message = `The part of the program that holds the registry stopped (log entry ${logId}). What was saved is kept. Open the registry again.`
      answerAll(new AppError('internal', message, { logId }))
      if (Date.now() - startedAt > tooShortMs) child = fork()
      tell({ type: 'changed', topics: ['registry'] })
    })
    return started
  }

  function hear(answer: FromBackend): void {
    if (answer.type === 'event') return tell(answer.event)
    if (answer.type === 'making-backup') return backupBegins()
    waiting.get(answer.id)?.(answer.reply)
    waiting.delete(answer.id)
  }

  function answerAll(error: AppError): void {
    const all = [...waiting.values()]
    waiting.clear()
    all.forEach((answer) => answer({ ok: false, error: error.toJSON() }))
  }

  function tell(event: ServerEvent): void {
    listeners.forEach((listener) => listener(event))
  }

  /** @param makingBackup see `close`; without it none is made */
  async function end(makingBackup?: (skip: () => void) => () => void): Promise<void> {
    const ending = child
    if (!ending) return
    const skip = (): void => ending.postMessage({ type: 'skip-backup' })
    await new Promise<void>((resolve) => {
      let ended = (): void => {}
      let limit = setTimeout(() => ending.kill(), closeLimitMs)
      backupBegins = () => {
        clearTimeout(limit)
        limit = setTimeout(() => ending.kill(), backupLimitMs)
        ended = makingBackup?.(skip) ?? ended
      }
      ending.once('exit', () => {
        clearTimeout(limit)
        ended()
        resolve()
      })
      if (!makingBackup) skip()
      ending.postMessage({ type: 'shutdown' })
    })
  }

  return {
    start() {
      child ??= fork()
    },
    call(id, name, input) {
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        child ??= fork()
        child.postMessage({ type: 'call', id, name, input })
      })
    },
    cancel: (id) => child?.postMessage({ type: 'cancel', id }),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    servePixels(port) {
      child ??= fork()
      child.postMessage({ type: 'pixels' }, [port])
    },
    async renew() {
      renewing = true
      await end().finally(() => {
        renewing = false
      })
      if (!closing) child ??= fork()
    },
    async close(makingBackup) {
      closing = true
      await end(makingBackup)
    },
  }
}
