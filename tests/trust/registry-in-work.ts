/** A registry in which work is done while something is done to it, and what was acknowledged of that work. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createBackend } from '#main/backend/backend.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { AppErrorKind } from '#shared/ipc/app-error.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'

export const workPassphrase = 'four words of no use'

export interface OpenBackend {
  readonly client: Client
  close(): Promise<void>
}

export function openBackend(): OpenBackend {
  const backend = createBackend({
    appVersion: '0.0.0-trust',
    kdf: { memoryKiB: 64, iterations: 1, parallelism: 1 },
    report: (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  const client = createClient({
    call: (_id, name, input) => backend.call(name, input),
    cancel() {},
    onEvent: () => () => {},
  })
  return { client, close: () => backend.close() }
}

export interface RegistryInWork extends OpenBackend {
  readonly folder: string
  readonly caseId: string
  /** Ids of the notes that were acknowledged. */
  readonly acknowledged: readonly string[]
  /** Saves a note. Answers with the kind of the failure, or undefined. */
  save(text?: string): Promise<AppErrorKind | undefined>
}

export async function registryInWork(folder: string): Promise<RegistryInWork> {
  const { client, close } = openBackend()
  await client.call('registry.create', { folder, name: 'In work', user: 'Dr. Work', passphrase: workPassphrase })
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const acknowledged: string[] = []
  return {
    client,
    close,
    folder,
    caseId,
    acknowledged,
    async save(text = 'x'.repeat(3000)) {
      try {
        const { id } = await client.call('records.add', { form: 'note', caseId, values: { title: 'Saved', text } })
        acknowledged.push(id)
        return undefined
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'internal') return error.kind
        throw error
      }
    },
  }
}

/** Opens it anew: whether every acknowledged note is there and every check passes. */
export async function isAllThere(folder: string, caseId: string, acknowledged: readonly string[]): Promise<boolean> {
  const { client, close } = openBackend()
  try {
    await client.call('registry.open', { folder, passphrase: workPassphrase })
    const { records } = await client.call('cases.get', { caseId })
    const found = new Set(records.note.map(({ id }) => id))
    const { ok } = await client.call('registry.verify', {})
    return ok && acknowledged.every((id) => found.has(id))
  } finally {
    await close()
  }
}

/** In a temporary folder that goes afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-trust-'))
  try {
    return await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
