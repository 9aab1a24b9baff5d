/**
 * Has a series measured by a thread of its own, and keeps the masks of this session. Cancelling, locking and closing the
 * registry end the thread.
 */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import type { Session } from '../session.ts'
import type { CodedMask, DensityStart, FromDensity, MeasuredDensity } from './density-messages.ts'

type Context = Pick<CallContext, 'signal' | 'progress'>

export interface DensityMeter {
  /** @throws AppError `cancelled`, also where the registry is closed meanwhile; what reading the images fails with */
  measure(seriesId: string, context: Context): Promise<MeasuredDensity>
  /** The mask of a series, if it was measured since the registry was opened. */
  maskOf(seriesId: string): CodedMask | undefined
}

/** Some megabytes each: two dates side by side, and a few looked at before. */
const mostMasks = 6

export function createDensityMeter(session: Session, workerFile: string | undefined): DensityMeter {
  const masks = new Map<string, CodedMask>()
  let of: OpenRegistry | undefined

  function keep(seriesId: string, mask: CodedMask): void {
    if (of !== session.registry()) masks.clear()
    of = session.registry()
    session.beforeClosing.add(forget)
    masks.delete(seriesId)
    masks.set(seriesId, mask)
    const [oldest] = masks.keys()
    if (masks.size > mostMasks && oldest !== undefined) masks.delete(oldest)
  }

  function forget(): void {
    masks.clear()
    of = undefined
  }

  return {
    maskOf: (seriesId) => (of === session.registry() ? masks.get(seriesId) : undefined),
    async measure(seriesId, context) {
      const measured = await measureInThread(session, workerFile, seriesId, context)
      if ('mask' in measured) keep(seriesId, measured.mask)
      return measured
    },
  }
}

async function measureInThread(
  session: Session,
  workerFile: string | undefined,
  seriesId: string,
  { signal, progress }: Context,
): Promise<MeasuredDensity> {
  if (signal.aborted) throw cancelled()
  const { dataKey, folder: registry } = session.registry()
  const shared = new SharedArrayBuffer(dataKey.length)
  const key = new Uint8Array(shared)
  key.set(dataKey)
  const worker = new Worker(workerFile ?? path.join(import.meta.dirname, '../worker.ts'), {
    workerData: { densityOf: seriesId, registry, key: shared } satisfies DensityStart,
    // Its path would be taken for an argument of the program.
    argv: [],
  })
  let stop = (): void => {}
  let closed = (): void => {}
  try {
    return await new Promise((resolve, reject) => {
      stop = () => reject(cancelled())
      closed = () => reject(new AppError('locked', 'The registry was closed while lung density was being measured.'))
      signal.addEventListener('abort', stop)
      session.beforeClosing.add(closed)
      worker.on('message', (message: FromDensity) => {
        if (message.type === 'progress') progress({ ...message, what: `Image ${message.done} of ${message.total}` })
        else if (message.type === 'done') resolve(message.answer)
        else reject(message.error ? AppError.from(message.error) : new Error(message.message))
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that measures density ended by itself')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    session.beforeClosing.delete(closed)
    key.fill(0)
    // Its files are closed when this is done.
    await worker.terminate()
  }
}

const cancelled = (): AppError => new AppError('cancelled', 'Measuring was cancelled; nothing was recorded.')
