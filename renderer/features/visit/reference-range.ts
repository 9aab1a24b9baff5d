/** A reference range in one field, as laboratories print it: `60–190`, `<5`, `>60`. */
import { numberText } from '#renderer/forms/draft.ts'
import { parseNumber } from '#shared/domain/parse-number.ts'

export interface ReferenceRange {
  readonly low?: number
  readonly high?: number
}

export function formatRange({ low, high }: ReferenceRange): string {
  if (low !== undefined && high !== undefined) return `${numberText(low)}–${numberText(high)}`
  return high === undefined ? (low === undefined ? '' : `>${numberText(low)}`) : `<${numberText(high)}`
}

const refused = { problem: 'Type the reference range as 60-190, <190 or >60.' } as const

/** Reads a range; a number alone is the upper limit. */
export function readRange(typed: string): ReferenceRange | { readonly problem: string } {
  const text = typed.trim()
  if (text === '') return {}
  const two = /^([^-–<>]+)[-–]([^-–<>]+)$/.exec(text)
  const [low, high] = two
    ? [two[1]!, two[2]!]
    : text.startsWith('>')
      ? [text.slice(1), '']
      : ['', text.replace(/^</, '')]
  const read = (part: string) => (part.trim() === '' ? undefined : parseNumber(part.replace(/^=/, '')))
  const [from, to] = [read(low), read(high)]
  if ((!from && !to) || (from && 'problem' in from) || (to && 'problem' in to)) return refused
  return { ...(from && { low: from.value }), ...(to && { high: to.value }) }
}
