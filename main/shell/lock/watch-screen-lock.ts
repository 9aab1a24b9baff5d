/** Linux has no word of its own for a locked screen: its desktops tell it on their message buses, which are listened to here. */
import type { LockReason } from '#shared/ipc/areas/lock.ts'
import { sessionBusSockets, systemBusSockets } from '../desktop-bus/bus-address.ts'
import { listenToBus } from '../desktop-bus/listen-to-bus.ts'
import type { Bus } from '../desktop-bus/listen-to-bus.ts'
import { lockReasonOf, questionsToSavers, rulesOfComputer, rulesOfLogin } from './screen-lock-signals.ts'

/** A bus that went away, or was late, is looked for again. */
const againMs = 30_000

export interface ScreenLockWatch {
  /** Whether a desktop is there that tells of its locked screen. */
  isTold(): Promise<boolean>
  stop(): void
}

/** @param environment of the program: names the buses */
export function watchScreenLock(
  lock: (reason: LockReason) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ScreenLockWatch {
  const ofLogin = keptBus(sessionBusSockets(environment), rulesOfLogin, lock)
  const ofComputer = keptBus(systemBusSockets(environment), rulesOfComputer, lock)
  return {
    async isTold() {
      const bus = await ofLogin.now()
      const answers = await Promise.allSettled(bus ? questionsToSavers.map((question) => bus.ask(question)) : [])
      return answers.some((answer) => answer.status === 'fulfilled' && typeof answer.value[0] === 'boolean')
    },
    stop() {
      ofLogin.stop()
      ofComputer.stop()
    },
  }
}

function keptBus(sockets: readonly string[], rules: readonly string[], lock: (reason: LockReason) => void) {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const connect = (): Promise<Bus | undefined> =>
    listenToBus({
      sockets,
      rules,
      onSignal(signal) {
        const reason = lockReasonOf(signal)
        if (reason) lock(reason)
      },
      onClosed: later,
    }).catch(() => {
      later()
      return undefined
    })
  let bus = connect()
  function later(): void {
    if (isStopped || sockets.length === 0) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      bus = connect()
    }, againMs)
    timer.unref()
  }
  return {
    now: () => bus,
    stop() {
      isStopped = true
      clearTimeout(timer)
      void bus.then((connected) => connected?.close())
    },
  }
}
