/**
 * Asks the analyst's thread, one question after another, and ends it when the registry is closed, locked or gets another key.
 * It is started by the first question.
 */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { Session } from '../session.ts'
import { connectionIsOpen, hasEnded } from './analyst-messages.ts'
import type { AnalystStart, AnalystTask, AnswerTo, FromAnalyst, ToAnalyst } from './analyst-messages.ts'

type Context = Pick<CallContext, 'signal' | 'progress'>

export interface Analyst {
  /**
   * A new count takes the place of one that still waits.
   * @throws AppError `cancelled`, also where the registry is closed meanwhile; `locked`; what the task fails with
   */
  ask<T extends AnalystTask>(task: T, context: Context): Promise<AnswerTo<T>>
}

interface Question {
  readonly task: AnalystTask
  readonly progress: Context['progress']
  readonly cancelled: SharedArrayBuffer
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  readonly key: Uint8Array
  readonly state: Int32Array
}

/** Longer than the thread ever reads between two looks at its flags. */
const longestWaitMs = 10_000

export function createAnalyst(session: Session, workerFile: string | undefined): Analyst {
  let thread: Thread | undefined
  let asked: Question | undefined
  let waiting: readonly Question[] = []

  function start(): Thread {
    const { dataKey, folder } = session.registry()
    const key = new SharedArrayBuffer(dataKey.length)
    new Uint8Array(key).set(dataKey)
    const state = new SharedArrayBuffer(8)
    const worker = new Worker(workerFile ?? path.join(import.meta.dirname, '../worker.ts'), {
      workerData: { file: registryFiles(folder).database, key, state } satisfies AnalystStart,
      // Its path would be taken for an argument of the program.
      argv: [],
    })
    const started = { worker, key: new Uint8Array(key), state: new Int32Array(state) }
    worker.on('message', (message: FromAnalyst) => thread === started && hear(message))
    worker.on('error', (error) => thread === started && end(error))
    worker.on('exit', () => thread === started && end(new Error('the analyst’s thread ended by itself')))
    session.beforeClosing.add(stop)
    return started
  }

  const stop = (): void => end(new AppError('cancelled', 'The registry was closed before this was answered.'))

  /** The file is given back before this returns. */
  function end(why: unknown): void {
    session.beforeClosing.delete(stop)
    const ending = thread
    thread = undefined
    if (ending) {
      const { worker, key, state } = ending
      Atomics.store(state, hasEnded, 1)
      worker.postMessage({ type: 'end' } satisfies ToAnalyst)
      Atomics.wait(state, connectionIsOpen, 1, longestWaitMs)
      key.fill(0)
      void worker.terminate()
    }
    const open = [...(asked ? [asked] : []), ...waiting]
    asked = undefined
    waiting = []
    open.forEach(({ reject }) => reject(why))
  }

  function hear(message: FromAnalyst): void {
    if (message.type === 'progress') return asked?.progress(message)
    const answered = asked
    asked = undefined
    thread?.worker.unref()
    if (message.type === 'done') answered?.resolve(message.answer)
    else answered?.reject(message.error ? AppError.from(message.error) : new Error(message.message))
    next()
  }

  function next(): void {
    if (asked || waiting.length === 0) return
    thread ??= start()
    thread.worker.ref()
    ;[asked, ...waiting] = waiting as [Question, ...Question[]]
    thread.worker.postMessage({ type: 'do', task: asked.task, cancelled: asked.cancelled } satisfies ToAnalyst)
  }

  /** The thread looks now and then whether it is still wanted; nobody waits for that. */
  function drop(question: Question): void {
    Atomics.store(new Int32Array(question.cancelled), 0, 1)
    waiting = waiting.filter((each) => each !== question)
    question.reject(new AppError('cancelled', 'Cancelled.'))
  }

  return {
    ask(task, { signal, progress }) {
      session.registry()
      return new Promise((resolve, reject) => {
        const question: Question = {
          task,
          progress,
          cancelled: new SharedArrayBuffer(4),
          resolve: resolve as (answer: unknown) => void,
          reject,
        }
        const cancel = (): void => drop(question)
        if (signal.aborted) return cancel()
        signal.addEventListener('abort', cancel)
        if (task.kind === 'count') waiting.filter((each) => each.task.kind === 'count').forEach(drop)
        waiting = [...waiting, question]
        next()
      })
    },
  }
}
