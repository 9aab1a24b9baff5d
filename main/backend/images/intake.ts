/**
 * Asks the thread that takes images in. It is started by the first question and ended when the registry is closed, locked or gets
 * another key: what it was writing is taken away before that is done.
 */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CancelSignal } from '#shared/ipc/wire.ts'
import type { Session } from '../session.ts'
import { fileIsOpen, hasEnded } from './intake-messages.ts'
import type { FromIntake, IntakeAnswer, IntakeStart, IntakeTask, ToIntake } from './intake-messages.ts'

interface Context {
  readonly signal: CancelSignal
  readonly progress?: (done: readonly [number, number]) => void
}

export interface Intake {
  /** @throws AppError `cancelled`, also where the registry is closed meanwhile; `locked`; what the task fails with */
  ask<T extends IntakeTask>(task: T, context: Context): Promise<IntakeAnswer<T>>
}

interface Question {
  readonly progress: Context['progress']
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  readonly key: Uint8Array
  readonly state: Int32Array
  readonly asked: Map<number, Question>
}

/** An image is worked on for far less; a disc that doesn't answer is not waited for. */
const longestWaitMs = 3000

export function createIntake(session: Session, workerFile: string | undefined): Intake {
  let thread: Thread | undefined
  let lastAsk = 0

  function start(): Thread {
    const { dataKey } = session.registry()
    const key = new SharedArrayBuffer(dataKey.length)
    new Uint8Array(key).set(dataKey)
    const state = new SharedArrayBuffer(8)
    const file = workerFile ?? path.join(import.meta.dirname, '../worker.ts')
    const worker = new Worker(file, {
      workerData: { intake: { key, state, workerFile: file } } satisfies IntakeStart,
      // Its path would be taken for an argument of the program.
      argv: [],
    })
    const started = {
      worker,
      key: new Uint8Array(key),
      state: new Int32Array(state),
      asked: new Map<number, Question>(),
    }
    worker.on('message', (message: FromIntake) => thread === started && hear(started, message))
    worker.on('error', (error) => thread === started && end(error))
    worker.on('exit', () => thread === started && end(new Error('the thread that takes images in ended by itself')))
    session.beforeClosing.add(stop)
    return started
  }

  const stop = (): void => end(new AppError('cancelled', 'The registry was closed before the images were in.'))

  /** Its file is closed and gone before this returns, unless a disc holds it up; then it goes at the next opening. */
  function end(why: unknown): void {
    session.beforeClosing.delete(stop)
    const ending = thread
    thread = undefined
    if (!ending) return
    const { worker, key, state, asked } = ending
    Atomics.store(state, hasEnded, 1)
    Atomics.wait(state, fileIsOpen, 1, longestWaitMs)
    key.fill(0)
    void worker.terminate()
    asked.forEach(({ reject }) => reject(why))
  }

  function hear({ asked, worker }: Thread, message: FromIntake): void {
    const question = asked.get(message.ask)
    if (message.type === 'progress') return question?.progress?.(message.done)
    asked.delete(message.ask)
    if (asked.size === 0) worker.unref()
    if (message.type === 'done') question?.resolve(message.answer)
    else question?.reject(message.error ? AppError.from(message.error) : new Error(message.message))
  }

  return {
    ask(task, { signal, progress }) {
      return new Promise((resolve, reject) => {
        thread ??= start()
        const { worker, asked } = thread
        const cancelled = new SharedArrayBuffer(4)
        const cancel = (): void => void Atomics.store(new Int32Array(cancelled), 0, 1)
        if (signal.aborted) cancel()
        signal.addEventListener('abort', cancel)
        const over =
          <A>(act: (value: A) => void) =>
          (value: A): void => {
            signal.removeEventListener('abort', cancel)
            act(value)
          }
        const ask = ++lastAsk
        asked.set(ask, { progress, resolve: over(resolve as (answer: unknown) => void), reject: over(reject) })
        worker.ref()
        worker.postMessage({ ask, task, cancelled } satisfies ToIntake)
      })
    },
  }
}
