/** A real backend over a registry whose key costs no time, outside of the test runner. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createBackend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'

export const trustPassphrase = 'correct horse battery staple'

interface Held {
  readonly client: Client
  close(): Promise<void>
}

/** A backend with nothing open. */
export function trustBackend(): Held {
  const backend = createBackend({
    appVersion: '0.0.0-test',
    kdf: { memoryKiB: 64, iterations: 1, parallelism: 1 },
    report: (error) => (process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`), 'trust'),
  })
  const client = createClient({
    call: (_id, name, input) => backend.call(name, input),
    cancel() {},
    onEvent: () => () => {},
  })
  return { client, close: () => backend.close() }
}

export async function newTrustRegistry(folder: string): Promise<Held> {
  const held = trustBackend()
  await held.client.call('registry.create', { folder, name: 'Trust', user: 'Dr. Test', passphrase: trustPassphrase })
  return held
}

export async function openTrustRegistry(folder: string): Promise<Held> {
  const held = trustBackend()
  await held.client.call('registry.open', { folder, passphrase: trustPassphrase })
  return held
}

/** Gives a folder of its own, and takes it away at the end. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-trust-'))
  try {
    return await use(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
