/** Numbers as people type them: decimal point or comma, `<40`, `1:5120`. Understood or refused, never guessed at. */
import type { Comparator } from '#shared/dictionary/record.ts'

export type ReadNumber =
  | { readonly ok: true; readonly value: number; readonly comparator?: Comparator }
  | { readonly ok: false; readonly problem: string }

interface Rules {
  /** `<` or `>` may stand before the number. */
  readonly comparator?: boolean
  readonly whole?: boolean
  /** A titre: `1:5120` means 5120. */
  readonly titre?: boolean
}

const refuse = (problem: string): ReadNumber => ({ ok: false, problem })

/**
 * Reads a typed number. A comma is a decimal comma, except where it could as well part thousands (`5,120`): that is
 * refused, since a factor of a thousand must not depend on where the keyboard was bought.
 */
export function readNumber(typed: string, { comparator, whole, titre }: Rules = {}): ReadNumber {
  let text = typed.trim().replaceAll('−', '-')
  let sign: Comparator | undefined
  const start = /^([<>≤≥])=?\s*/.exec(text)
  if (start) {
    if (!comparator) return refuse('Type the number without a sign before it.')
    if (start[0].trim() !== '<' && start[0].trim() !== '>') return refuse('Use < or > before the number.')
    sign = start[1] as Comparator
    text = text.slice(start[0].length)
  }
  if (titre) text = text.replace(/^1\s*[:/]\s*/, '')
  if (/^[1-9]\d{0,2},\d{3}$/.test(text))
    return refuse(`${text} can be read in two ways: type ${text.replace(',', '')} or ${text.replace(',', '.')}.`)
  if (!/^-?(\d+([.,]\d*)?|[.,]\d+)$/.test(text))
    return refuse(titre ? 'Type the titer as 1:5120 or 5120.' : 'Type a number, for example ' + (whole ? '3.' : '2.9.'))
  const value = Number(text.replace(',', '.'))
  if (whole && !Number.isInteger(value)) return refuse('Type a whole number.')
  return { ok: true, value, ...(sign && { comparator: sign }) }
}
