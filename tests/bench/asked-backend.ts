/** The backend of the app in this process, with a registry open. */
import { createBackend } from '#main/backend/backend.ts'
import { systemClock } from '#main/backend/session.ts'
import { appVersion } from '#main/version.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/ipc/contract.ts'
import { passphrase } from './bench-registry.ts'

export type Ask = <N extends OperationName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>

export async function withBackend<T>(folder: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const backend = createBackend({ appVersion, clock: systemClock, report: String })
  const ask: Ask = async (name, input) => {
    const reply = await backend.call(name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return JSON.parse(reply.value)
  }
  try {
    await ask('registry.open', { folder, passphrase })
    return await work(ask)
  } finally {
    await backend.close()
  }
}
