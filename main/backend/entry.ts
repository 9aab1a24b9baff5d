/** The backend as Electron's utility process. The process talks to the main process alone. */
import { randomUUID } from 'node:crypto'
import type { ServerEvent, Reply } from '#shared/ipc/wire.ts'
import { appVersion } from '../version.ts'
import { createBackend } from './backend.ts'

type ToBackend =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: string }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'shutdown' }

/** What the backend process says to the main process. */
export type FromBackend =
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly type: 'event'; readonly event: ServerEvent }

interface ParentPort {
  postMessage(message: FromBackend): void
  on(event: 'message', listener: (event: { readonly data: ToBackend }) => void): void
}
const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort

const backend = createBackend({
  appVersion,
  changed: (topics) => port.postMessage({ type: 'event', event: { type: 'changed', topics } }),
  report(error, operation) {
    const logId = randomUUID().slice(0, 8)
    // The main process keeps what is written here in its log.
    process.stderr.write(`${logId} ${operation}: ${error instanceof Error ? error.stack : String(error)}\n`)
    return logId
  },
})

const running = new Map<number, AbortController>()

async function answer(id: number, name: string, input: string): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  let lastReport = 0
  const reply = await backend.call(name, input, {
    signal: controller.signal,
    progress(progress) {
      // Ten times a second is all that an eye can use.
      const now = Date.now()
      if (now - lastReport < 100 && progress.done < progress.total) return
      lastReport = now
      port.postMessage({ type: 'event', event: { type: 'progress', id, ...progress } })
    },
  })
  running.delete(id)
  port.postMessage({ type: 'reply', id, reply })
}

port.on('message', ({ data }) => {
  switch (data.type) {
    case 'call':
      void answer(data.id, data.name, data.input)
      break
    case 'cancel':
      running.get(data.id)?.abort()
      break
    case 'shutdown':
      void backend.close().finally(() => process.exit(0))
      break
  }
})
