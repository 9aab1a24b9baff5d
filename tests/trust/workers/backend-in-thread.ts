/** A backend in a thread of its own, whose heap can be looked at from outside. What it is asked comes and goes as text. */
import { parentPort, workerData } from 'node:worker_threads'
import { createBackend } from '#main/backend/backend.ts'

const kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
const backend = createBackend({ appVersion: '0.0.0-test', kdf })
/** What must be found, or the looking finds nothing. */
Object.assign(globalThis, { held: workerData as unknown })

parentPort!.on('message', ({ name, input }: { name: string; input: string }) => {
  void backend.call(name, input).then((reply) => parentPort!.postMessage({ ok: reply.ok, name }))
})
