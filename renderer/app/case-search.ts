/** What the case table shows, as it stands in the address: the words looked for, the filters and the order. */
import type { InputOf } from '#shared/ipc/contract.ts'

export type CaseSortKey = NonNullable<InputOf<'cases.find'>['sort']>['by']

// The contract's own list would bring its validation into the first chunk; the type holds the two together.
const sortKeys: Readonly<Record<CaseSortKey, true>> = {
  code: true,
  age: true,
  sex: true,
  antibody: true,
  pattern: true,
  years: true,
  fvc: true,
  dlco: true,
  ck: true,
  prednisone: true,
  lastSeen: true,
  due: true,
  status: true,
}

export const caseFilters = ['status', 'antibody', 'pattern', 'drug'] as const
export type CaseFilter = (typeof caseFilters)[number]

export interface CaseSearch extends Partial<Record<CaseFilter, readonly string[]>> {
  readonly q?: string
  readonly sort?: CaseSortKey
  readonly down?: boolean
}

/** Takes what is usable from an address. The router keeps the rest beside it: whoever reads the address reads it through this. */
export function readCaseSearch(raw: Record<string, unknown>): CaseSearch {
  const { q, sort, down } = raw
  // The router reads `q=12` as a number.
  const words = typeof q === 'number' ? String(q) : typeof q === 'string' ? q : ''
  return {
    ...(words && { q: words.slice(0, 200) }),
    ...Object.fromEntries(caseFilters.map((filter) => [filter, codesOf(raw[filter])]).filter(([, codes]) => codes)),
    ...(typeof sort === 'string' && Object.hasOwn(sortKeys, sort) && { sort: sort as CaseSortKey }),
    ...(down === true && { down }),
  }
}

function codesOf(value: unknown): readonly string[] | undefined {
  const codes = Array.isArray(value) ? value.filter((code) => typeof code === 'string') : []
  return codes.length > 0 ? codes : undefined
}
