/** Titers as laboratories print them: `1:5120`, `1/5120`, `<1:40`. Kept as the reciprocal, 5120. */
import type { Comparator } from '../dictionary/record.ts'
import { comparatorOf, exactNumber, parseNumber } from './parse-number.ts'

export interface Titre {
  /** The reciprocal: 5120 for 1:5120. */
  readonly value: number
  readonly comparator?: Comparator
}

const example = 'Type the titer as 1:5120 or 5120.'

/** Understands a titer. The sign may stand before it or before its reciprocal: `<1:40` and `1:<40` are the same. */
export function parseTitre(typed: string): Titre | { readonly problem: string } {
  const outer = comparatorOf(typed.trim(), true)
  if ('problem' in outer) return outer
  const inner = comparatorOf(outer.rest.replace(/^1\s*[:/]\s*/, ''), outer.comparator === undefined)
  if ('problem' in inner) return inner
  const read = parseNumber(inner.rest, { whole: true })
  if ('problem' in read) return read.problem.startsWith('Type a number') ? { problem: example } : read
  if (read.value < 1) return { problem: example }
  const comparator = outer.comparator ?? inner.comparator
  return { value: read.value, ...(comparator && { comparator }) }
}

/** `1:5120`, `<1:40`. */
export function formatTitre({ value, comparator }: Titre): string {
  return `${comparator ?? ''}1:${exactNumber(value)}`
}
