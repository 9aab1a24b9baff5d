/** What becomes of keys goes on in a registry opened anew. */
import type { Kdf } from '#main/database/key-envelope.ts'
import { openWithKey } from '#main/database/registry.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { Session } from './session.ts'

export interface KeyNeeds {
  readonly session: Session
  readonly appVersion: string
  readonly kdf: Kdf | undefined
  readonly changed: (topics: readonly Topic[]) => void
}

/** Puts the registry that is open away and opens it anew, without a moment in which none is open. */
export async function reopen({ session, appVersion }: KeyNeeds, dataKey: Buffer, user: string): Promise<void> {
  const before = session.registry()
  before.close()
  try {
    session.replace(
      await openWithKey({ folder: before.folder, appVersion, at: session.clock.now() }, { dataKey, user }),
    )
  } catch (error) {
    session.close()
    throw error
  }
}
