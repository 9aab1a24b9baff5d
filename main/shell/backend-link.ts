/** The way to the backend, wherever it runs. Who asks chooses the ids; `shareLink` lets several ask over one link. */
import type { Bridge } from '#shared/ipc/wire.ts'

export interface BackendLink extends Bridge {
  /** Closes the registry, if one is open, and ends the backend. */
  close(): Promise<void>
}
