/** One cell with a value: `<0,1`, `1240 H`, `↑ 12.3`, `4.2 g/l`, `2.31 (61 %)`. Its number is read once the sign of decimals is settled. */
import type { DecimalSign } from './proposal.ts'

export interface RawValue {
  readonly comparator?: '<' | '>' | '≤' | '≥'
  /** Digits with what stands between them. */
  readonly digits: string
  /** What follows the number, flags and brackets taken off: a unit, or something that doesn't belong there. */
  readonly rest: string
  /** What stood in brackets behind it: `61 %`, `30 - 200`. */
  readonly bracket?: string
}

const missingWords = new Set(
  [
    '',
    '-',
    '--',
    '---',
    '.',
    '/',
    'na',
    'n/a',
    'n.a.',
    'n.a',
    'nan',
    'nd',
    'n.d.',
    'nr',
    'n/r',
    'null',
    'none',
    'ka',
    'k.a.',
    'k.a',
    'x',
  ].concat([
    'not done',
    'not available',
    'missing',
    'unknown',
    'nb',
    'n.b.',
    'ne',
    'n.e.',
    '?',
    '#n/a',
    '#nv',
    'fehlt',
    'nicht bestimmt',
    'n. a.',
  ]),
)

/** True for what people write where there is no value. */
export function isMissing(text: string): boolean {
  return missingWords.has(text.toLowerCase().replace(/[–—]/g, '-').trim())
}

const flagBefore = /^(?:[*!↑↓⇑⇓▲▼+]+|\([HL]{1,2}\)|[HL]{1,2}(?=[\s<>≤≥\d]))\s*/
const flagAfter = /(?:^|\s|(?<=\d))(?:[*!↑↓⇑⇓▲▼+]+|-|\([HL+\-*]{1,2}\)|\[[HL+\-*]{1,2}\]|HH|LL|H)$/
const literOrLow = /(?:^|\s|(?<=\d))L$/

/** True for a cell that says only whether a value is high or low. */
export const isFlag = (text: string): boolean =>
  /^(?:[*!↑↓⇑⇓▲▼+]{1,3}|-|\(?[HLN]{1,2}\)?|high|low|normal|hoch|tief)$/i.test(text)

/** The parts of a cell with a value, or undefined when it doesn't begin with a number. */
export function dissectValue(cell: string, inLiters: boolean): RawValue | undefined {
  let text = cell.trim()
  for (let times = 0; times < 2; times++) text = text.replace(flagBefore, '')
  const sign = /^(<=|>=|=<|=>|<|>|≤|≥)\s*/.exec(text)
  if (sign) text = text.slice(sign[0].length)
  const digits = /^-?(?:\d{1,3}(?:['’]\d{3})+|\d+)?(?:[.,]\d+)*/.exec(text)?.[0] ?? ''
  if (!/\d/.test(digits)) return undefined
  let rest = text.slice(digits.length).trim()
  if (/^[.,]$/.test(rest)) rest = ''
  let bracket: string | undefined
  for (let times = 0; times < 3; times++) {
    const before = rest
    rest = rest.replace(flagAfter, '').trim()
    if (!inLiters) rest = rest.replace(literOrLow, '').trim()
    const inBrackets = /[([]([^()[\]]*)[)\]]$/.exec(rest)
    if (inBrackets?.[1] !== undefined && bracket === undefined && /\d/.test(inBrackets[1])) {
      bracket = inBrackets[1].trim()
      rest = rest.slice(0, inBrackets.index).trim()
    }
    if (rest === before) break
  }
  const comparator = sign?.[1]?.replace(/<=|=</, '≤').replace(/>=|=>/, '≥') as RawValue['comparator']
  return { digits: digits.replace(/['’]/g, ''), rest, ...(comparator && { comparator }), ...(bracket && { bracket }) }
}

/** Which decimal sign digits speak for: `either` where one sign may part decimals or thousands, `none` where there is no sign. */
export type SpeaksFor = DecimalSign | 'either' | 'none' | 'wrong'

/** `12,5` speaks for the comma, `1.234,5` too, `1,234,567` for the point, and `1.234` for neither. */
export function speaksFor(digits: string): SpeaksFor {
  const signs = digits.match(/[.,]/g) ?? []
  const [first, last] = [signs[0], signs.at(-1)]
  if (first === undefined || last === undefined) return 'none'
  const other = (sign: string): DecimalSign => (sign === '.' ? ',' : '.')
  if (signs.length === 1) return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? 'either' : (first as DecimalSign)
  const thousands = digits.split(first)
  const inThrees = (parts: readonly string[]) =>
    parts.every((part, index) => (index === 0 ? /^-?[1-9]\d{0,2}$/ : /^\d{3}$/).test(part))
  if (first === last) return inThrees(thousands) && signs.every((sign) => sign === first) ? other(first) : 'wrong'
  const [whole = '', decimals, more] = digits.split(last)
  return decimals !== undefined && more === undefined && inThrees(whole.split(first)) ? (last as DecimalSign) : 'wrong'
}

/** The number that the digits mean with this decimal sign, or undefined when they don't fit it. */
export function numberOf(digits: string, decimal: DecimalSign): number | undefined {
  const spoken = speaksFor(digits)
  if (spoken === 'wrong' || ((spoken === '.' || spoken === ',') && spoken !== decimal)) return undefined
  const plain = digits.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.')
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

export interface RawRange {
  readonly low?: string
  readonly high?: string
}

/** A reference range as written: `30 - 200`, `30–200`, `<190`, `bis 190`, `> 60`, `(30-200)`. Digits as they stand. */
export function readRange(text: string): RawRange | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[[\](){}]/g, ' ')
    .replace(/[–—]/g, '-')
    .trim()
  const number = String.raw`(\d+(?:[.,]\d+)*)`
  const unit = String.raw`(?:\s*[a-zµ%°/^*0-9²³⁹×.·]*[a-zµ%][a-z0-9µ%/^*²³⁹×.·]*)?`
  const both = new RegExp(`^${number}\\s*(?:-|bis|to|à|…|\\.\\.\\.?)\\s*${number}${unit}$`).exec(plain)
  if (both) return { low: both[1], high: both[2] } as RawRange
  const upTo = new RegExp(`^(?:<=?|≤|bis|up to|jusqu'à|max\\.?)\\s*${number}${unit}$`).exec(plain)
  if (upTo) return { high: upTo[1] } as RawRange
  const from = new RegExp(`^(?:>=?|≥|ab|from|über|min\\.?)\\s*${number}${unit}$`).exec(plain)
  return from ? ({ low: from[1] } as RawRange) : undefined
}
