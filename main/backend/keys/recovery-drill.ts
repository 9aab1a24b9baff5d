/** Three words of the recovery sheet, asked for by their numbers: only who has the paper at hand can say them. */
import { randomInt } from 'node:crypto'
import { AppError } from '#shared/ipc/app-error.ts'
import { readRecoveryWords, recoveryWordCount } from '#shared/lib/recovery-words.ts'
import { wordsOfKey } from '#main/database/keys/recovery-words.ts'
import type { OpenRegistry } from '#main/database/registry.ts'

const asked = 3

export interface RecoveryDrill {
  /** @returns numbers of three words, in order */
  ask(registry: OpenRegistry): number[]
  /** @returns the numbers of the words that are not what the sheet says; the same may be tried again */
  check(registry: OpenRegistry, words: readonly string[]): number[]
}

export function createRecoveryDrill(): RecoveryDrill {
  // With the registry they go.
  const chosen = new WeakMap<OpenRegistry, number[]>()
  return {
    ask(registry) {
      const numbers = new Set<number>()
      while (numbers.size < asked) numbers.add(randomInt(1, recoveryWordCount + 1))
      const inOrder = [...numbers].sort((one, other) => one - other)
      chosen.set(registry, inOrder)
      return inOrder
    },
    check(registry, words) {
      const numbers = chosen.get(registry)
      if (!numbers) throw new AppError('conflict', 'No words were asked for yet. Start again.')
      const sheet = wordsOfKey(registry.dataKey)
      const wrong = numbers.filter((number, index) => {
        const [read, ...more] = readRecoveryWords(words[index] ?? '')
        return more.length > 0 || read?.word !== sheet[number - 1]
      })
      if (wrong.length === 0) chosen.delete(registry)
      return wrong
    },
  }
}
