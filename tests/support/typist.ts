/** Types as a person does and counts what it costs: every key is one, those that move from field to field too. */
import type { Keyboard } from '@playwright/test'

/** Forty words a minute, five characters a word. */
const keysAMinute = 200

export interface Typist {
  /** Characters, one key each. */
  type(text: string): Promise<void>
  /** Keys that move on: Enter, Page Down, Tab. */
  move(...keys: readonly string[]): Promise<void>
  /** Other keys; each part of a combination counts. */
  press(key: string): Promise<void>
  readonly keys: number
  readonly moves: number
  /** At forty words a minute. */
  readonly seconds: number
}

export function typist(keyboard: Keyboard): Typist {
  let keys = 0
  let moves = 0
  const press = async (key: string) => {
    keys += key.split('+').length
    await keyboard.press(key)
  }
  return {
    async type(text) {
      keys += text.length
      await keyboard.type(text)
    },
    async move(...all) {
      for (const key of all) {
        moves += 1
        await press(key)
      }
    },
    press,
    get keys() {
      return keys
    },
    get moves() {
      return moves
    },
    get seconds() {
      return Math.round((60 * keys) / keysAMinute)
    },
  }
}
