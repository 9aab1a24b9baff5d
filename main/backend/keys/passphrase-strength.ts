/**
 * How long a passphrase would stand against somebody who has taken the registry away and guesses. Estimated by zxcvbn, which
 * knows common passwords, words, names, dates and keyboard rows (D. Wheeler, USENIX Security 2016).
 */
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core'
import { AppError } from '#shared/ipc/app-error.ts'
import type { PassphraseJudgment } from '#shared/ipc/areas/users.ts'

const fewestCharacters = 10
const leastScore = 3
/** What follows can only make it better, and long ones take long. */
const judgedCharacters = 64
/**
 * Guesses a second of ten computers with a fast graphics card each: every guess costs 64 MiB and three passes (argon2id), some
 * thousand a second on one card.
 */
const guessesASecond = 10_000

let estimator: Promise<ZxcvbnFactory> | undefined

/** Its dictionaries are large: read when a passphrase is chosen, not before. */
async function estimate(passphrase: string, about: readonly string[]): Promise<ZxcvbnResult> {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory }, common, english] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
      import('@zxcvbn-ts/language-en'),
    ])
    return new ZxcvbnFactory({
      graphs: common.adjacencyGraphs,
      dictionary: { ...common.dictionary, ...english.dictionary },
    })
  })()
  // A whole name as one word, and its parts: “Clinic of Bern” makes neither “Bern” nor the whole any better.
  const words = about.flatMap((name) => [name, ...name.split(/\s+/)]).filter((word) => word.length > 2)
  const zxcvbn = await estimator
  try {
    return zxcvbn.check(passphrase.slice(0, judgedCharacters), words)
  } finally {
    // It holds on to what it judged last, which would be the passphrase, as long as the program runs.
    zxcvbn.check('none')
  }
}

/** @param about names that an attacker tries first: of the user, of the registry */
export async function judgePassphrase(passphrase: string, about: readonly string[]): Promise<PassphraseJudgment> {
  const { length } = Array.from(passphrase)
  if (length < fewestCharacters)
    return {
      score: 0,
      isGood: false,
      sentence: `At least ${fewestCharacters} characters; ${length === 1 ? '1 so far' : `${length} so far`}.`,
    }
  const { score, guesses, feedback, sequence } = await estimate(passphrase, about)
  const time = wordsOfTime(guesses / 2 / guessesASecond)
  const isOfNames = sequence.some((match) => match['dictionaryName'] === 'userInputs')
  if (score >= leastScore)
    return {
      score,
      isGood: true,
      sentence: `Good: an attacker with ten fast computers would guess for ${time}.${score === leastScore ? ' One more word makes it last thousands of times longer.' : ''}`,
    }
  const why = isOfNames ? 'It is made of your name or the name of the registry.' : reasons[feedback.warning ?? '']
  return {
    score,
    isGood: false,
    sentence: [`Too easy: an attacker with ten fast computers finds it within ${time}.`, why, better]
      .filter(Boolean)
      .join(' '),
  }
}

/** @throws AppError `invalid-input` at `passphrase` */
export async function demandStrong(passphrase: string, about: readonly string[]): Promise<void> {
  const { isGood, sentence } = await judgePassphrase(passphrase, about)
  if (!isGood) throw new AppError('invalid-input', sentence, { issues: [{ path: 'passphrase', message: sentence }] })
}

const better = 'Four words that only you would put together are strong and easy to keep.'

/** By what zxcvbn calls it. */
const reasons: Readonly<Record<string, string>> = {
  straightRow: 'It follows a row of the keyboard.',
  keyPattern: 'It follows the keyboard.',
  simpleRepeat: 'It repeats itself.',
  extendedRepeat: 'It repeats itself.',
  sequences: 'It follows the alphabet or counts.',
  recentYears: 'Years are tried early.',
  dates: 'Dates are tried early.',
  topTen: 'It is one of the most common passwords.',
  topHundred: 'It is one of the most common passwords.',
  common: 'It is a common password.',
  similarToCommon: 'It is close to a common password.',
  wordByItself: 'A single word is tried early.',
  namesByThemselves: 'Names are tried early.',
  commonNames: 'Names are tried early.',
  pwned: 'It was found among stolen passwords.',
}

const spans: readonly (readonly [seconds: number, one: string, many: string])[] = [
  [60, 'a minute', 'minutes'],
  [3600, 'an hour', 'hours'],
  [86_400, 'a day', 'days'],
  [2_629_800, 'a month', 'months'],
  [31_557_600, 'a year', 'years'],
  [3_155_760_000, 'a century', 'centuries'],
]

/** `a minute`, `3 hours`, `more than a thousand centuries`. */
function wordsOfTime(seconds: number): string {
  const span = spans.findLast(([unit]) => seconds >= unit)
  if (!span) return 'a minute'
  const [unit, one, many] = span
  const count = Math.floor(seconds / unit)
  if (count >= 1000) return `more than a thousand ${many}`
  return count === 1 ? one : `${count} ${many}`
}
