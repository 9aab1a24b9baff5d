/** When a draft is written: soon after every keystroke, one writing after the other, again where it failed. */

/** A pause in typing; while somebody types on, a draft is kept at the latest after `latestMs`. */
const pauseMs = 300
const latestMs = 600
/** After a failure, for who has stopped typing: the disk may have room again. */
const againMs = 5000

interface DraftWriterOptions {
  /** Writes; answers when it was kept. */
  readonly send: (content: string) => Promise<string>
  readonly onKept: (savedAt: string) => void
  /** @returns whether to try again by and by */
  readonly onFailed: (error: unknown, content: string) => boolean
}

export interface DraftWriter {
  /** Takes what stands there now; anything that JSON can say. */
  readonly keep: (content: unknown) => void
  /** Writes at once what was taken last. Resolves when all is written, or failed. */
  readonly flush: () => Promise<void>
  /** Forgets what was taken. Nothing is written any more once it resolves. */
  readonly settle: () => Promise<void>
  /** Nothing is written over a draft that is still looked for or offered: what is taken until then waits. */
  readonly begin: () => void
}

export function draftWriter({ send, onKept, onFailed }: DraftWriterOptions): DraftWriter {
  let waiting: { readonly content: unknown; readonly since: number } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let hasBegun = false
  /** An older text must not arrive last. */
  let running: Promise<void> = Promise.resolve()

  const schedule = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function write(content: string, taken: NonNullable<typeof waiting>): Promise<void> {
    try {
      onKept(await send(content))
    } catch (error) {
      if (!onFailed(error, content) || waiting) return
      waiting = taken
      schedule(againMs)
    }
  }

  function flush(): Promise<void> {
    const taken = waiting
    if (!taken || !hasBegun) return running
    clearTimeout(timer)
    waiting = undefined
    const content = JSON.stringify(taken.content)
    return (running = running.then(() => write(content, taken)))
  }

  return {
    flush,
    keep(content) {
      const now = Date.now()
      const since = waiting?.since ?? now
      waiting = { content, since }
      schedule(Math.max(0, Math.min(pauseMs, since + latestMs - now)))
    },
    async settle() {
      clearTimeout(timer)
      waiting = undefined
      await running
      // What failed meanwhile waits for another try.
      clearTimeout(timer)
      waiting = undefined
    },
    begin() {
      hasBegun = true
      if (waiting) schedule(pauseMs)
    },
  }
}
