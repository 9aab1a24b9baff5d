/** The page's and the tests' side of the contract: typed calls over a bridge. */
import { AppError } from './app-error.ts'
import type { InputOf, OperationName, OutputOf, Topic } from './contract.ts'
import type { Asked, Bridge, CancelSignal, Progress } from './wire.ts'

export interface CallOptions {
  readonly signal?: CancelSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Client {
  /** Rejects with an `AppError`. */
  call<N extends OperationName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>
  /** Tells what changed after every command, this client's own and others'. */
  onChanged(listener: (topics: readonly Topic[]) => void): () => void
  /** Tells that the shell asks for something. */
  onAsked(listener: (what: Asked) => void): () => void
}

export function createClient(bridge: Bridge): Client {
  let lastId = 0
  const listeners = new Set<(topics: readonly Topic[]) => void>()
  const tell = (topics: readonly Topic[]) => topics.length > 0 && listeners.forEach((listener) => listener(topics))
  bridge.onEvent((event) => event.type === 'changed' && tell(event.topics))

  return {
    async call(name, input, { signal, onProgress } = {}) {
      if (signal?.aborted) throw new AppError('cancelled', 'Cancelled.')
      const id = ++lastId
      const cancel = () => bridge.cancel(id)
      signal?.addEventListener('abort', cancel)
      const stop =
        onProgress && bridge.onEvent((event) => event.type === 'progress' && event.id === id && onProgress(event))
      try {
        const reply = await bridge.call(id, name, JSON.stringify(input))
        if (!reply.ok) throw AppError.from(reply.error)
        tell(reply.changed)
        return JSON.parse(reply.value)
      } finally {
        signal?.removeEventListener('abort', cancel)
        stop?.()
      }
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onAsked: (listener) => bridge.onEvent((event) => event.type === 'asked' && listener(event.what)),
  }
}
