/** What becomes of keys goes on in a registry opened anew. */
import type { Kdf } from '#main/database/keys/key-envelope.ts'
import { openWithKey } from '#main/database/registry.ts'
import type { Session } from '../session.ts'

export interface KeyNeeds {
  readonly session: Session
  readonly appVersion: string
  readonly kdf: Kdf | undefined
  /** Begins what is begun for every registry that was opened. */
  readonly lookAfter: () => Promise<void>
}

/** Puts the registry that is open away and opens it anew, without a moment in which none is open. */
export async function reopen(
  { session, appVersion, lookAfter }: KeyNeeds,
  dataKey: Buffer,
  user: string,
): Promise<void> {
  const before = session.registry()
  session.endReading()
  before.close()
  try {
    session.replace(
      await openWithKey({ folder: before.folder, appVersion, at: session.clock.now() }, { dataKey, user }),
    )
  } catch (error) {
    session.close()
    throw error
  }
  await lookAfter()
}
