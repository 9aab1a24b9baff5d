/**
 * A bridge that can be brought to an end. From then on whatever is asked over it is refused, what was still being
 * answered is cancelled and refused as well, and nothing is told any more: work that waits for a dialog of the system,
 * say, finds no registry when the answer comes, though another page may have opened it again meanwhile.
 */
import { AppError } from '#shared/ipc/app-error.ts'
import type { Bridge, Reply } from '#shared/ipc/wire.ts'

interface RunningCall {
  readonly name: string
  /** When it began, or was last heard of; monotonic, in ms. */
  readonly heardAt: number
}

export interface EndingBridge {
  readonly bridge: Bridge
  /** What is asked and not answered yet. */
  running(): readonly RunningCall[]
  end(): void
  hasEnded(): boolean
}

export function endingBridge(bridge: Bridge, now: () => number = () => performance.now()): EndingBridge {
  const running = new Map<number, RunningCall & { readonly refuse: () => void }>()
  const stops = new Set<() => void>()
  let isEnded = false
  return {
    running: () => [...running.values()],
    hasEnded: () => isEnded,
    end() {
      isEnded = true
      for (const stop of stops) stop()
      stops.clear()
      for (const [id, { refuse }] of running) {
        bridge.cancel(id)
        refuse()
      }
      running.clear()
    },
    bridge: {
      call(id, name, input) {
        if (isEnded) return Promise.resolve(refusal())
        return new Promise((resolve, reject) => {
          running.set(id, { name, heardAt: now(), refuse: () => resolve(refusal()) })
          const answered = () => running.delete(id)
          void bridge.call(id, name, input).finally(answered).then(resolve, reject)
        })
      },
      cancel: (id) => bridge.cancel(id),
      onEvent(listener) {
        if (isEnded) return () => {}
        const stop = bridge.onEvent((event) => {
          const known = event.type === 'progress' && running.get(event.id)
          if (known) running.set(event.id, { ...known, heardAt: now() })
          listener(event)
        })
        stops.add(stop)
        return () => {
          stops.delete(stop)
          stop()
        }
      },
    },
  }
}

const refusal = (): Reply => ({
  ok: false,
  error: new AppError('locked', 'The registry was locked. Unlock it, and do it again.').toJSON(),
})
