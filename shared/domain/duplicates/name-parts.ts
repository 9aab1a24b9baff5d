/**
 * Names as they are compared: in small letters of the Latin alphabet, without marks, titles and particles, each part
 * with the codes of how it sounds. Nothing here is shown to anybody.
 */
import { doubleMetaphone } from 'double-metaphone'

export interface NamePart {
  /** Folded: `müller`, `Mueller` and `Muller` are one. */
  readonly text: string
  /** Codes of Double Metaphone (Philips, 2000), the likelier first; none for what it can't read. */
  readonly sounds: readonly string[]
}

/** Titles, particles and generations: written or left out from one letter to the next. */
const unsaid = new Set(
  'dr prof med pd herr frau mr mrs ms miss sr sra jr ii iii von van vom zu zum zur de der den del dello della di da das do dos du des la le les el al bin ibn bint ben ter ten af av y e und'.split(
    ' ',
  ),
)

/** Letters that lose no mark when they are taken apart, as they are written without them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  å: 'a',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
}

/** Cyrillic and Greek as passports write them, so that a name in its own letters meets the same name in ours. */
const otherAlphabets: Readonly<Record<string, string>> = {
  ...letters(
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya',
  ),
  ...letters('ґєії', 'g e i i'),
  ...letters('αβγδεζηθικλμνξοπρστυφχψως', 'a v g d e z i th i k l m n x o p r s t y f ch ps o s'),
}

function letters(from: string, to: string): Record<string, string> {
  const written = to.split(' ')
  return Object.fromEntries(Array.from(from, (letter, index) => [letter, written[index] ?? '']))
}

/** One spelling for all ways to write the same letters. */
function foldName(name: string): string {
  const marksOff = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const plain = Array.from(marksOff, (letter) => plainLetters[letter] ?? otherAlphabets[letter] ?? letter).join('')
  return (
    plain
      // Umlauts are written with an e where the keyboard has none; the marks themselves are off already.
      .replaceAll(/(?<=[^aeiouq]|^)([aou])e(?=[^aeiou]|$)/g, '$1')
      .replaceAll(/aa/g, 'a')
      .replaceAll(/['’ʼ`´.]/g, '')
  )
}

/** The parts of a name, in order: of `Müller-Lüdenscheidt` there are two. */
export function namePartsOf(name: string): readonly NamePart[] {
  const all = foldName(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const said = all.filter((part) => !unsaid.has(part))
  return (said.length > 0 ? said : all).map((text) => ({ text, sounds: soundsOf(text) }))
}

function soundsOf(text: string): readonly string[] {
  if (!/^[a-z]{2,}$/.test(text)) return []
  return [...new Set(doubleMetaphone(text))].filter(Boolean)
}
