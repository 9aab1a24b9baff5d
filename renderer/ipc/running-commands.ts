/** Commands that were asked and not answered yet: they decide what becomes of what was typed. */
import { contract } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'

/** Until a form that waits for an answer has heard of it, which takes it a turn or two. */
const heardMs = 20

const running = new Set<Promise<unknown>>()

/** Takes note of a call until it is answered. Of commands alone that the backend answers: dialogs may take for ever. */
export function noteCall(name: OperationName, answer: Promise<unknown>): void {
  const { kind, place } = contract[name]
  if (kind !== 'command' || place !== 'backend') return
  const known = answer.then(
    () => {},
    () => {},
  )
  running.add(known)
  void known.then(() => running.delete(known))
}

/** Resolves when nothing is on its way any more and who asked has heard of it, or when the time is up. */
export async function commandsAnswered(limitMs: number): Promise<void> {
  const until = performance.now() + limitMs
  while (running.size > 0 && performance.now() < until) {
    const late = new Promise((resolve) => setTimeout(resolve, until - performance.now()))
    await Promise.race([Promise.all(running), late])
    await new Promise((resolve) => setTimeout(resolve, heardMs))
  }
}
