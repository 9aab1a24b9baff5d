/** Words of a recovery sheet as they are typed: with their numbers, in capitals, cut after four letters. */
import { wordlist } from '@scure/bip39/wordlists/english.js'

export const recoveryWordCount = 24

export interface ReadWord {
  readonly typed: string
  /** Missing where it is on no sheet. */
  readonly word?: string
}

/** No two words of the list begin with the same four letters. */
const byStart = new Map(wordlist.map((word) => [word.slice(0, 4), word]))

/** Reads a text of words, with anything but letters between them. */
export function readRecoveryWords(text: string): ReadWord[] {
  const typed = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  return typed.map((letters) => {
    const word = wordOf(letters)
    return { typed: letters, ...(word !== undefined && { word }) }
  })
}

/** What stands behind the first four letters doesn't count; three letters are a word of three. */
function wordOf(letters: string): string | undefined {
  const word = byStart.get(letters.slice(0, 4))
  return letters.length >= 4 || word === letters ? word : undefined
}
