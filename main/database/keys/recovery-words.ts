/**
 * The recovery sheet prints the data key itself: 256 bits as 24 words of the English BIP-39 list, the last of which holds
 * an 8-bit checksum, so that a misread word is noticed.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { AppError } from '#shared/ipc/app-error.ts'
import { readRecoveryWords, recoveryWordCount } from '#shared/lib/recovery-words.ts'

export function wordsOfKey(dataKey: Buffer): string[] {
  return entropyToMnemonic(dataKey, wordlist).split(' ')
}

/**
 * Reads the words back; their first four letters are enough.
 * @throws AppError `wrong-key`, naming the word that is not on the list, or saying that the checksum fails
 */
export function keyOfWords(text: string): Buffer {
  const read = readRecoveryWords(text)
  if (read.length !== recoveryWordCount)
    throw new AppError('wrong-key', `The recovery sheet has ${recoveryWordCount} words; ${read.length} were typed.`)
  const words = read.map(({ typed, word }, index) => {
    if (word === undefined)
      throw new AppError(
        'wrong-key',
        `Word ${index + 1}, “${typed}”, is not a word of a recovery sheet. Check its spelling.`,
      )
    return word
  })
  try {
    return Buffer.from(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    throw new AppError(
      'wrong-key',
      'These 24 words do not fit together: at least one was misread or stands in the wrong place.',
    )
  }
}
