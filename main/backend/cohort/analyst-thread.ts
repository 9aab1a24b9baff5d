/**
 * The analyst: a thread with a connection of its own that only reads. It lives as long as the registry is open, and holds the
 * file open only while it reads or waits for the next question.
 */
import os from 'node:os'
import { parentPort } from 'node:worker_threads'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { connectionIsOpen, hasEnded } from './analyst-messages.ts'
import type { AnalystStart, FromAnalyst, ToAnalyst } from './analyst-messages.ts'
import { createTasks } from './analyst-tasks.ts'

const cancelledBy = (): AppError => new AppError('cancelled', 'Cancelled.')
/** Between two reports. */
const reportMs = 100

/**
 * Where both want a core, the thread that somebody waits at goes first. Linux gives each thread a priority of its own;
 * elsewhere this would hold the whole process back.
 */
function standBack(): void {
  if (process.platform !== 'linux') return
  try {
    os.setPriority(0, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Not every sandbox allows it; the work is done all the same.
  }
}

export function serveAnalyst({ file, key, state: shared }: AnalystStart): void {
  standBack()
  const state = new Int32Array(shared)
  const say = (message: FromAnalyst): void => parentPort?.postMessage(message)
  let db: Reader | undefined

  function open(): Reader {
    if (db) return db
    Atomics.store(state, connectionIsOpen, 1)
    try {
      if (Atomics.load(state, hasEnded) === 1) throw cancelledBy()
      return (db = openReader(file, Buffer.from(key)))
    } catch (error) {
      letGo()
      throw error
    }
  }

  function letGo(): void {
    db?.close()
    db = undefined
    Atomics.store(state, connectionIsOpen, 0)
    Atomics.notify(state, connectionIsOpen)
  }

  function read<T>(look: (db: Reader) => T): T {
    const reader = open()
    reader.exec('BEGIN')
    try {
      return look(reader)
    } finally {
      if (reader.inTransaction) reader.exec('ROLLBACK')
      if (Atomics.load(state, hasEnded) === 1) letGo()
    }
  }

  const doTask = createTasks({ read, letGo })

  function answer({ task, cancelled }: Extract<ToAnalyst, { type: 'do' }>): FromAnalyst {
    const flag = new Int32Array(cancelled)
    let lastReport = 0
    try {
      const answered = doTask(task, (done, total, what) => {
        if (Atomics.load(flag, 0) === 1 || Atomics.load(state, hasEnded) === 1) throw cancelledBy()
        const now = performance.now()
        if (now - lastReport < reportMs) return
        lastReport = now
        say({ type: 'progress', done, total, what })
      })
      return { type: 'done', answer: answered }
    } catch (thrown) {
      const error =
        thrown instanceof StatisticsProblem
          ? new AppError('invalid-input', thrown.message)
          : translateStorageError(thrown)
      return {
        type: 'failed',
        message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
        ...(error instanceof AppError && { error: error.toJSON() }),
      }
    }
  }

  parentPort?.on('message', (message: ToAnalyst) => {
    if (message.type === 'do') say(answer(message))
    else letGo()
  })
}
