/** When nobody has been there for so long that the window is locked. */

/** How often it is looked at; also how late a lock may come. */
const lookEveryMs = 5_000
const minuteMs = 60_000

interface Clock {
  /** Wall clock, ms: goes on while the computer sleeps. */
  readonly wall: () => number
  /** Monotonic, ms: goes on when somebody puts the clock back. */
  readonly steady: () => number
}

const systemClock: Clock = { wall: () => Date.now(), steady: () => performance.now() }

interface IdleOptions {
  /** After how many minutes; `null`: never, or nothing is open. Asked once each time that nobody has been there for a minute. */
  readonly minutes: () => Promise<number | null>
  /** Something that a person started still runs: its end is waited for. */
  readonly isBusy: () => boolean
  readonly onIdle: (minutes: number) => void
  readonly clock?: Clock
}

export interface IdleWatch {
  /** Somebody is there. */
  readonly touched: () => void
  readonly stop: () => void
}

export function watchIdle({ minutes, isBusy, onIdle, clock = systemClock }: IdleOptions): IdleWatch {
  const now = () => ({ wall: clock.wall(), steady: clock.steady() })
  let last = now()
  /** `undefined` while it was not asked for since somebody was there. */
  let limit: Promise<number | null> | undefined

  const idleMs = (): number => Math.max(clock.wall() - last.wall, clock.steady() - last.steady)
  async function look(): Promise<void> {
    if (idleMs() < minuteMs) return
    const asked = (limit ??= minutes())
    const after = await asked
    // Somebody came, or the registry was closed, while it was asked.
    if (after === null || limit !== asked || idleMs() < after * minuteMs || isBusy()) return
    limit = undefined
    onIdle(after)
  }
  const timer = setInterval(() => void look(), lookEveryMs)
  return {
    touched() {
      last = now()
      limit = undefined
    },
    stop: () => clearInterval(timer),
  }
}
