/** What one window may ask: the shell's operations here, the rest over its bridge to the backend. */
import { AppError } from '#shared/ipc/app-error.ts'
import { contract, isOperationName } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import type { Server } from '#shared/ipc/server.ts'
import type { Bridge, Reply, ServerEvent } from '#shared/ipc/wire.ts'

export interface PageBridgeOptions {
  readonly backend: Bridge
  readonly shell: Server
  /** What this window may ask at all. */
  readonly allows: (name: OperationName) => boolean
  /** Told of every answer that came out well. */
  readonly onAnswer?: (name: OperationName, reply: Reply & { readonly ok: true }) => void
}

export function pageBridge({ backend, shell, allows, onAnswer }: PageBridgeOptions): Bridge {
  const listeners = new Set<(event: ServerEvent) => void>()
  const running = new Map<number, AbortController>()

  async function callShell(id: number, name: string, input: string): Promise<Reply> {
    const stop = new AbortController()
    running.set(id, stop)
    try {
      return await shell.call(name, input, {
        signal: stop.signal,
        progress: (progress) => listeners.forEach((listener) => listener({ type: 'progress', id, ...progress })),
      })
    } finally {
      running.delete(id)
    }
  }

  return {
    async call(id, name, input) {
      if (!isOperationName(name))
        return refusal(new AppError('not-found', 'This version of the program does not know what was asked.'))
      if (!allows(name)) return refusal(new AppError('forbidden', 'This window may not ask for that.'))
      const reply =
        contract[name].place === 'shell' ? await callShell(id, name, input) : await backend.call(id, name, input)
      if (reply.ok) onAnswer?.(name, reply)
      return reply
    },
    cancel(id) {
      const own = running.get(id)
      if (own) own.abort()
      else backend.cancel(id)
    },
    onEvent(listener) {
      listeners.add(listener)
      const stop = backend.onEvent(listener)
      return () => {
        listeners.delete(listener)
        stop()
      }
    },
  }
}

const refusal = (error: AppError): Reply => ({ ok: false, error: error.toJSON() })
