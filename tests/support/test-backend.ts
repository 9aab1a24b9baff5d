import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createBackend } from '#main/backend/backend.ts'
import type { Backend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Key derivation so cheap that tests don't wait for it. */
export const cheapKdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
export const passphrase = 'correct horse battery staple'

export interface TestBackend {
  readonly backend: Backend
  readonly client: Client
}

/** The real backend on real files, closed after the test. Outputs are held against the contract. */
export function testBackend(
  options: { readonly today?: string | (() => string); readonly now?: () => string; readonly readOnly?: boolean } = {},
): TestBackend {
  const { today = '2026-11-23', now = () => new Date().toISOString(), readOnly } = options
  const backend = createBackend({
    appVersion: '0.0.0-test',
    kdf: cheapKdf,
    checkOutput: true,
    clock: { now, today: () => (typeof today === 'string' ? today : today()) },
    report: (error) => {
      console.error(error)
      return 'test'
    },
    ...(readOnly && { readOnly }),
  })
  onTestFinished(() => backend.close())
  const client = createClient({
    call: (_id, name, input) => backend.call(name, input),
    cancel() {},
    onEvent: () => () => {},
  })
  return { backend, client }
}

/** A new, empty, open registry. */
export async function newRegistry(): Promise<TestBackend & { readonly folder: string }> {
  const folder = path.join(temporaryFolder(), 'test.asild')
  // After the folder, so that it is closed before the folder goes.
  const made = testBackend()
  await made.client.call('registry.create', { folder, name: 'Test registry', user: 'Dr. Test', passphrase })
  return { ...made, folder }
}

/** What a call fails with; fails the test where it doesn't. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call
  } catch (error) {
    return error as AppError
  }
  throw new Error('expected the call to fail')
}
