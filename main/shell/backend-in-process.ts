/** The backend in this very process: behind the command line and in tests. Knows no Electron. */
import { createBackend } from '#main/backend/backend.ts'
import type { BackendOptions } from '#main/backend/backend.ts'
import type { Progress, ServerEvent } from '#shared/ipc/wire.ts'
import type { BackendLink } from './backend-link.ts'

export function inProcessBackend(options: Omit<BackendOptions, 'changed'>): BackendLink {
  const listeners = new Set<(event: ServerEvent) => void>()
  const emit = (event: ServerEvent) => listeners.forEach((listener) => listener(event))
  const running = new Map<number, AbortController>()
  const backend = createBackend({ ...options, changed: (topics) => emit({ type: 'changed', topics }) })
  return {
    async call(id, name, input) {
      const stop = new AbortController()
      running.set(id, stop)
      try {
        const progress = (said: Progress) => emit({ type: 'progress', id, ...said })
        return await backend.call(name, input, { signal: stop.signal, progress })
      } finally {
        running.delete(id)
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => backend.close(),
  }
}
