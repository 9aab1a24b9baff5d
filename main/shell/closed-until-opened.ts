import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Bridge } from '#shared/ipc/wire.ts'

/**
 * Before anything was opened, no registry is open: the first screen need not wait for the backend to be there and say so.
 * Stands before all bridges of a page: the shell opens registries as well.
 */
export function closedUntilOpened(): (backend: Bridge) => Bridge {
  const closed: RegistryStatus = { state: 'closed' }
  let hasAsked = false
  return (backend) => ({
    ...backend,
    async call(id, name, input) {
      if (name === 'registry.status' && !hasAsked) return { ok: true, value: JSON.stringify(closed), changed: [] }
      hasAsked = true
      return backend.call(id, name, input)
    },
  })
}
