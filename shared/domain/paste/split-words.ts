/** Lines of a report whose columns are parted by single blanks: label, value, flag, unit, reference range. */
import { readPrintedUnit } from './read-unit.ts'

const isNumber = (word: string) => /^[<>≤≥]?=?\d[\d.,']*[H*L]?$/.test(word)
const isSign = (word: string) => /^(?:[<>≤≥]=?)$/.test(word)
const isFlag = (word: string) => /^(?:[*!↑↓+]{1,3}|-|\(?[HL]{1,2}\)?)$/.test(word)

/** `CK (NAC) 1240 H U/L 30 - 200` as its cells; a line without a value comes back as one cell. */
export function splitWords(line: string): readonly string[] {
  const words = line.trim().split(/\s+/)
  if (words[0] === '') return []
  let at = words.findIndex(
    (word, index) => index > 0 && (isNumber(word) || (isSign(word) && isNumber(words[index + 1] ?? ''))),
  )
  if (at < 0) return [words.join(' ')]
  const label = words.slice(0, isFlag(words[at - 1]!) && at > 1 ? at - 1 : at).join(' ')
  let value = words[at++]!
  if (isSign(value)) value += words[at++]!
  if (isFlag(words[at] ?? '') && words[at] !== 'L') at++
  const unitWords = [3, 2, 1].find(
    (count) => at + count <= words.length && readPrintedUnit(words.slice(at, at + count).join(' ')).length > 0,
  )
  const unit = words.slice(at, at + (unitWords ?? 0)).join(' ')
  at += unitWords ?? 0
  if (isFlag(words[at] ?? '')) at++
  return [label, value, unit, words.slice(at).join(' ')]
}
