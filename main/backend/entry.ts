/** The backend as Electron's utility process. The process talks to the main process alone. */
import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ServerEvent, Reply } from '#shared/ipc/wire.ts'
import { appVersion } from '../version.ts'
import { createBackend } from './backend.ts'
import type { PixelPort } from './images/pixel-port.ts'

type ToBackend =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: string }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'shutdown' }
  /** Ends without the backup that is being made. */
  | { readonly type: 'skip-backup' }
  /** One end of a line for pixels comes with it. */
  | { readonly type: 'pixels' }

/** What the backend process says to the main process. */
export type FromBackend =
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly type: 'event'; readonly event: ServerEvent }
  /** Before it ends a backup is being made: this takes longer. */
  | { readonly type: 'making-backup' }

interface ParentPort {
  postMessage(message: FromBackend): void
  on(
    event: 'message',
    listener: (event: { readonly data: ToBackend; readonly ports: readonly ElectronPort[] }) => void,
  ): void
}

/** Electron's `MessagePortMain`, as far as it is used. */
interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
  close(): void
}
const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort

const workerFile = process.argv.findLast((word) => word.endsWith('worker.cjs'))

const backend = createBackend({
  appVersion,
  ...(workerFile !== undefined && { workerFile }),
  changed: (topics) => port.postMessage({ type: 'event', event: { type: 'changed', topics } }),
  report(error, operation) {
    const logId = randomUUID().slice(0, 8)
    // The main process keeps what is written here in its log.
    process.stderr.write(`${logId} ${operation}: ${error instanceof Error ? error.stack : String(error)}\n`)
    return logId
  },
})

/**
 * JSON whose characters take one byte each. A single other one, a dash or an arrow in a note, would make a text of half a
 * million characters twice as large, and it crosses two process borders.
 */
function inOneByte(json: string): string {
  const escaped = json.replace(/[\u0100-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return escaped === json ? json : Buffer.from(escaped, 'latin1').toString('latin1')
}

/** Until the first screens have had their answers. */
const firstScreensMs = 2_000

/**
 * A passphrase is made a key in 64 MB, which would stay with this process until it has made as much garbage again:
 * collected now.
 */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

const running = new Map<number, AbortController>()
const skipped = new AbortController()
let hasSaidBackup = false

function sayBackup(): void {
  if (!hasSaidBackup) port.postMessage({ type: 'making-backup' })
  hasSaidBackup = true
}

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
  if (name === 'registry.open' || name === 'registry.create') setTimeout(giveBackMemory, firstScreensMs)
  port.postMessage({ type: 'reply', id, reply: reply.ok ? { ...reply, value: inOneByte(reply.value) } : reply })
}

function pixelPort(line: ElectronPort): PixelPort {
  return {
    postMessage: (message) => line.postMessage(message),
    onMessage(listener) {
      line.on('message', ({ data }) => listener(data))
      line.start()
    },
    onClose: (listener) => line.on('close', listener),
    close: () => line.close(),
  }
}

port.on('message', ({ data, ports }) => {
  switch (data.type) {
    case 'call':
      void answer(data.id, data.name, data.input)
      break
    case 'cancel':
      running.get(data.id)?.abort()
      break
    case 'shutdown':
      void backend.close({ signal: skipped.signal, started: sayBackup }).finally(() => process.exit(0))
      break
    case 'skip-backup':
      skipped.abort()
      break
    case 'pixels':
      if (ports[0]) backend.servePixels(pixelPort(ports[0]))
      break
  }
})
