/**
 * A passphrase crosses this process on its way to the backend, as text in a call. It can't be overwritten there, but the
 * garbage that holds it can be collected early.
 */
import { giveBackMemory } from '#main/backend/give-back-memory.ts'

/** Until the first screens have had their answers. */
const soonMs = 2_000
const holdsSecret = /"[^"]*(passphrase|words)[^"]*":/i
/** No call with a passphrase is longer. */
const longest = 20_000

let waiting: NodeJS.Timeout | undefined

/** Asked after each call: forgets soon, where its input held a passphrase or the words of a recovery sheet. */
export function forgetSecretsOf(input: string): void {
  if (input.length > longest || !holdsSecret.test(input)) return
  clearTimeout(waiting)
  waiting = setTimeout(giveBackMemory, soonMs)
}
