/**
 * The ILD-GAP index: GAP with a term for the kind of ILD.
 *
 * Source: Ryerson CJ et al., Chest 2014;145:723-8, doi 10.1378/chest.13-1474. Its mortality after 2 years is left out: that
 * column was not confirmed.
 */
import { gapParts, sumOfParts, type GapInput, type GapPart } from './gap.ts'

export const ildSubtypes = ['IPF', 'unclassifiable', 'CTD-ILD', 'idiopathic NSIP', 'chronic HP'] as const
export type IldSubtype = (typeof ildSubtypes)[number]

export const subtypePart = (subtype: IldSubtype): GapPart => ({
  item: 'subtype',
  points: subtype === 'IPF' || subtype === 'unclassifiable' ? 0 : -2,
})

export interface IldGap {
  readonly parts: readonly GapPart[]
  /** Never below 0. */
  readonly index: number
  /** Percent. */
  readonly mortality1y: number
  readonly mortality3y: number
}

/** @param parts the four of GAP, and the subtype’s */
export function ildGapOf(parts: readonly GapPart[]): IldGap {
  const index = Math.max(0, sumOfParts(parts))
  return { parts, index, ...mortality(index) }
}

export function ildGap(input: GapInput & { readonly subtype: IldSubtype }): IldGap {
  return ildGapOf([...gapParts(input), subtypePart(input.subtype)])
}

function mortality(index: number): Pick<IldGap, 'mortality1y' | 'mortality3y'> {
  if (index <= 1) return { mortality1y: 3.1, mortality3y: 10.2 }
  if (index <= 3) return { mortality1y: 8.8, mortality3y: 26.9 }
  if (index <= 5) return { mortality1y: 18.2, mortality3y: 49.2 }
  return { mortality1y: 33.5, mortality3y: 74.8 }
}

/** `1 + 2 + 1 + 1 − 2 = 3`; of a sum below zero `0 + 0 + 0 + 0 − 2, not below 0 = 0`. */
export function arithmeticOf({ parts, index }: Pick<IldGap, 'parts' | 'index'>): string {
  const terms = parts.map(({ points }, at) => (at === 0 ? String(points) : points < 0 ? `− ${-points}` : `+ ${points}`))
  return `${terms.join(' ')}${sumOfParts(parts) < 0 ? ', not below 0' : ''} = ${index}`
}
