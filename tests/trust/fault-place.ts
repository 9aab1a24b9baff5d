/** What faults work with: a folder that is gone afterwards, and the real backend on real files, without a test runner. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createBackend } from '#main/backend/backend.ts'
import type { Backend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'

/** Key derivation so cheap that hundreds of openings cost no time. */
const cheapKdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
export const passphrase = 'correct horse battery staple'

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-trust-'))
  try {
    return await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export interface FaultBackend {
  readonly backend: Backend
  readonly client: Client
  /** Errors that nobody expected, newest last. */
  readonly unexpected: unknown[]
  close(): Promise<void>
}

/** With nothing open. Outputs are held against the contract. */
export function faultBackend(): FaultBackend {
  const unexpected: unknown[] = []
  const backend = createBackend({
    appVersion: '0.0.0-test',
    kdf: cheapKdf,
    checkOutput: true,
    report(error) {
      unexpected.push(error)
      return error instanceof Error ? (error.stack ?? error.message) : String(error)
    },
  })
  const client = createClient({
    call: (_id, name, input) => backend.call(name, input),
    cancel() {},
    onEvent: () => () => {},
  })
  return { backend, client, unexpected, close: () => backend.close() }
}

export async function newRegistry(folder: string): Promise<FaultBackend> {
  const made = faultBackend()
  await made.client.call('registry.create', { folder, name: 'Trust', user: 'Dr. Test', passphrase })
  return made
}

export async function openedRegistry(folder: string): Promise<FaultBackend> {
  const made = faultBackend()
  await made.client.call('registry.open', { folder, passphrase })
  return made
}

/** Works with a registry that is open, and closes it, whatever happened. */
export async function withBackend<T>(work: (backend: FaultBackend) => Promise<T>): Promise<T> {
  const made = faultBackend()
  try {
    return await work(made)
  } finally {
    await made.close()
  }
}
