/**
 * Names in the search of the case table. Their words are marked in the index, so that they are found only by who may see names: with
 * plain words anybody could ask whether a patient is in the registry.
 */

/** For private use, and nobody types it. The index takes it for a letter. */
const mark = '\uE000'

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)

/** What the index gets for the names of a case. Never empty: a row without a mark is one of before names were marked. */
export const markedNames = (names: readonly string[]): string =>
  [
    mark,
    ...names.map((name) =>
      wordsOf(name)
        .map((word) => mark + word)
        .join(' '),
    ),
  ].join('\n')

/**
 * What was typed, for FTS5: every word must occur, the last may be unfinished. Quotes make whatever was typed plain words.
 * @param withNames looks among names as well
 * @returns undefined where no word was typed
 */
export function wordsForIndex(search: string, withNames: boolean): string | undefined {
  const words = search
    // SQLite takes NUL for the end of the text.
    .replaceAll('\0', ' ')
    .replaceAll(mark, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return undefined
  const phrase = (text: string, isLast: boolean) => `"${text.replaceAll('"', '""')}"${isLast ? ' *' : ''}`
  return words
    .map((word, index) => {
      const isLast = index === words.length - 1
      const name = wordsOf(word)
        .map((part) => mark + part)
        .join(' ')
      return withNames ? `(${phrase(word, isLast)} OR ${phrase(name, isLast)})` : phrase(word, isLast)
    })
    .join(' AND ')
}

/** SQL condition: the row's names are marked, or it has none. Rows of before are found by others once they are renewed. */
export const namesAreMarked = `(instr(search, char(${mark.codePointAt(0)})) > 0
  OR NOT EXISTS (SELECT 1 FROM identity WHERE identity.case_id = case_row.case_id AND identity.voided_at IS NULL))`
