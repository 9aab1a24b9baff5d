/** What the case table shows, as it stands in the address: the words looked for, the filters and the order. */
import type { CourseMeasure } from '#shared/domain/course-model.ts'
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

/** What the small multiples show: the cases of the table, one measure of each, over one kind of time. */
export interface MultiplesSearch extends CaseSearch {
  /** FVC where it is missing. */
  readonly measure?: CourseMeasure
  /** Years from the first value of each case where it is missing. */
  readonly time?: 'calendar'
}

const measures: Readonly<Record<CourseMeasure, true>> = { fvc: true, dlco: true, ck: true, prednisone: true }

export function readMultiplesSearch(raw: Record<string, unknown>): MultiplesSearch {
  const { measure, time } = raw
  return {
    ...readCaseSearch(raw),
    ...(typeof measure === 'string' && Object.hasOwn(measures, measure) && { measure: measure as CourseMeasure }),
    ...(time === 'calendar' && { time }),
  }
}

/** The cases that an address asks for, as the backend is asked for them. */
export function criteriaOf({ q, sort, down, ...rest }: CaseSearch): Omit<InputOf<'cases.find'>, 'offset' | 'limit'> {
  const filters = Object.fromEntries(
    caseFilters.flatMap((filter) => (rest[filter] ? [[filter, [...rest[filter]]]] : [])),
  )
  return {
    ...(q?.trim() && { search: q.trim() }),
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(sort && { sort: { by: sort, descending: down ?? false } }),
  }
}
